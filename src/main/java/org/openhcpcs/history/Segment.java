package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Labelled;

/**
 * A stretch of a code's life during which it meant one thing.
 *
 * @param meaning which of the meanings of a reused code, 1 upwards
 * @param validDuring the dates of service
 * @param recordId the record that says what it meant
 * @param basis whether a file says so for these dates
 * @param endReason why it ends; null while it has no end
 * @param absentSince since which edition the code is no longer listed, although it never ended
 * @param evidence why the meaning counts as the same or as another
 */
public record Segment(
    int meaning,
    DateSpan validDuring,
    int recordId,
    Basis basis,
    @Nullable EndReason endReason,
    @Nullable LocalDate absentSince,
    String evidence) {

  /** How sure the dates are. */
  public enum Basis implements Labelled {
    /** A file states the content for these dates. */
    ASSERTED,
    /**
     * No file states it: the content before the last action of the first record that is known, or
     * an end that none gives.
     */
    INFERRED
  }

  /** Why a segment ends. */
  public enum EndReason implements Labelled {
    CHANGE,
    TERMINATION
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Segment segment
        && meaning == segment.meaning
        && validDuring.equals(segment.validDuring)
        && recordId == segment.recordId
        && basis == segment.basis
        && endReason == segment.endReason
        && Objects.equals(absentSince, segment.absentSince)
        && evidence.equals(segment.evidence);
  }

  @Override
  public int hashCode() {
    return 31 * validDuring.hashCode() + recordId;
  }

  Segment withEnd(DateSpan span, @Nullable EndReason reason) {
    return new Segment(meaning, span, recordId, basis, reason, absentSince, evidence);
  }

  Segment withRecord(int newRecordId) {
    return new Segment(meaning, validDuring, newRecordId, basis, endReason, absentSince, evidence);
  }

  Segment absentSince(LocalDate date) {
    return new Segment(meaning, validDuring, recordId, basis, endReason, date, evidence);
  }
}
