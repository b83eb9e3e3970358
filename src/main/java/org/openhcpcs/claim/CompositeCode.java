package org.openhcpcs.claim;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A code and its modifiers in one cell, as {@code J9380-JW}, {@code HC:J9380:JW} of an 837 claim,
 * or {@code J9380JW}.
 *
 * @param code the code
 * @param modifiers its modifiers
 * @param isDivided whether anything stands between them
 */
record CompositeCode(String code, List<String> modifiers, boolean isDivided) {

  private static final String CODE = "([A-Z0-9][0-9]{3}[A-Z0-9])";

  /** What stands between a code and modifiers, or between these; a hyphen may be a dash. */
  static final String BETWEEN = "[-:|>^*,;/+_~&()'\"{}\\[\\]\\s\u2010-\u2015]+";

  private static final Pattern DIVIDED =
      Pattern.compile(
          "(?:(?:HC|AD)?"
              + BETWEEN
              + ")?"
              + CODE
              + "((?:"
              + BETWEEN
              + "[A-Z0-9]{2}){0,5})(?:"
              + BETWEEN
              + ")?");
  private static final Pattern JOINED = Pattern.compile(CODE + "((?:[A-Z0-9]{2}){1,4})");
  private static final Pattern TWO = Pattern.compile("(?<=\\G..)");

  CompositeCode {
    modifiers = List.copyOf(modifiers);
  }

  /** What a cell in capitals can be taken for, if it is no code by itself. */
  static Optional<CompositeCode> of(String text) {
    Matcher divided = DIVIDED.matcher(text);
    if (text.length() > 5 && divided.matches()) {
      return Optional.of(
          new CompositeCode(
              divided.group(1),
              Stream.of(divided.group(2).split(BETWEEN))
                  .filter(Predicate.not(String::isEmpty))
                  .toList(),
              true));
    }
    Matcher joined = JOINED.matcher(text);
    return joined.matches()
        ? Optional.of(
            new CompositeCode(joined.group(1), List.of(TWO.split(joined.group(2))), false))
        : Optional.empty();
  }

  /** What to ask of a line if it is not certain. */
  String question() {
    return "is it "
        + code
        + " with modifier"
        + (modifiers.size() > 1 ? "s " : " ")
        + String.join(" ", modifiers)
        + "?";
  }
}
