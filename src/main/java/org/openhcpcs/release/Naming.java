package org.openhcpcs.release;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;

/**
 * What the names of CMS's files tell: {@code HCPC2025_OCT_ANWEB_v4.txt}, {@code 12anweb.txt},
 * {@code HCPC2026_JUL_ANWEB_06172026.txt}.
 */
public final class Naming {

  /** Four digits, but not those of a whole day as in {@code 2018-10-31}, which is no edition's. */
  private static final String FULL_YEAR =
      "(?<!\\d)((?:19|20)\\d\\d)(?!\\d)(?![-_. ](?:0[1-9]|1[0-2])[-_. ]?\\d\\d(?!\\d))";

  private static final Pattern YEAR = Pattern.compile(FULL_YEAR);
  private static final Pattern SHORT_YEAR = Pattern.compile("(?:^|HCPC|HCPCS)(\\d\\d)(?!\\d)");
  private static final Pattern QUARTER =
      Pattern.compile("(?<![A-Z])(JAN(?:UARY)?|APR(?:IL)?|JULY?|OCT(?:OBER)?)(?![A-Z])");
  private static final Pattern NUMBERED_MONTH =
      Pattern.compile(FULL_YEAR + "[-_. ](0[1-9]|1[0-2])(?!\\d)");
  private static final Pattern NUMBERED_QUARTER =
      Pattern.compile(
          "(?:%1$s[-_. ]?)?(?:(?<![A-Z])(?:Q|QTR ?)([1-4])(?!\\d)|(?<!\\d)([1-4])Q(?![A-Z]))(?:[-_. ]?%1$s)?"
              .formatted(FULL_YEAR));

  /** Months in which no quarter begins. */
  private static final Pattern OTHER_MONTH =
      Pattern.compile(
          "(?<![A-Z])(FEB(RUARY)?|MAR(CH)?|MAY|JUNE?|AUG(UST)?|SEPT?(EMBER)?|NOV(EMBER)?|DEC(EMBER)?)(?![A-Z])");

  private static final Pattern REVISION = Pattern.compile("(?<![A-Z0-9])V(\\d{1,2})(?![A-Z0-9])");
  private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d\\d)(\\d\\d)(20\\d\\d)(?!\\d)");

  private static final Pattern RELEASE =
      Pattern.compile("(?i)ALPHA.?NUMERIC.?HCPCS.?FILES?(?![A-Z])|ANWEB");

  /** Words of files that CMS posts beside releases. */
  private static final Pattern BESIDE_RELEASE =
      Pattern.compile("(?i)correction|trans|layout|notes|changes|(?<![a-z])noc(?![a-z])");

  private Naming() {}

  /** Whether a zip is meant to hold a code file. */
  static boolean isRelease(String zip) {
    return RELEASE.matcher(zip).find() && !BESIDE_RELEASE.matcher(zip).find();
  }

  /** The edition of a name that states year and quarter. */
  public static Optional<Edition> quarterly(String name) {
    Matcher quarter = QUARTER.matcher(name.toUpperCase(Locale.ROOT));
    return quarter.find()
        ? year(name).map(year -> quarterOf(year, quarter.group(1)))
        : numbered(name)
            .filter(stated -> stated.month() % 3 == 1)
            .flatMap(
                stated ->
                    stated
                        .year()
                        .or(() -> year(name))
                        .map(year -> new Edition(year, stated.month())));
  }

  /**
   * The edition of names of which the first with a year states nothing else, as the annual files
   * do: January. Empty if one of them states another part of the year, which January is not.
   */
  public static Optional<Edition> annual(String... names) {
    return Arrays.stream(names).anyMatch(Naming::isOfAnotherPart)
        ? Optional.empty()
        : Arrays.stream(names)
            .flatMap(name -> year(name).stream())
            .findFirst()
            .map(year -> new Edition(year, 1));
  }

  /** Whether a name states a part of a year, with or without the year, that is not January. */
  private static boolean isOfAnotherPart(String name) {
    String capitals = name.toUpperCase(Locale.ROOT);
    return OTHER_MONTH.matcher(capitals).find()
        || QUARTER.matcher(capitals).results().anyMatch(part -> !part.group(1).startsWith("JAN"))
        || numbered(name).filter(stated -> stated.month() != 1).isPresent();
  }

  /** A month that digits state, and the year that stands beside it. */
  private record Numbered(int month, Optional<Integer> year) {}

  /** What digits state, as in {@code 2025-07} and {@code 2025Q3}. */
  private static Optional<Numbered> numbered(String name) {
    Matcher month = NUMBERED_MONTH.matcher(name);
    if (month.find()) {
      return Optional.of(new Numbered(Integer.parseInt(month.group(2)), number(month, 1)));
    }
    Matcher quarter = NUMBERED_QUARTER.matcher(name.toUpperCase(Locale.ROOT));
    return quarter.find()
        ? number(quarter, 2, 3).map(digit -> new Numbered(3 * digit - 2, number(quarter, 1, 4)))
        : Optional.empty();
  }

  /** The first of some groups that matched. */
  private static Optional<Integer> number(Matcher matcher, Integer... groups) {
    return Stream.of(groups)
        .flatMap(group -> Stream.ofNullable(matcher.group(group)))
        .map(Integer::valueOf)
        .findFirst();
  }

  /** Whether both names state a quarter, and not the same. */
  static boolean areOfDifferentQuarters(String one, String other) {
    Optional<Edition> quarter = quarterly(one);
    return quarter.isPresent()
        && quarterly(other).filter(q -> !q.equals(quarter.get())).isPresent();
  }

  /** The revision of a name with {@code v2}..{@code v99}; 1 without, and for {@code v0}. */
  static int revision(String name) {
    Matcher matcher = REVISION.matcher(name.toUpperCase(Locale.ROOT));
    return matcher.find() ? Math.max(1, Integer.parseInt(matcher.group(1))) : 1;
  }

  /** The date of publication that some names end with, as {@code MMDDYYYY}. */
  public static Optional<LocalDate> publishedOn(String name) {
    return DATE.matcher(name)
        .results()
        .flatMap(date -> date(date.group(3), date.group(1), date.group(2)).stream())
        .findFirst();
  }

  /** A day by its digits; empty for those that are no date, which tell nothing. */
  public static Optional<LocalDate> date(String year, String month, String day) {
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> year(String name) {
    Matcher matcher = YEAR.matcher(name);
    if (matcher.find()) {
      return Optional.of(Integer.parseInt(matcher.group(1)));
    }
    Matcher two = SHORT_YEAR.matcher(name.toUpperCase(Locale.ROOT));
    return two.find() ? Optional.of(fullYear(Integer.parseInt(two.group(1)))) : Optional.empty();
  }

  /** HCPCS began in 1983. */
  private static int fullYear(int twoDigits) {
    return twoDigits < 83 ? 2000 + twoDigits : 1900 + twoDigits;
  }

  /** The edition of a year and of the month that begins one of its quarters, in capitals. */
  public static Edition quarterOf(int year, String month) {
    return new Edition(
        year,
        switch (month.charAt(0)) {
          case 'A' -> 4;
          case 'O' -> 10;
          default -> month.startsWith("JAN") ? 1 : 7;
        });
  }
}
