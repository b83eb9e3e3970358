package org.openhcpcs.cli.output;

import java.util.Locale;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.rows.CsvRows;

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

  /** A printer of this format; {@link RowQuery.RowPrinter#close()} ends the output. */
  public RowQuery.RowPrinter printer(Terminal terminal) {
    return switch (this) {
      case TEXT -> new TextRows(terminal);
      case CSV -> new CsvRows(terminal.out());
      case JSON -> new JsonText(terminal.out());
    };
  }
}
