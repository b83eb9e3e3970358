package org.openhcpcs.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.rows.CsvRows;
import org.openhcpcs.database.rows.JsonRows;

/** Answers as JSON and CSV; whoever has rows passes them to a sink. */
public final class JsonAnswer {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonAnswer() {}

  /** An answer that is one value. */
  public static WebAnswer of(IOConsumer<JsonGenerator> value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      value.accept(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WebAnswer.of(MediaType.JSON, out.toByteArray());
  }

  /** Rows, as {@code {"items": [...]}}. */
  public static WebAnswer items(Consumer<RowQuery.RowSink> all) {
    return of(
        json -> {
          json.writeStartObject();
          json.writeFieldName("items");
          rows(json, all);
          json.writeEndObject();
        });
  }

  /** Writes rows as an array of objects. */
  public static void rows(JsonGenerator json, Consumer<RowQuery.RowSink> all) {
    try (JsonRows rows = new JsonRows(json)) {
      all.accept(rows);
    }
  }

  /** Rows as CSV. */
  public static WebAnswer csv(Consumer<RowQuery.RowSink> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (CsvRows rows = new CsvRows(out)) {
      all.accept(rows);
    }
    return WebAnswer.of(MediaType.CSV, out.toByteArray());
  }
}
