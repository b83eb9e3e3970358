package org.openhcpcs.source.table;

import java.util.Locale;
import org.openhcpcs.code.HcpcsException;

/** The two kinds of files that hold tables, as their names tell. */
public enum TableForm {
  WORKBOOK,
  CSV;

  public static TableForm of(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : WORKBOOK;
  }

  /**
   * Passes the rows of a file to a sink.
   *
   * @throws HcpcsException FILE_UNREADABLE as {@link CsvReader} and {@link WorkbookReader} say
   */
  public void read(String file, byte[] bytes, SheetSink sink) {
    switch (this) {
      case WORKBOOK -> WorkbookReader.read(file, bytes, sink);
      case CSV -> CsvReader.read(file, bytes, sink);
    }
  }
}
