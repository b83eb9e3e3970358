package org.openhcpcs.history;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days from one to another, half-open, as PostgreSQL's {@code daterange}.
 *
 * @param from first day
 * @param to day after the last; null for no end
 */
public record DateSpan(LocalDate from, @Nullable LocalDate to) {

  /** Whether it has no day at all, as that of a code which ended before it was added. */
  public boolean isEmpty() {
    return to != null && !to.isAfter(from);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && (to == null || day.isBefore(to));
  }

  /** The same beginning with another end, the earlier of the two. */
  DateSpan until(LocalDate end) {
    return to == null || end.isBefore(to) ? new DateSpan(from, end) : this;
  }
}
