package org.openhcpcs.feed;

import java.io.IOException;
import java.util.Optional;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.ChangeTable;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** A form that holds the rows of any table, one file each. */
public interface TableFormat extends Format {

  /**
   * The form of a name, by the word of the command line and of manifests; empty if it is none of
   * these.
   *
   * @param guardsFormulas whether texts in CSV files get an apostrophe before what begins as a
   *     formula
   */
  static Optional<TableFormat> named(String label, boolean guardsFormulas) {
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

  @Override
  RowWriter<Row> open(FeedFolder folder, Table table) throws IOException;

  @Override
  default RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) throws IOException {
    return open(folder, snapshot.table());
  }

  @Override
  default RowWriter<RowChange> delta(FeedFolder folder) throws IOException {
    return ChangeTable.flat(open(folder, ChangeTable.TABLE));
  }
}
