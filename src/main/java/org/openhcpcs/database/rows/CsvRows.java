package org.openhcpcs.database.rows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;

/** Rows as CSV, as RFC 4180 has it, with a header. */
public final class CsvRows implements RowQuery.RowPrinter {

  private final CSVPrinter printer;

  /** Writes to a stream, which stays open. */
  public CsvRows(OutputStream out) {
    try {
      printer =
          new CSVPrinter(
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)),
              CSVFormat.RFC4180);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    try {
      printer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(List<? extends @Nullable String> values) {
    try {
      printer.printRecord(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
