package org.openhcpcs.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;

/**
 * Turns the raw characters of one field into its value, or into a finding: the rules that all kinds
 * of code files share.
 */
final class FieldReader {

  private static final Pattern DATE = Pattern.compile("\\d{8}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  private FieldReader() {}

  /** A value, or the finding that says why there is none. */
  record Result(String value, Optional<Finding> finding) {

    static Result of(String value) {
      return new Result(value, Optional.empty());
    }

    static Result unreadable(Finding finding) {
      return new Result("", Optional.of(finding));
    }
  }

  /** Reads one field; {@code raw} may carry blanks around it. */
  static Result read(Field field, String raw) {
    String text = strip(raw);
    if (text.isEmpty()) {
      return Result.of("");
    }
    return switch (field.type()) {
      case TEXT, FILLER -> Result.of(text);
      case DATE -> date(field, text);
      case NUMBER -> number(field, text);
    };
  }

  /** Without the blanks around it; other white space is content. */
  static String strip(String raw) {
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

  private static Result date(Field field, String text) {
    if (DATE.matcher(text).matches() && !text.startsWith("0000")) {
      try {
        return Result.of(
            LocalDate.of(
                    Integer.parseInt(text.substring(0, 4)),
                    Integer.parseInt(text.substring(4, 6)),
                    Integer.parseInt(text.substring(6)))
                .toString());
      } catch (DateTimeException e) {
        return unreadableDate(field, text);
      }
    }
    return unreadableDate(field, text);
  }

  private static Result unreadableDate(Field field, String text) {
    return Result.unreadable(
        Finding.of(
                Severity.ERROR,
                "field-date",
                "the field is no date; it was left empty and the raw line kept")
            .in(field, text)
            .expected("YYYYMMDD or blank"));
  }

  private static Result number(Field field, String text) {
    if (NUMBER.matcher(text).matches()) {
      return Result.of(Integer.toString(Integer.parseInt(text)));
    }
    return Result.unreadable(
        Finding.of(
                Severity.ERROR,
                "field-number",
                "the field is no number; it was left empty and the raw line kept")
            .in(field, text)
            .expected("digits or blank"));
  }
}
