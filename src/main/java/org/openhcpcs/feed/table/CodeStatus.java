package org.openhcpcs.feed.table;

import java.time.LocalDate;
import org.openhcpcs.code.Labelled;

/** What a row says of its code on a day; as in {@code hcpcs.code_detail}. */
public enum CodeStatus implements Labelled {
  ACTIVE,
  /** Added later. */
  FUTURE,
  /** Ended before. */
  TERMINATED,
  /** No longer listed, although it never ended. */
  ABSENT;

  /** The status on a day. */
  public static CodeStatus of(Row row, LocalDate day) {
    if (date(row, "termination_date").isBefore(day)) {
      return TERMINATED;
    }
    if (row.value("added_date").map(LocalDate::parse).orElse(LocalDate.MIN).isAfter(day)) {
      return FUTURE;
    }
    return date(row, "absent_since").isAfter(day) ? ACTIVE : ABSENT;
  }

  private static LocalDate date(Row row, String column) {
    return row.value(column).map(LocalDate::parse).orElse(LocalDate.MAX);
  }
}
