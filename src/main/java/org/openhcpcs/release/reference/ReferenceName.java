package org.openhcpcs.release.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.reference.ReferenceKind;
import org.openhcpcs.release.Naming;

/**
 * What the names of reference tables tell: {@code section 508 version of January 2023 ASP NDC-HCPCS
 * Crosswalk 121522.csv}, {@code RBCS_RY_2025.csv}.
 */
public final class ReferenceName {

  private static final String MONTH = "(?<month>JAN(?:UARY)?|APR(?:IL)?|JULY?|OCT(?:OBER)?)";
  private static final String YEAR = "(?<year>(?:19|20)\\d\\d)";

  /** What may stand between a month and its year. */
  private static final String GAP = "[ _.,-]{0,3}";

  private static final Pattern MONTH_YEAR =
      Pattern.compile("(?<![A-Z])" + MONTH + GAP + YEAR + "(?!\\d)");
  private static final Pattern YEAR_MONTH =
      Pattern.compile("(?<!\\d)" + YEAR + GAP + MONTH + "(?![A-Z])");

  /** Two digits are a year only if none follows: "January 15, 2023" is a day. */
  private static final Pattern MONTH_SHORT_YEAR =
      Pattern.compile(
          "(?<![A-Z])" + MONTH + "[ _.'-]{0,2}(?<year>\\d\\d)(?!\\d|[ _.,-]{0,3}(?:19|20)\\d\\d)");

  private static final Pattern NUMBERS =
      Pattern.compile("(?<!\\d)" + YEAR + "-(01|04|07|10)(?![\\d-])");

  /** As in {@code Effective April 1, 2024 through June 30, 2024}. */
  private static final Pattern EFFECTIVE =
      Pattern.compile("\\bEFFECTIVE\\s+" + MONTH + "\\s+0?1\\s*,?\\s*" + YEAR + "(?!\\d)");

  private static final Pattern ANY_YEAR = Pattern.compile("(?<!\\d)" + YEAR + "(?!\\d)");
  private static final Pattern RELEASE_YEAR =
      Pattern.compile("(?<![A-Z])RY[ _-]?(?:20)?(\\d\\d)(?!\\d)");
  private static final Pattern LIST = Pattern.compile("(?<![A-Z])(ASP|OPPS|AWP|NOC|PREP)(?![A-Z])");

  /** Words that only the names of reference tables have. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "CROSSWALK|PAYMENT[ _-]*LIMIT|ASP[ _-]*PRICING|PRICING[ _-]*FILE|(?<![A-Z])RBCS(?![A-Z])");

  private ReferenceName() {}

  /** Whether a file is named like a reference table. */
  public static boolean isReference(String name) {
    return REFERENCE.matcher(name.toUpperCase(Locale.ROOT)).find();
  }

  /** The quarter that a name or title states: January 2023, Jan 23, 2023-01. */
  public static Optional<Edition> quarter(String name) {
    Matcher numbers = NUMBERS.matcher(name);
    return Stream.of(MONTH_YEAR, MONTH_SHORT_YEAR, YEAR_MONTH)
        .flatMap(words -> quarter(words, name).stream())
        .findFirst()
        .or(() -> numbers.find() ? Edition.parse(numbers.group()) : Optional.empty());
  }

  /** The quarter that a title says in words: effective April 1, 2024. */
  public static Optional<Edition> effective(String title) {
    return quarter(EFFECTIVE, title);
  }

  private static Optional<Edition> quarter(Pattern words, String text) {
    Matcher found = words.matcher(text.toUpperCase(Locale.ROOT));
    if (!found.find()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(found.group("year"));
    return Optional.of(Naming.quarterOf(year < 100 ? 2000 + year : year, found.group("month")));
  }

  /**
   * January of the year that a name states, for tables that come out once a year: RY 2022, RY22.
   */
  public static Optional<Edition> year(String name) {
    Matcher releaseYear = RELEASE_YEAR.matcher(name.toUpperCase(Locale.ROOT));
    if (releaseYear.find()) {
      return Optional.of(new Edition(2000 + Integer.parseInt(releaseYear.group(1)), 1));
    }
    Matcher year = ANY_YEAR.matcher(name);
    return year.find()
        ? Optional.of(new Edition(Integer.parseInt(year.group(1)), 1))
        : Optional.empty();
  }

  /** Which of the NDC-HCPCS crosswalks a name or title speaks of. */
  public static Optional<ReferenceKind> crosswalk(String name) {
    Matcher list = LIST.matcher(name.toUpperCase(Locale.ROOT));
    return list.find()
        ? ReferenceKind.ofLabel("ndc-" + list.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
