package org.openhcpcs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.openhcpcs.database.rows.JsonRows;

/** Rows as one JSON array for people too: in lines, with a line end behind. */
final class JsonText extends JsonRows {

  private final PrintStream out;

  JsonText(PrintStream out) {
    super(generator(out));
    this.out = out;
  }

  private static JsonGenerator generator(PrintStream out) {
    try {
      return JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build()
          .createGenerator(out)
          .useDefaultPrettyPrinter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }
}
