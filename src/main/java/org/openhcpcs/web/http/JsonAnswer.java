package org.openhcpcs.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.rows.CsvRows;
import org.openhcpcs.database.rows.JsonRows;

/** Answers as JSON and CSV. */
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

  /** The rows of a query, as {@code {"items": [...]}}. */
  public static WebAnswer items(Database database, Query query) {
    return items(rows -> RowQuery.run(database, query, rows));
  }

  /** Rows, as {@code {"items": [...]}}. */
  public static WebAnswer items(ResultRows all) {
    return items(all::pass);
  }

  private static WebAnswer items(Consumer<RowQuery.RowSink> all) {
    return of(
        json -> {
          json.writeStartObject();
          json.writeFieldName("items");
          rows(json, all);
          json.writeEndObject();
        });
  }

  /** Writes the rows of a query as an array of objects. */
  public static void rows(JsonGenerator json, Database database, Query query) {
    rows(json, rows -> RowQuery.run(database, query, rows));
  }

  /** Writes rows as an array of objects. */
  public static void rows(JsonGenerator json, ResultRows all) {
    rows(json, all::pass);
  }

  private static void rows(JsonGenerator json, Consumer<RowQuery.RowSink> all) {
    try (JsonRows rows = new JsonRows(json)) {
      all.accept(rows);
    }
  }

  /** The rows of a query as CSV. */
  public static WebAnswer csv(Database database, Query query) {
    return csv(rows -> RowQuery.run(database, query, rows));
  }

  /** Rows as CSV. */
  public static WebAnswer csv(ResultRows all) {
    return csv(all::pass);
  }

  private static WebAnswer csv(Consumer<RowQuery.RowSink> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (CsvRows rows = new CsvRows(out)) {
      all.accept(rows);
    }
    return WebAnswer.of(MediaType.CSV, out.toByteArray());
  }
}
