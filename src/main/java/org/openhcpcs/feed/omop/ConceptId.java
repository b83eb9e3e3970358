package org.openhcpcs.feed.omop;

/**
 * Concept ids of the range above two billion, which OHDSI leaves to each site. They are made from
 * the code alone, so a code has the same one in every edition.
 */
final class ConceptId {

  private static final int FIRST = 2_000_000_000;
  private static final int RADIX = 36;

  /** How many codes of five characters there can be; modifiers come behind them. */
  private static final int CODES = RADIX * RADIX * RADIX * RADIX * RADIX;

  private ConceptId() {}

  /** The id of a code of five characters, or of a modifier of two. */
  static int of(String code) {
    int number = Integer.parseInt(code, RADIX);
    return FIRST + (code.length() == 2 ? CODES + number : number);
  }
}
