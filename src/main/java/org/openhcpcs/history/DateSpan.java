package org.openhcpcs.history;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days from one to another, half-open, as PostgreSQL's {@code daterange}.
 *
 * @param from first day
 * @param to day after the last; null for no end
 */
public record DateSpan(LocalDate from, @Nullable LocalDate to) {

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DateSpan span && from.equals(span.from) && Objects.equals(to, span.to);
  }

  @Override
  public int hashCode() {
    return 31 * from.hashCode() + Objects.hashCode(to);
  }

  /** A day as people write it, YYYY-MM-DD; empty for another text, which Java may take for one. */
  public static Optional<LocalDate> day(String text) {
    try {
      return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it has no day at all, as that of a code which ended before it was added. */
  public boolean isEmpty() {
    return to != null && !to.isAfter(from);
  }

  /** The same beginning with another end, the earlier of the two. */
  DateSpan until(LocalDate end) {
    return to == null || end.isBefore(to) ? new DateSpan(from, end) : this;
  }
}
