package org.openhcpcs.store.derive;

import org.openhcpcs.code.Labelled;

/**
 * How an invariant of the database fares.
 *
 * @param invariant its name
 * @param status whether it holds
 * @param violations how many things violate it
 * @param example one of them, or why it was not checked; empty if it holds
 */
public record InvariantResult(String invariant, Holding status, long violations, String example) {

  /** Whether an invariant holds. */
  public enum Holding implements Labelled {
    HOLDS,
    VIOLATED,
    NOT_CHECKED
  }

  /** The verdict on what was counted. */
  public static InvariantResult of(String invariant, long violations, String example) {
    return new InvariantResult(
        invariant, violations == 0 ? Holding.HOLDS : Holding.VIOLATED, violations, example);
  }

  /** The verdict where something cannot be looked at. */
  public static InvariantResult notChecked(String invariant, String reason) {
    return new InvariantResult(invariant, Holding.NOT_CHECKED, 0, reason);
  }
}
