package org.openhcpcs.database.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;

/**
 * Rows as one JSON array of objects. Numbers, booleans, arrays and what is JSON already are JSON's
 * own; everything else is a string.
 */
public class JsonRows implements RowQuery.RowPrinter {

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  /** Where they are written. */
  protected final JsonGenerator json;

  private List<RowQuery.ResultColumn> columns = List.of();

  private JsonRows(JsonGenerator json, List<RowQuery.ResultColumn> columns) {
    this.json = json;
    this.columns = columns;
  }

  /** Begins the array where the text stands. */
  public JsonRows(JsonGenerator json) {
    this.json = json;
    Uncheck.run(json::writeStartArray);
  }

  @Override
  public void columns(List<RowQuery.ResultColumn> newColumns) {
    columns = List.copyOf(newColumns);
  }

  /** Writes the first row as an object; null if there is none. */
  public static void writeObject(JsonGenerator json, ResultRows rows) throws IOException {
    if (rows.isEmpty()) {
      json.writeNull();
      return;
    }
    new JsonRows(json, rows.columns()).write(rows.rows().get(0));
  }

  @Override
  public void row(List<@Nullable String> values) {
    Uncheck.run(() -> write(values));
  }

  private void write(List<@Nullable String> values) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < columns.size(); i++) {
      json.writeFieldName(columns.get(i).name());
      write(columns.get(i), values.get(i));
    }
    json.writeEndObject();
  }

  private void write(RowQuery.ResultColumn column, @Nullable String value) throws IOException {
    if (value != null && column.isArray()) {
      writeElements(column.type(), ArrayText.elements(value));
    } else {
      writeValue(column.type(), value);
    }
  }

  private void writeElements(RowQuery.ColumnType type, List<ArrayText.Element> elements)
      throws IOException {
    json.writeStartArray();
    for (ArrayText.Element element : elements) {
      if (element instanceof ArrayText.Inner inner) {
        writeElements(type, inner.elements());
      } else if (element instanceof ArrayText.Value value) {
        writeValue(type, value.text());
      }
    }
    json.writeEndArray();
  }

  private void writeValue(RowQuery.ColumnType type, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type == RowQuery.ColumnType.BOOLEAN) {
      json.writeBoolean(value.equals("t"));
    } else if (type == RowQuery.ColumnType.NUMBER && NUMBER.matcher(value).matches()) {
      json.writeNumber(value);
    } else if (type == RowQuery.ColumnType.JSON) {
      json.writeRawValue(value);
    } else {
      json.writeString(value);
    }
  }

  /** Ends the array; the text goes on. */
  @Override
  public void close() {
    Uncheck.run(json::writeEndArray);
  }
}
