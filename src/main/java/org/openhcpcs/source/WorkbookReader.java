package org.openhcpcs.source;

import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Reads the cells of a workbook, {@code .xls} or {@code .xlsx}; the first bytes tell which,
 * whatever the name says.
 */
final class WorkbookReader {

  private WorkbookReader() {}

  /**
   * Passes the rows of all sheets to a sink.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook, is damaged, or could do harm
   */
  static void read(String file, byte[] bytes, SheetSink sink) {
    if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
      new XlsxReader(file, bytes, sink).read();
    } else if (bytes.length > 8 && (bytes[0] & 0xff) == 0xD0 && (bytes[1] & 0xff) == 0xCF) {
      XlsReader.read(file, bytes, sink);
    } else {
      throw new HcpcsException(ErrorCode.FILE_UNREADABLE, file + ": not an Excel workbook");
    }
  }

  /** A number as a person would type it: no exponent, no {@code .0}. */
  static String plain(String number) {
    try {
      java.math.BigDecimal value = new java.math.BigDecimal(number.strip());
      if (value.scale() < -20 || value.precision() > 40) {
        return number; // no number that any field can hold
      }
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return number;
    }
  }
}
