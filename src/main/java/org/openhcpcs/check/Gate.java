package org.openhcpcs.check;

import java.util.Locale;

/** A reason not to publish a release before a person has looked. */
public enum Gate {
  /** The shipped record layout has fields at other positions than this program reads. */
  LAYOUT,
  /** Too many lines of the code file could not be loaded. */
  REJECTS;

  /** The word for {@code --accept}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * A gate that does not let a release pass.
   *
   * @param gate which one
   * @param reason why, in words
   */
  public record Refusal(Gate gate, String reason) {}
}
