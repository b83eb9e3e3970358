package org.openhcpcs.database.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, member by member: numbers and booleans are JSON's own, an empty {@link Optional}
 * is null, collections are arrays, and everything else is a string.
 */
public final class Json {

  private final Map<String, Optional<Object>> members = new LinkedHashMap<>();

  /** Adds a member. */
  public Json with(String name, @Nullable Object value) {
    members.put(
        name,
        value instanceof Optional<?> optional
            ? optional.map(present -> present)
            : Optional.ofNullable(value));
    return this;
  }

  /** Adds the members of another object. */
  public Json with(Json other) {
    members.putAll(other.members);
    return this;
  }

  /** In one line. */
  public String line() {
    return text(false);
  }

  /** In lines, for people too. */
  public String pretty() {
    return text(true);
  }

  private String text(boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      if (pretty) {
        json.useDefaultPrettyPrinter();
      }
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Optional<Object>> member : members.entrySet()) {
      json.writeFieldName(member.getKey());
      if (member.getValue().isPresent()) {
        write(json, member.getValue().get());
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Json object) {
      object.write(json);
    } else if (value instanceof Collection<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(new BigDecimal(number.toString()));
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else {
      json.writeString(value.toString());
    }
  }
}
