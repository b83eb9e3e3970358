package org.openhcpcs.claim.cell;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Dates as they stand in claims files, as days since 1970-01-01: YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD,
 * MM/DD/YYYY, all but the third with one digit for a month or day too, and, with the month's name,
 * DD-MON-YYYY and DDMONYYYY, with midnight behind them or without, and the serial numbers of a
 * workbook. The day is the one that is written, in whatever zone its midnight is.
 */
public final class ClaimDate {

  /** What is no date. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final Pattern MIDNIGHT =
      Pattern.compile(
          "(T|:| +)(0?0:00(:00([.,]0+)?)?|12:00(:00)? ?AM)( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?$");

  /** Longer than any date with its time; a search for midnight would take long in a long text. */
  private static final int LONGEST = 64;

  private static final Pattern SERIAL = Pattern.compile("([2-7][0-9]{4})([.]0+)?");

  /** The day with the number 0 in a workbook, as those after February 1900 count. */
  private static final int EXCEL_ZERO = (int) LocalDate.of(1899, 12, 30).toEpochDay();

  private static final String MONTH_NAMES = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  private static final int NAME = 3;

  private static final int FIRST_YEAR = 1980;

  /** When the months begin in which claims are. */
  private static final int[] MONTHS =
      IntStream.rangeClosed(0, 12 * 80)
          .map(i -> (int) LocalDate.of(FIRST_YEAR + i / 12, 1 + i % 12, 1).toEpochDay())
          .toArray();

  private ClaimDate() {}

  /**
   * A date in any form.
   *
   * @param serials whether a number of five digits is one
   */
  public static int read(String text, boolean serials) {
    if (text.length() > LONGEST) {
      return NONE;
    }
    String day = MIDNIGHT.matcher(text).replaceFirst("");
    if (serials && SERIAL.matcher(day).matches()) {
      return EXCEL_ZERO + Integer.parseInt(day.substring(0, 5));
    }
    byte[] bytes = day.getBytes(StandardCharsets.UTF_8);
    return read(bytes, 0, bytes.length);
  }

  public static boolean isSerial(String text) {
    return SERIAL.matcher(text).matches();
  }

  /** A day that stands alone. */
  public static int read(byte[] b, int from, int to) {
    int length = to - from;
    if (length == 10 && (b[from + 4] == '-' || b[from + 4] == '/') && b[from + 7] == b[from + 4]) {
      return day(number(b, from, from + 4), number(b, from + 5, from + 7), number(b, from + 8, to));
    }
    if (length < 8 || length > 11) {
      return NONE;
    }
    if (b[from + 3] > '9') {
      return withName(b, from, to);
    }
    if (b[from + 1] != '/' && b[from + 2] != '/') {
      return length == 8 && b[from + 4] >= '0'
          ? day(number(b, from, from + 4), number(b, from + 4, from + 6), number(b, from + 6, to))
          : yearFirst(b, from, to);
    }
    int first = b[from + 1] == '/' ? from + 1 : from + 2;
    int second = to - 5;
    return b[first] == '/' && b[second] == '/' && second - first <= 3
        ? day(number(b, second + 1, to), number(b, from, first), number(b, first + 1, second))
        : NONE;
  }

  /** 2020/2/3 and 2020-2-3. */
  private static int yearFirst(byte[] b, int from, int to) {
    byte mark = b[from + 4];
    int month = from + 5;
    int second = b[to - 2] == mark ? to - 2 : to - 3;
    return (mark == '-' || mark == '/') && b[second] == mark && second - month <= 2
        ? day(number(b, from, month - 1), number(b, month, second), number(b, second + 1, to))
        : NONE;
  }

  /** 03-FEB-2020 and 03FEB2020, as the files of the CCW and SAS have them, in any case. */
  private static int withName(byte[] b, int from, int to) {
    int year = to - 4;
    int hyphen = b[year - 1] == '-' ? 1 : 0;
    int name = year - hyphen - NAME;
    int behindDay = name - hyphen;
    if (behindDay <= from || behindDay > from + 2 || (hyphen == 1 && b[behindDay] != '-')) {
      return NONE;
    }
    String month = new String(b, name, NAME, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
    int place = MONTH_NAMES.indexOf(month);
    return place % NAME == 0
        ? day(number(b, year, to), place / NAME + 1, number(b, from, behindDay))
        : NONE;
  }

  /** A number of at most four digits; -1 if it is none. */
  private static int number(byte[] b, int from, int to) {
    int number = from < to ? 0 : -1;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static int day(int year, int month, int day) {
    int place = 12 * (year - FIRST_YEAR) + month - 1;
    if (month < 1 || month > 12 || day < 1 || year < 1) {
      return NONE;
    }
    if (place < 0 || place >= MONTHS.length - 1) {
      return day > YearMonth.of(year, month).lengthOfMonth()
          ? NONE
          : (int) LocalDate.of(year, month, day).toEpochDay();
    }
    int date = MONTHS[place] + day - 1;
    return date < MONTHS[place + 1] ? date : NONE;
  }
}
