package org.openhcpcs.feed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.feed.folder.FeedFile;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** CSV as RFC 4180 has it: a header, CRLF, quotes where needed; no value is an empty cell. */
public record CsvFormat(FormulaGuard guard) implements TableFormat {

  /** What a formula begins with, as OWASP lists it for CSV injection: also in full width. */
  private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  /** Whether cells that a spreadsheet would take for a formula are made harmless. */
  public enum FormulaGuard {
    /** Cells are exactly as published. */
    OFF,
    /** An apostrophe is put before texts that begin as a formula does. */
    ON
  }

  @Override
  public String label() {
    return "csv";
  }

  @Override
  public RowWriter<Row> open(FeedFolder folder, Table table) throws IOException {
    FeedFile file = folder.file(table.name() + ".csv", label());
    return new CsvRowWriter(file, table, guard);
  }

  /** Whether one of the forms is CSV with the guard on. */
  static boolean isGuarded(List<? extends Format> formats) {
    return formats.stream()
        .anyMatch(format -> format instanceof CsvFormat csv && csv.guard == FormulaGuard.ON);
  }

  /** A text, made harmless where a spreadsheet would compute it. */
  static String guarded(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static final class CsvRowWriter implements RowWriter<Row> {

    private final FeedFile file;
    private final Table table;
    private final FormulaGuard guard;
    private final CSVPrinter printer;
    private final List<@Nullable String> cells = new ArrayList<>();
    private long rows;

    CsvRowWriter(FeedFile file, Table table, FormulaGuard guard) throws IOException {
      this.file = file;
      this.table = table;
      this.guard = guard;
      this.printer =
          new CSVPrinter(
              new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8)),
              CSVFormat.RFC4180);
      printer.printRecord(table.columns().stream().map(Column::name).toList());
    }

    @Override
    public void write(Row row) throws IOException {
      cells.clear();
      for (int i = 0; i < table.columns().size(); i++) {
        String value = row.get(i);
        cells.add(
            value != null
                    && guard == FormulaGuard.ON
                    && table.columns().get(i).type() == Column.ValueType.TEXT
                ? guarded(value)
                : value);
      }
      printer.printRecord(cells);
      rows++;
    }

    @Override
    public void finish() throws IOException {
      printer.flush();
      file.complete(rows);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
