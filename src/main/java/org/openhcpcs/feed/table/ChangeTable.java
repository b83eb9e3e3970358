package org.openhcpcs.feed.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.json.Json;

/** The columns of a delta: the operation, and each column of a snapshot before and after. */
public final class ChangeTable {

  public static final String NAME = "changes";

  private static final Column OPERATION =
      Column.text("operation", "add, change, terminate, reactivate, reuse, absent or return.");

  public static final Table TABLE = new Table(NAME, columns());

  private ChangeTable() {}

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.CODE);
    columns.add(OPERATION);
    columns.add(
        Column.text(
                "changed_fields", "Names of the columns whose values differ, with a blank between.")
            .optional());
    for (String side : List.of("before", "after")) {
      for (Column column : fields()) {
        columns.add(
            new Column(
                side + "_" + column.name(),
                column.type(),
                false,
                "%s %s%s the step."
                    .formatted(
                        column.description(),
                        side.toUpperCase(Locale.ROOT).charAt(0),
                        side.substring(1))));
      }
    }
    return columns;
  }

  private static List<Column> fields() {
    return SnapshotTable.TABLE.columns().subList(1, SnapshotTable.TABLE.columns().size());
  }

  private static Row row(RowChange change) {
    @Nullable String[] values = new @Nullable String[TABLE.columns().size()];
    values[0] = change.code();
    values[1] = change.operation().label();
    List<String> changed = change.changedFields();
    values[2] = changed.isEmpty() ? null : String.join(" ", changed);
    int fields = fields().size();
    for (int i = 0; i < fields; i++) {
      values[3 + i] = value(change.before(), i + 1);
      values[3 + fields + i] = value(change.after(), i + 1);
    }
    return new Row(TABLE, values);
  }

  private static @Nullable String value(Optional<Row> row, int place) {
    return row.isPresent() ? row.get().get(place) : null;
  }

  /** Writes changes as rows of this table. */
  public static RowWriter<RowChange> flat(RowWriter<Row> rows) {
    return new RowWriter<RowChange>() {
      @Override
      public void write(RowChange change) throws IOException {
        rows.write(row(change));
      }

      @Override
      public void finish() throws IOException {
        rows.finish();
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  /** JSON Schema of a change, as it is in JSON Lines. */
  public static Json schema() {
    Json properties =
        new Json()
            .with("code", new Json().with("type", "string"))
            .with(
                "operation",
                new Json()
                    .with("type", "string")
                    .with("enum", Stream.of(Operation.values()).map(Operation::label).toList()))
            .with(
                "changed_fields",
                new Json()
                    .with("type", "array")
                    .with("items", new Json().with("type", "string"))
                    .with("description", "Names of the members whose values differ."));
    for (String side : List.of("before", "after")) {
      properties.with(
          side, Map.of("oneOf", List.of(Map.of("$ref", "#/$defs/row"), Map.of("type", "null"))));
    }
    return new Json()
        .with("$schema", RowSchema.DIALECT)
        .with("type", "object")
        .with("properties", properties)
        .with("required", properties.members().keySet())
        .with("additionalProperties", false)
        .with("$defs", Map.of("row", RowSchema.object(SnapshotTable.TABLE)));
  }
}
