package org.openhcpcs.source.companion;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction report says of one code.
 *
 * @param code the code or modifier
 * @param change the type of change in the report's words, such as {@code Long Description Change}
 * @param action the action code that the words stand for; null if they are not understood
 * @param row 1-based row of the first sheet that lists it
 */
public record ReportedChange(String code, String change, @Nullable String action, int row) {

  /** Whether another row says the same, in whatever words. */
  boolean agreesWith(ReportedChange other) {
    return action == null ? change.equalsIgnoreCase(other.change) : action.equals(other.action);
  }
}
