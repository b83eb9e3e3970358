package org.openhcpcs.check.gate;

import java.util.Locale;
import java.util.Optional;
import org.openhcpcs.code.Labelled;

/**
 * A reason not to publish a release before a person has looked; its label is the word for {@code
 * --accept} and {@code --limit}.
 */
public enum Gate implements Labelled {
  /** The shipped record layout has fields at other positions than this program reads. */
  LAYOUT,
  /** Too many lines of the code file could not be loaded. */
  REJECTS,
  /** Too few codes and modifiers. */
  CODES,
  /** Too many codes that an edition before lists and that never ended are missing. */
  VANISHED,
  /** Too many codes ended since an edition before. */
  TERMINATED,
  /** Too many codes have other descriptions than in an edition before. */
  TEXTS,
  /** Too many codes have a value that no record layout explains. */
  UNDECODED,
  /** Too many codes have no day on which they were added. */
  DATES;

  @Override
  public String toString() {
    return label();
  }

  /** The gate with a label, however it is capitalized. */
  static Optional<Gate> named(String label) {
    return Labelled.of(Gate.class, label.toLowerCase(Locale.ROOT));
  }

  /**
   * A gate that does not let a release pass.
   *
   * @param gate which one
   * @param reason why, in words
   * @param observed what was counted
   * @param allowed how many would have passed: at most, for {@link #CODES} at least
   * @param comparedWith the release that was compared with, for a gate that compares
   */
  public record Refusal(
      Gate gate, String reason, int observed, int allowed, Optional<Baseline> comparedWith) {}
}
