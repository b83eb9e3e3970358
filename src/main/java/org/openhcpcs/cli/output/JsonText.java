package org.openhcpcs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.rows.JsonRows;

/** Rows as one JSON array for people too: in lines, with a line end behind. */
final class JsonText implements RowQuery.RowPrinter {

  private final PrintStream out;
  private final JsonGenerator json;
  private final JsonRows rows;

  JsonText(PrintStream out) {
    this.out = out;
    try {
      json =
          JsonFactory.builder()
              .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
              .build()
              .createGenerator(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows = new JsonRows(json.useDefaultPrettyPrinter());
  }

  @Override
  public void columns(List<RowQuery.ResultColumn> columns) {
    rows.columns(columns);
  }

  @Override
  public void row(List<@Nullable String> values) {
    rows.row(values);
  }

  @Override
  public void close() {
    try {
      rows.close();
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }
}
