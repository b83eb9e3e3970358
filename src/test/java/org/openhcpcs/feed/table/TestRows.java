package org.openhcpcs.feed.table;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Field;

/** Rows of a snapshot that no database gave. */
public final class TestRows {

  private TestRows() {}

  /** The row of a code with some fields; all others are blank. */
  public static Row row(String code, Map<Field, String> fields) {
    Table table = SnapshotTable.TABLE;
    @Nullable String[] values = new @Nullable String[table.columns().size()];
    values[table.place("code")] = code;
    values[table.place("kind")] = code.length() == 2 ? "modifier" : "procedure";
    fields.forEach((field, value) -> values[table.place(field.column())] = value);
    return new Row(table, values);
  }

  /** The row of a code with an end, and cross references. */
  public static Row ended(String code, String end, String... crossReferences) {
    Map<Field, String> fields = references(crossReferences);
    fields.put(Field.TERMINATION_DATE, end);
    return row(code, fields);
  }

  /** The row of a code without an end, and with cross references. */
  public static Row living(String code, String... crossReferences) {
    return row(code, references(crossReferences));
  }

  private static Map<Field, String> references(String... codes) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    for (int i = 0; i < codes.length; i++) {
      fields.put(Field.valueOf("CROSS_REFERENCE_" + (i + 1)), codes[i]);
    }
    return fields;
  }
}
