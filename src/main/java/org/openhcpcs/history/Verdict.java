package org.openhcpcs.history;

import java.util.Locale;

/** What is said of a code on a date of service, and of a claim line as a whole. */
public enum Verdict {
  VALID(0),
  /** Of Level I (CPT), of which the public files say nothing. */
  LEVEL_I(0),
  /** A dental code (CDT), of which the public files say nothing. */
  DENTAL(0),
  /** No longer listed, although nothing ended it. */
  ABSENT(1),
  NOT_YET_VALID(2),
  TERMINATED(3),
  UNKNOWN(4),
  /** A line without a code cannot be judged. */
  NO_CODE(-1),
  /** Nor one without a date. */
  BAD_DATE(-1),
  /** Nor one that is no line of the table. */
  BAD_LINE(-1);

  private final int badness;
  private final String label =
      name().equals("LEVEL_I") ? "level I" : name().toLowerCase(Locale.ROOT).replace('_', ' ');

  Verdict(int badness) {
    this.badness = badness;
  }

  /** The word of the database and of the output. */
  public String label() {
    return label;
  }

  /** Whether a line with it was judged. */
  public boolean isJudged() {
    return badness >= 0;
  }

  /** How bad a part of a line is, 0 if it makes no line worse; negative for what is not judged. */
  public int badness() {
    return badness;
  }

  /** What a code is that no edition lists, by its shape, as {@code hcpcs.unlisted_verdict} says. */
  public static Verdict ofUnlisted(String code) {
    int length = code.length();
    int digits = 0;
    while (digits < length && isDigit(code.charAt(digits))) {
      digits++;
    }
    char last = length == 0 ? ' ' : code.charAt(length - 1);
    boolean isLetter = last >= 'A' && last <= 'Z';
    if ((digits == length && (length == 5 || length == 2))
        || (length == 5 && digits == 4 && isLetter)
        || (length == 2
            && digits == 1
            && last == 'P'
            && code.charAt(0) != '0'
            && code.charAt(0) != '9')) {
      return LEVEL_I;
    }
    return length == 5
            && code.charAt(0) == 'D'
            && code.chars().skip(1).allMatch(c -> isDigit((char) c))
        ? DENTAL
        : UNKNOWN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
