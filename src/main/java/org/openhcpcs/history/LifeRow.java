package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.List;

/**
 * A row of {@code hcpcs.code_history} with what its record says of the end. Days count from
 * 1970-01-01, and ends are exclusive.
 *
 * @param meaning which of the meanings of a reused code, 1 upwards
 * @param recordId the record that says what it meant
 * @param isEmpty whether it held on no day, because it ended before it began
 * @param from first date of service
 * @param to end of the dates of service, or {@link #NEVER}
 * @param absentSince since when it is no longer listed, or {@link #NEVER}
 * @param knownFrom the day on which that became known
 * @param knownTo the day from which something else was known, or {@link #NEVER}
 * @param crossReferences the record's, in order
 * @param neededOn the day after the record's termination date, or {@link #NEVER}
 */
public record LifeRow(
    int meaning,
    int recordId,
    boolean isEmpty,
    int from,
    int to,
    int absentSince,
    int knownFrom,
    int knownTo,
    List<String> crossReferences,
    int neededOn)
    implements Comparable<LifeRow> {

  /** A day that does not come. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** Before every day. */
  public static final int FIRST = Integer.MIN_VALUE;

  public LifeRow {
    crossReferences = List.copyOf(crossReferences);
  }

  boolean isKnown(int asOf) {
    return knownFrom <= asOf && asOf < knownTo;
  }

  /** The order of the life of a code. */
  @Override
  public int compareTo(LifeRow other) {
    int byPlace = Integer.compare(place(), other.place());
    int byMeaning = byPlace == 0 ? Integer.compare(meaning, other.meaning) : byPlace;
    return byMeaning == 0 ? Integer.compare(recordId, other.recordId) : byMeaning;
  }

  /** Where it stands among the rows of its code: one that held on no day comes last. */
  int place() {
    return isEmpty || from == FIRST ? NEVER : from;
  }

  /** A day as text. */
  static String text(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }
}
