package org.openhcpcs.store.read;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;

/**
 * A record as a state of the code set holds it.
 *
 * @param record what the release says of the code
 * @param sequence the sequence number of its first line
 * @param meaning which meaning of the code it is, 1 upwards; null if the history does not know it
 * @param isNotOtherwiseClassified whether the newest list of NOC codes by then names the code
 * @param absentSince first day of the edition that no longer listed the code although it had not
 *     ended; null if there is none
 */
public record ListedRecord(
    CodeRecord record,
    int sequence,
    @Nullable Integer meaning,
    boolean isNotOtherwiseClassified,
    @Nullable LocalDate absentSince) {}
