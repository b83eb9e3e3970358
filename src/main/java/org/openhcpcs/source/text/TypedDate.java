package org.openhcpcs.source.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.release.Naming;

/** Dates as people type them into workbooks and claims files. */
public final class TypedDate {

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<month>[0-9]{1,2})/(?<day>[0-9]{1,2})/(?<year>[0-9]{4})"),
          Pattern.compile("(?<year>[0-9]{4})([-/])(?<month>[0-9]{1,2})\\2(?<day>[0-9]{1,2})"),
          Pattern.compile("(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})"));

  private TypedDate() {}

  /**
   * A date as YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD or MM/DD/YYYY, all but the third with one digit for
   * a month or day too; empty if the text is none.
   */
  public static Optional<LocalDate> read(String text) {
    for (Pattern form : FORMS) {
      Matcher date = form.matcher(text);
      if (date.matches()) {
        return Naming.date(date.group("year"), date.group("month"), date.group("day"))
            .filter(day -> day.getYear() > 0);
      }
    }
    return Optional.empty();
  }
}
