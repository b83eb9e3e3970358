package org.openhcpcs.source.text;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.release.Naming;

/**
 * Turns the raw characters of one field into its value, or into a finding: the rules that all kinds
 * of code files share.
 */
public final class FieldReader {

  private static final Pattern EXCEL_DATE = Pattern.compile("[1-6]\\d{4}");
  private static final LocalDate EXCEL_DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final Pattern BREAK = Pattern.compile("[ \r\n]*[\r\n][ \r\n]*|\t");
  private static final Pattern MIDNIGHT = Pattern.compile("[ T]00:00(?::00(?:\\.0+)?)?$|\\.0$");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /**
   * No field but a description holds more, wherever CMS may yet widen one: it is what a quotation
   * mark out of place has swallowed, and no index could hold it.
   */
  static final int LONGEST_VALUE = 100;

  private FieldReader() {}

  /** A value, or the finding that says why there is none. */
  public record FieldValue(String value, Optional<Finding> finding) {

    private static final FieldValue BLANK = new FieldValue("", Optional.empty());

    static FieldValue of(String value) {
      return value.isEmpty() ? BLANK : new FieldValue(value, Optional.empty());
    }

    static FieldValue unreadable(Finding finding) {
      return new FieldValue("", Optional.of(finding));
    }
  }

  /** Reads one field; {@code raw} may carry blanks around it. */
  public static FieldValue read(Field field, String raw) {
    String text = strip(raw);
    if (text.isEmpty()) {
      return FieldValue.of("");
    }
    return switch (field.type()) {
      case TEXT, FILLER -> text(field, text);
      case DATE -> date(field, text);
      case NUMBER -> number(field, text);
    };
  }

  /**
   * Reads a cell that holds a number where CMS writes text: a date as {@code 20250930} or as
   * Excel's own, or a value that lost its leading zeros.
   */
  public static FieldValue readNumberCell(Field field, String number) {
    Optional<LocalDate> excelDate =
        field.type() == LayoutField.Type.DATE ? excelDate(number) : Optional.empty();
    if (excelDate.isPresent()) {
      String date = excelDate.get().toString();
      return new FieldValue(
          date,
          Optional.of(
              Finding.info(
                      "field-number-cell", "the cell holds Excel's own date instead of YYYYMMDD")
                  .in(field, number)
                  .expected(date)));
    }
    int width = field.layout().width();
    boolean lostZeros =
        field.indicator().isPresent()
            && number.length() < width
            && NUMBER.matcher(number).matches();
    if (lostZeros && field.layout() != LayoutField.BETOS) {
      String padded = "0".repeat(width - number.length()) + number;
      return new FieldValue(
          padded,
          Optional.of(
              Finding.info(
                      "field-number-cell", "the cell holds a number that lost its leading zeros")
                  .in(field, number)
                  .expected(padded)));
    }
    return read(field, number);
  }

  /** The date that Excel keeps as a count of days; empty for a number that is none. */
  public static Optional<LocalDate> excelDate(String number) {
    return EXCEL_DATE.matcher(number).matches()
        ? Optional.of(EXCEL_DAY_ZERO.plusDays(Integer.parseInt(number)))
        : Optional.empty();
  }

  /** Without the blanks around it; other white space is content. */
  public static String strip(String raw) {
    int begin = 0;
    int end = raw.length();
    while (end > begin && raw.charAt(end - 1) == ' ') {
      end--;
    }
    while (begin < end && raw.charAt(begin) == ' ') {
      begin++;
    }
    return raw.substring(begin, end);
  }

  /**
   * A text with control characters in it is kept, and found; a tab or line break in a description
   * is a blank.
   */
  private static FieldValue text(Field field, String text) {
    boolean description = field == Field.LONG_DESCRIPTION || field == Field.SHORT_DESCRIPTION;
    if (!description && text.length() > LONGEST_VALUE) {
      return FieldValue.unreadable(
          Finding.error(
                  "field-too-long",
                  "no such field is so long; it was left empty and the raw line kept")
              .in(field, storable(text.substring(0, LONGEST_VALUE)) + "…")
              .expected("at most " + field.layout().width() + " characters"));
    }
    if (isPrintable(text)) {
      return FieldValue.of(text);
    }
    String printable = storable(text);
    return new FieldValue(
        description ? strip(BREAK.matcher(printable).replaceAll(" ")) : printable,
        Optional.of(
            Finding.warning(
                    "field-control-character",
                    "a control character stands in the field; the raw line was kept")
                .in(field, printable)
                .expected("printable characters")));
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A dead byte as its symbol, because PostgreSQL's text cannot hold it. */
  public static String storable(String text) {
    return text.replace('\0', '\u2400');
  }

  /** Whether a text has so many characters, all of them digits. */
  public static boolean isDigits(String text, int length) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() == length;
  }

  private static FieldValue date(Field field, String text) {
    Optional<LocalDate> day =
        isDigits(text, 8) && !text.startsWith("0000")
            ? Naming.date(text.substring(0, 4), text.substring(4, 6), text.substring(6))
            : Optional.empty();
    return day.map(found -> FieldValue.of(found.toString()))
        .or(() -> typedDate(field, text))
        .orElseGet(
            () ->
                FieldValue.unreadable(
                    Finding.error(
                            "field-date",
                            "the field is no date; it was left empty and the raw line kept")
                        .in(field, text)
                        .expected("YYYYMMDD or blank")));
  }

  /** A date that somebody typed, or a program wrote, otherwise than CMS does. */
  private static Optional<FieldValue> typedDate(Field field, String text) {
    return TypedDate.read(MIDNIGHT.matcher(text).replaceFirst(""))
        .map(
            day ->
                new FieldValue(
                    day.toString(),
                    Optional.of(
                        Finding.info("field-date-form", "the date is not written as YYYYMMDD")
                            .in(field, text)
                            .expected(day.toString()))));
  }

  private static FieldValue number(Field field, String text) {
    if (NUMBER.matcher(text).matches()) {
      return FieldValue.of(Integer.toString(Integer.parseInt(text)));
    }
    return FieldValue.unreadable(
        Finding.error(
                "field-number", "the field is no number; it was left empty and the raw line kept")
            .in(field, text)
            .expected("digits or blank"));
  }
}
