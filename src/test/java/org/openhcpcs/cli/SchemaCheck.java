package org.openhcpcs.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds JSON against a JSON Schema, as far as schemas of feeds go: what it does not know it
 * refuses. JSON null is an empty {@link Optional}.
 */
final class SchemaCheck {

  private static final Set<String> KNOWN =
      Set.of(
          "$schema",
          "$defs",
          "$ref",
          "type",
          "format",
          "enum",
          "oneOf",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "description");

  private final Map<?, ?> root;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(Map<?, ?> root) {
    this.root = root;
  }

  /** What of a value is not as the schema has it. */
  static List<String> faults(Map<?, ?> schema, Object value) {
    SchemaCheck check = new SchemaCheck(schema);
    check.check(schema, value, "");
    return check.faults;
  }

  private void check(Map<?, ?> schema, Object value, String path) {
    if (!KNOWN.containsAll(schema.keySet())) {
      throw new IllegalArgumentException("not known: " + schema.keySet());
    }
    if (schema.get("$ref") instanceof String name) {
      Map<?, ?> definitions = map(root.get("$defs"));
      check(map(definitions.get(name.substring("#/$defs/".length()))), value, path);
    }
    if (schema.get("oneOf") instanceof List<?> choices) {
      expect(choices.stream().filter(choice -> fits(choice, value)).count() == 1, path, value);
    }
    if (schema.get("type") instanceof List<?> types) {
      expect(types.contains(type(value)), path, value);
    } else if (schema.containsKey("type")) {
      expect(type(value).equals(schema.get("type")), path, value);
    }
    if (schema.get("enum") instanceof List<?> values) {
      expect(values.contains(value), path, value);
    }
    if ("date".equals(schema.get("format")) && value instanceof String text) {
      expect(isDate(text), path, value);
    }
    if (value instanceof List<?> items && schema.containsKey("items")) {
      items.forEach(item -> check(map(schema.get("items")), item, path + "[]"));
    }
    if (value instanceof Map<?, ?> object && schema.containsKey("properties")) {
      members(schema, object, path);
    }
  }

  private void members(Map<?, ?> schema, Map<?, ?> object, String path) {
    Map<?, ?> properties = map(schema.get("properties"));
    expect(Boolean.FALSE.equals(schema.get("additionalProperties")), path, "open");
    List<?> required = (List<?>) Objects.requireNonNull(schema.get("required"));
    expect(object.keySet().containsAll(required), path, object.keySet());
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String place = path + "/" + member.getKey();
      if (properties.get(member.getKey()) instanceof Map<?, ?> property) {
        check(property, member.getValue(), place);
      } else {
        faults.add(place + ": not in the schema");
      }
    }
  }

  private boolean fits(Object choice, Object value) {
    SchemaCheck check = new SchemaCheck(root);
    check.check(map(choice), value, "");
    return check.faults.isEmpty();
  }

  private void expect(boolean holds, String path, Object value) {
    if (!holds) {
      faults.add(path + ": " + value);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static String type(Object value) {
    if (value instanceof Map<?, ?>) {
      return "object";
    } else if (value instanceof List<?>) {
      return "array";
    } else if (value instanceof Long) {
      return "integer";
    } else if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Optional<?> ? "null" : "string";
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
