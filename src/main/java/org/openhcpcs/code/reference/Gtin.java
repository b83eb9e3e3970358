package org.openhcpcs.code.reference;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers of products that are no drugs, as crosswalks and claims have them in the place of an NDC:
 * a GTIN of fourteen digits, or a UPC of twelve, which is the same number without its zeros.
 */
public final class Gtin {

  private static final Pattern DIGITS = Pattern.compile("[0-9]{12}|[0-9]{14}");
  private static final int LENGTH = 14;

  private Gtin() {}

  /**
   * The fourteen digits of a UPC or GTIN whose last digit is the check of the others; empty for
   * anything else. Which eleven digits of an NDC a UPC holds, nobody can tell.
   *
   * <p>The function {@code hcpcs.gtin14} of the database does the same; a test compares them.
   */
  public static Optional<String> fourteenDigits(String written) {
    String plain = written.strip();
    if (!DIGITS.matcher(plain).matches()) {
      return Optional.empty();
    }
    String digits = "0".repeat(LENGTH - plain.length()) + plain;
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return sum % 10 == 0 ? Optional.of(digits) : Optional.empty();
  }
}
