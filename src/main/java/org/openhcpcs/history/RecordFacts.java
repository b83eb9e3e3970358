package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a code, as far as its history depends on it.
 *
 * @param recordId the record
 * @param addedDate first day of service
 * @param actionEffectiveDate when the last action took hold; the day after the termination for an
 *     ended code
 * @param terminationDate last day of service, inclusive
 * @param descriptiveHash the same for two records that differ in nothing but added, action
 *     effective and termination date and action
 * @param longDescription the text, to tell whether two records mean the same
 */
public record RecordFacts(
    int recordId,
    @Nullable LocalDate addedDate,
    @Nullable LocalDate actionEffectiveDate,
    @Nullable LocalDate terminationDate,
    UUID descriptiveHash,
    String longDescription) {

  /**
   * The last date that PostgreSQL and people write with four digits; a code that ends then does not
   * end.
   */
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  /** The day after the last day of service; empty for a code that has not ended. */
  Optional<LocalDate> end() {
    return terminationDate == null || !terminationDate.isBefore(NEVER)
        ? Optional.empty()
        : Optional.of(terminationDate.plusDays(1));
  }

  /**
   * When the last action took hold, unless that action was the termination, whose date is no start.
   */
  Optional<LocalDate> takesHoldOn() {
    return Optional.ofNullable(actionEffectiveDate)
        .filter(date -> !Optional.of(date).equals(end()));
  }
}
