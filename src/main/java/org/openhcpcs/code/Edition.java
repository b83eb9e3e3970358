package org.openhcpcs.code;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A quarter for which CMS publishes the code set, such as {@code 2025-10}. Ordered by time.
 *
 * @param year four digits
 * @param month 1, 4, 7 or 10
 */
public record Edition(int year, int month) implements Comparable<Edition> {

  private static final Pattern TEXT = Pattern.compile("((?:19|2\\d)\\d{2})-(01|04|07|10)");

  public Edition {
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || month % 3 != 1) {
      throw new IllegalArgumentException("no edition: year " + year + ", month " + month);
    }
  }

  /**
   * Reads {@code YYYY-MM}; empty for anything that is not the first month of a quarter in this
   * form.
   */
  public static Optional<Edition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Edition(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The edition of the quarter that a day lies in. */
  public static Edition inForceOn(LocalDate day) {
    return new Edition(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1);
  }

  /** The edition of the quarter after this one. */
  public Edition next() {
    return inForceOn(effectiveOn().plusMonths(3));
  }

  /** The first day of the quarter, on which the edition takes effect. */
  public LocalDate effectiveOn() {
    return LocalDate.of(year, month, 1);
  }

  @Override
  public int compareTo(Edition other) {
    return Integer.compare(year * 12 + month, other.year * 12 + other.month);
  }

  // Written out, as in other records that are compared or hashed while a release is loaded: what
  // the platform makes for a
  // record when it first needs it takes longer than the load's own comparisons.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Edition edition && year == edition.year && month == edition.month;
  }

  @Override
  public int hashCode() {
    return year * 12 + month;
  }

  /** {@code YYYY-MM}. */
  @Override
  public String toString() {
    return year + (month < 10 ? "-0" : "-") + month;
  }
}
