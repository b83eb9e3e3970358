package org.openhcpcs.feed.table;

import java.util.List;
import org.openhcpcs.json.Json;

/** JSON Schema of the rows of a table, as they are in JSON Lines. */
public final class RowSchema {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private RowSchema() {}

  public static Json of(Table table) {
    return new Json().with("$schema", DIALECT).with(object(table));
  }

  /** The schema of a row that may stand inside another. */
  static Json object(Table table) {
    Json properties = new Json();
    for (Column column : table.columns()) {
      properties.with(column.name(), property(column));
    }
    return new Json()
        .with("type", "object")
        .with("properties", properties)
        .with("required", table.columns().stream().map(Column::name).toList())
        .with("additionalProperties", false);
  }

  private static Json property(Column column) {
    String type =
        switch (column.type()) {
          case TEXT, DATE -> "string";
          case INTEGER -> "integer";
          case BOOLEAN -> "boolean";
        };
    Json property = new Json().with("type", column.required() ? type : List.of(type, "null"));
    if (column.type() == Column.ValueType.DATE) {
      property.with("format", "date");
    }
    return property.with("description", column.description());
  }
}
