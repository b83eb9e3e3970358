package org.openhcpcs.code.reference;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * National Drug Codes in the form that claims have: eleven digits, five for the labeler, four for
 * the product, two for the package.
 */
public final class Ndc {

  private static final Pattern DASH = Pattern.compile("[\u2010\u2011\u2013]");
  private static final Pattern PREFIX = Pattern.compile("^(NDC[:-]*|N4)(?=[0-9])");
  private static final Pattern ELEVEN_DIGITS = Pattern.compile("[0-9]{11}");
  private static final Pattern PARTS = Pattern.compile("([0-9]{4,5})-([0-9]{3,4})-([0-9]{1,2})");

  /** An NDC has ten digits, or eleven with the zero that claims add, and two hyphens. */
  private static final int SHORTEST = 12;

  private Ndc() {}

  /**
   * The eleven digits of an NDC that is written with them, or in its parts 5-4-2, 4-4-2, 5-3-2 or
   * 5-4-1, with hyphens or blanks between; NDC or N4 may stand before it. Empty for anything else,
   * also for ten digits without hyphens: nobody can tell where the missing zero belongs.
   *
   * <p>The function {@code hcpcs.ndc11} of the database does the same; a test compares them.
   */
  public static Optional<String> elevenDigits(String written) {
    String upper = DASH.matcher(written.toUpperCase(Locale.ROOT)).replaceAll("-");
    String plain =
        PREFIX.matcher(strip(upper.replace('\u00a0', ' ')).replace(' ', '-')).replaceFirst("");
    if (ELEVEN_DIGITS.matcher(plain).matches()) {
      return Optional.of(plain);
    }
    Matcher parts = PARTS.matcher(plain);
    return parts.matches() && plain.length() >= SHORTEST
        ? Optional.of(
            padded(parts.group(1), 5) + padded(parts.group(2), 4) + padded(parts.group(3), 2))
        : Optional.empty();
  }

  private static String strip(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && " \t\r\n".indexOf(text.charAt(begin)) >= 0) {
      begin++;
    }
    while (end > begin && " \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static String padded(String digits, int width) {
    return "0".repeat(width - digits.length()) + digits;
  }
}
