package org.openhcpcs.source.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.Utf16;
import org.openhcpcs.source.text.SourceText;

/** Reads the rows of a CSV file, in UTF-8 or windows-1252. */
public final class CsvReader {

  private CsvReader() {}

  /**
   * Passes the rows to a sink, as one sheet. A row that is shorter or longer than others is passed
   * as it is.
   *
   * @throws HcpcsException FILE_UNREADABLE if it is in UTF-16, quotes do not end, or characters
   *     stand behind them
   */
  public static void read(String file, byte[] bytes, SheetSink sink) {
    if (Utf16.is(bytes)) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: %s", file, Utf16.REASON);
    }
    sink.sheet(file);
    String text = String.join("\n", SourceText.of(bytes).lines());
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(CSVFormat.RFC4180).get()) {
      for (CSVRecord line : parser) {
        SheetRow row = new SheetRow((int) parser.getCurrentLineNumber());
        for (int column = 0; column < line.size(); column++) {
          row.set(column, SheetRow.CellType.TEXT, line.get(column));
        }
        if (row.columns() > 0 && !sink.row(row)) {
          return;
        }
      }
    } catch (UncheckedIOException e) {
      throw unreadable(
          file,
          Objects.requireNonNull(e.getCause())); // its own message begins with the name of a class
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** All its rows, see {@link #read}. */
  public static List<SheetRow> rows(String file, byte[] bytes) {
    List<SheetRow> rows = new ArrayList<>();
    read(file, bytes, rows::add);
    return rows;
  }

  private static HcpcsException unreadable(String file, IOException e) {
    return ErrorCode.FILE_UNREADABLE.failure(
        e, "%s: not readable as CSV: %s", file, e.getMessage());
  }
}
