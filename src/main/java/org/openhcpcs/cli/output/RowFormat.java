package org.openhcpcs.cli.output;

import java.util.Locale;
import org.openhcpcs.database.RowQuery;

/** How rows are printed. */
public enum RowFormat {
  /** Aligned, for people. */
  TEXT,
  /** RFC 4180 with a header. */
  CSV,
  /** One array of objects in column order. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A printer of this format; {@link RowPrinter#close()} ends the output. */
  public RowPrinter printer(Terminal terminal) {
    return switch (this) {
      case TEXT -> new TextRows(terminal);
      case CSV -> new CsvRows(terminal);
      case JSON -> new JsonRows(terminal);
    };
  }

  /** Takes rows and prints them. */
  public interface RowPrinter extends RowQuery.RowSink, AutoCloseable {
    @Override
    void close();
  }
}
