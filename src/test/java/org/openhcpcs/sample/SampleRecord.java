package org.openhcpcs.sample;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;

/**
 * One record of a sample release, with the characters that the files show: dates are {@code
 * YYYYMMDD}, and a damaged field is just another text. Immutable.
 *
 * @param code five characters for a procedure, two for a modifier
 * @param values the fields that are not blank
 */
public record SampleRecord(String code, Map<Field, String> values) {

  public SampleRecord {
    if (code.length() != 5 && code.length() != 2) {
      throw new IllegalArgumentException("neither a code nor a modifier: " + code);
    }
    EnumMap<Field, String> filled = new EnumMap<>(Field.class);
    values.forEach((field, value) -> put(filled, code, field, value));
    values = Collections.unmodifiableMap(filled);
  }

  private static void put(Map<Field, String> filled, String code, Field field, String value) {
    if (field.layout() != LayoutField.LONG_DESCRIPTION && value.length() > field.layout().width()) {
      throw new IllegalArgumentException(code + ": too long for " + field.column() + ": " + value);
    }
    if (!value.isEmpty()) {
      filled.put(field, value);
    }
  }

  public Kind kind() {
    return code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE;
  }

  /** The field's characters; the empty string when it is blank. */
  public String get(Field field) {
    return values.getOrDefault(field, "");
  }

  /**
   * The code as it stands in positions 1-5: three blanks before a modifier, which is also why
   * modifiers sort first.
   */
  public String cell() {
    return kind() == Kind.MODIFIER ? "   " + code : code;
  }

  /** The same record with one field changed; an empty value clears it. */
  public SampleRecord with(Field field, String value) {
    EnumMap<Field, String> changed = new EnumMap<>(Field.class);
    changed.putAll(values);
    changed.put(field, value);
    return new SampleRecord(code, changed);
  }
}
