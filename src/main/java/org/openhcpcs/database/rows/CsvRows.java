package org.openhcpcs.database.rows;

import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.io.function.Uncheck;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;

/** Rows as CSV, as RFC 4180 has it, with a header. */
public final class CsvRows implements RowQuery.RowPrinter {

  private final CSVPrinter printer;

  /** Writes to a stream, which stays open. */
  public CsvRows(OutputStream out) {
    printer =
        Uncheck.get(
            () ->
                new CSVPrinter(
                    new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
                    CSVFormat.RFC4180));
  }

  @Override
  public void columns(List<RowQuery.ResultColumn> columns) {
    print(columns.stream().map(RowQuery.ResultColumn::name).toList());
  }

  @Override
  public void row(List<@Nullable String> values) {
    print(values);
  }

  @Override
  public void close() {
    Uncheck.run(printer::flush);
  }

  private void print(List<? extends @Nullable String> values) {
    Uncheck.run(() -> printer.printRecord(values));
  }
}
