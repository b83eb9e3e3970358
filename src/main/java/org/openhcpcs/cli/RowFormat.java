package org.openhcpcs.cli;

import org.openhcpcs.store.Query;

/** How rows are printed. */
enum RowFormat {
  /** Aligned, for people. */
  TEXT,
  /** RFC 4180 with a header. */
  CSV,
  /** One array of objects in column order. */
  JSON;

  /** A printer of this format; {@link RowPrinter#close()} ends the output. */
  RowPrinter printer(Terminal terminal) {
    return switch (this) {
      case TEXT -> new TextRows(terminal);
      case CSV -> new CsvRows(terminal);
      case JSON -> new JsonRows(terminal);
    };
  }

  /** Takes rows and prints them. */
  interface RowPrinter extends Query.Sink, AutoCloseable {
    @Override
    void close();
  }
}
