package org.openhcpcs.store.read;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;

/**
 * A segment of the history of a code: what it meant on which dates of service, as it was known on
 * which days. Ends are exclusive.
 *
 * @param record the record that holds
 * @param meaning which meaning of the code it is, 1 upwards
 * @param validFrom first date of service; 1900-01-01 if no file states one
 * @param validTo the date of service from which it no longer holds; 9999-12-31 if it has no end;
 *     the same as validFrom if it ended before it began
 * @param knownFrom the day on which CMS published it
 * @param knownTo the day from which something else was known; 9999-12-31 if it still is
 * @param basis asserted by a file, or inferred
 * @param endReason why it ends; null if it has no end
 * @param absentSince first day of the edition that no longer listed the code although it had not
 *     ended; null if there is none
 */
public record HistoryRecord(
    CodeRecord record,
    int meaning,
    LocalDate validFrom,
    LocalDate validTo,
    LocalDate knownFrom,
    LocalDate knownTo,
    String basis,
    @Nullable String endReason,
    @Nullable LocalDate absentSince) {}
