package org.openhcpcs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.PrintStream;
import org.apache.commons.io.function.Uncheck;
import org.openhcpcs.database.rows.JsonRows;

/** Rows as one JSON array for people too: in lines, with a line end behind. */
final class JsonText extends JsonRows {

  private final PrintStream out;

  JsonText(PrintStream out) {
    super(generator(out));
    this.out = out;
  }

  private static JsonGenerator generator(PrintStream out) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    return Uncheck.get(() -> factory.createGenerator(out).useDefaultPrettyPrinter());
  }

  @Override
  public void close() {
    super.close();
    Uncheck.run(json::close);
    out.println();
  }
}
