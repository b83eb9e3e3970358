package org.openhcpcs.feed;

import java.util.Optional;

/** The forms that hold the rows of any table, by the word of the command line and of manifests. */
public final class TableFormats {

  private TableFormats() {}

  /**
   * The form of a name; empty if it is none of these.
   *
   * @param guardsFormulas whether texts in CSV files get an apostrophe before what begins as a
   *     formula
   */
  public static Optional<TableFormat> named(String label, boolean guardsFormulas) {
    return switch (label) {
      case "csv" ->
          Optional.of(
              new CsvFormat(
                  guardsFormulas ? CsvFormat.FormulaGuard.ON : CsvFormat.FormulaGuard.OFF));
      case JsonLinesFormat.LABEL -> Optional.of(new JsonLinesFormat());
      case ParquetFormat.LABEL -> Optional.of(new ParquetFormat());
      default -> Optional.empty();
    };
  }
}
