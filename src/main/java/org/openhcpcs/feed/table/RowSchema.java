package org.openhcpcs.feed.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema of the rows of a table, as they are in JSON Lines. */
public final class RowSchema {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private RowSchema() {}

  public static Map<String, Object> of(Table table) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", DIALECT);
    schema.putAll(object(table));
    return schema;
  }

  /** The schema of a row that may stand inside another. */
  static Map<String, Object> object(Table table) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      properties.put(column.name(), property(column));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", table.columns().stream().map(Column::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(Column column) {
    Map<String, Object> property = new LinkedHashMap<>();
    String type =
        switch (column.type()) {
          case TEXT, DATE -> "string";
          case INTEGER -> "integer";
          case BOOLEAN -> "boolean";
        };
    property.put("type", column.required() ? type : List.of(type, "null"));
    if (column.type() == Column.ValueType.DATE) {
      property.put("format", "date");
    }
    property.put("description", column.description());
    return property;
  }
}
