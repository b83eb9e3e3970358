package org.openhcpcs.source.table;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.text.FieldReader;

/**
 * Reads the cells of a workbook, {@code .xls} or {@code .xlsx}; the first bytes tell which,
 * whatever the name says.
 */
public final class WorkbookReader {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private WorkbookReader() {}

  /**
   * Passes the rows of all sheets to a sink.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook, is damaged, or could do harm
   */
  public static void read(String file, byte[] bytes, SheetSink sink) {
    if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
      new XlsxReader(file, bytes, sink).read();
    } else if (bytes.length > 8 && (bytes[0] & 0xff) == 0xD0 && (bytes[1] & 0xff) == 0xCF) {
      XlsReader.read(file, bytes, sink);
    } else {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: not an Excel workbook", file);
    }
  }

  /** The error for a workbook that a library gave up on; in one line, whatever the library says. */
  static HcpcsException unreadable(String file, Exception cause) {
    String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return ErrorCode.FILE_UNREADABLE.failure(
        cause, "%s: the workbook cannot be read: %s", file, CONTROL.matcher(why).replaceAll(" "));
  }

  /**
   * Sets a cell with a number. In a workbook whose days count from 1904 one of five digits may be a
   * day, and no reader could tell which: it is a text, which is a code as well but never a day.
   */
  static void setNumber(SheetRow row, int column, String value, boolean is1904) {
    String number = plain(value);
    boolean isDoubtful = is1904 && FieldReader.excelDate(number).isPresent();
    row.set(column, isDoubtful ? SheetRow.CellType.TEXT : SheetRow.CellType.NUMBER, number);
  }

  /** A number as a person would type it: no exponent, no {@code .0}. */
  static String plain(String number) {
    if (number.length() > 40) {
      return number; // no number that any field can hold
    }
    try {
      BigDecimal value = new BigDecimal(number.strip());
      if (value.scale() < -20 || value.scale() > 40) {
        return number;
      }
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return number;
    }
  }
}
