package org.openhcpcs.feed.table;

import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.Labelled;

/** What became of a code from one state to another. */
public enum Operation implements Labelled {
  /** It is new. */
  ADD,
  /** Some field changed, and none of the following is the case. */
  CHANGE,
  /** It got a termination date. */
  TERMINATE,
  /** It lost its termination date. */
  REACTIVATE,
  /** It means something else. */
  REUSE,
  /** It is not listed any more. */
  ABSENT,
  /** It is listed again, with the same meaning. */
  RETURN;

  /**
   * What happened to a code whose rows differ.
   *
   * @param meaningsBefore the meanings of codes that editions before the first state list
   */
  public static Operation of(
      String code, Optional<Row> before, Optional<Row> after, Map<String, Integer> meaningsBefore) {
    if (after.isEmpty()) {
      return ABSENT;
    }
    if (before.isEmpty()) {
      return of(meaning(after.get()), Optional.ofNullable(meaningsBefore.get(code)));
    }
    return of(before.get(), after.get());
  }

  private static Operation of(int meaning, Optional<Integer> meaningBefore) {
    if (meaningBefore.isEmpty()) {
      return ADD;
    }
    return differ(meaningBefore.get(), meaning) ? REUSE : RETURN;
  }

  private static Operation of(Row before, Row after) {
    if (differ(meaning(before), meaning(after))) {
      return REUSE;
    }
    boolean wasListed = before.value("absent_since").isEmpty();
    if (wasListed != after.value("absent_since").isEmpty()) {
      return wasListed ? ABSENT : RETURN;
    }
    boolean wasOpen = before.value("termination_date").isEmpty();
    if (wasOpen != after.value("termination_date").isEmpty()) {
      return wasOpen ? TERMINATE : REACTIVATE;
    }
    return CHANGE;
  }

  /** Which meaning a row has; 0 if that is not known. */
  private static int meaning(Row row) {
    return row.value("meaning").map(Integer::valueOf).orElse(0);
  }

  private static boolean differ(int meaning, int other) {
    return meaning > 0 && other > 0 && meaning != other;
  }
}
