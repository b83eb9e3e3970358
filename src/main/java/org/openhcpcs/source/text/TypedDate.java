package org.openhcpcs.source.text;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.release.Naming;

/** Dates as people type them into workbooks and claims files. */
public final class TypedDate {

  private static final List<Pattern> YEAR_FIRST =
      List.of(
          Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"),
          Pattern.compile("([0-9]{4})/([0-9]{2})/([0-9]{2})"),
          Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})"));
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");

  private TypedDate() {}

  /** A date as YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD or MM/DD/YYYY; empty if the text is none. */
  public static Optional<LocalDate> read(String text) {
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches()) {
      return Naming.date(monthFirst.group(3), monthFirst.group(1), monthFirst.group(2))
          .filter(date -> date.getYear() > 0);
    }
    for (Pattern pattern : YEAR_FIRST) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.matches()) {
        return Naming.date(matcher.group(1), matcher.group(2), matcher.group(3))
            .filter(date -> date.getYear() > 0);
      }
    }
    return Optional.empty();
  }
}
