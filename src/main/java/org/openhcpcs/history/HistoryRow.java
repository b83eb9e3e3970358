package org.openhcpcs.history;

import org.openhcpcs.code.Kind;

/**
 * One row of {@code hcpcs.code_history}.
 *
 * @param code the code
 * @param kind procedure or modifier
 * @param segment what it meant over some dates of service
 * @param knownDuring the dates over which that was known
 */
public record HistoryRow(String code, Kind kind, Segment segment, DateSpan knownDuring) {}
