package org.openhcpcs.check.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a gate lets pass: a number, a share, or whichever of the two is more.
 *
 * @param count the number
 * @param percent the share in percent of what the gate counts, 0 to 100
 */
public record Limit(int count, BigDecimal percent) {

  private static final String NUMBER = "(\\d{1,9})";
  private static final String PERCENT = "(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%";
  private static final Pattern TEXT =
      Pattern.compile(NUMBER + "|" + PERCENT + "|" + NUMBER + "\\s+or\\s+" + PERCENT);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Limit {
    percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
    if (count < 0 || percent.signum() < 0 || percent.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException(count + " or " + percent + "%");
    }
  }

  static Limit of(int count, int percent) {
    return new Limit(count, BigDecimal.valueOf(percent));
  }

  /** Reads {@code 20}, {@code 5%} or {@code 20 or 5%}; empty for anything else. */
  public static Optional<Limit> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String count = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
    String share = matcher.group(2) != null ? matcher.group(2) : matcher.group(4);
    BigDecimal percent = share == null ? BigDecimal.ZERO : new BigDecimal(share);
    return percent.compareTo(HUNDRED) > 0
        ? Optional.empty()
        : Optional.of(new Limit(count == null ? 0 : Integer.parseInt(count), percent));
  }

  /** How many of so many may be; a share is rounded down. */
  public int most(int all, int times) {
    return Math.max(count, share(all, times).setScale(0, RoundingMode.FLOOR).intValue());
  }

  /** How many there must be where there were so many before; a share is rounded up. */
  int least(int before) {
    return Math.max(count, share(before, 1).setScale(0, RoundingMode.CEILING).intValue());
  }

  private BigDecimal share(int all, int times) {
    return percent
        .multiply(BigDecimal.valueOf(all))
        .multiply(BigDecimal.valueOf(times))
        .divide(HUNDRED);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    if (percent.signum() == 0) {
      return Integer.toString(count);
    }
    return (count == 0 ? "" : count + " or ") + percent.toPlainString() + "%";
  }
}
