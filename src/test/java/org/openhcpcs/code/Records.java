package org.openhcpcs.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records for tests: blank but for the fields that a test names. */
public final class Records {

  private Records() {}

  public static CodeRecord procedure(String code, Map<Field, String> values) {
    return new CodeRecord(code, Kind.PROCEDURE, values(values));
  }

  public static CodeRecord modifier(String code, Map<Field, String> values) {
    return new CodeRecord(code, Kind.MODIFIER, values(values));
  }

  static List<String> values(Map<Field, String> filled) {
    List<String> values = new ArrayList<>();
    for (Field field : Field.ALL) {
      values.add(filled.getOrDefault(field, ""));
    }
    return values;
  }
}
