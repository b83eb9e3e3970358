package org.openhcpcs.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.rows.CsvRows;
import org.openhcpcs.database.rows.JsonRows;
import org.openhcpcs.web.http.MediaType;
import org.openhcpcs.web.http.WebAnswer;

/** Answers as JSON and CSV. */
public final class JsonAnswer {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonAnswer() {}

  /** Writes a value. */
  public interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  /** An answer that is one value. */
  public static WebAnswer of(Writing value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WebAnswer.of(MediaType.JSON, out.toByteArray());
  }

  /** The rows of a query, as {@code {"items": [...]}}. */
  public static WebAnswer items(Database database, Query query) {
    return of(
        json -> {
          json.writeStartObject();
          json.writeFieldName("items");
          rows(json, database, query);
          json.writeEndObject();
        });
  }

  static void rows(JsonGenerator json, Database database, Query query) {
    try (JsonRows rows = new JsonRows(json)) {
      RowQuery.run(database, query, rows);
    }
  }

  /** The rows of a query as CSV. */
  public static WebAnswer csv(Database database, Query query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (CsvRows rows = new CsvRows(out)) {
      RowQuery.run(database, query, rows);
    }
    return WebAnswer.of(MediaType.CSV, out.toByteArray());
  }
}
