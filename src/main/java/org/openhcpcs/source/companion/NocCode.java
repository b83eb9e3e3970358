package org.openhcpcs.source.companion;

import org.jspecify.annotations.Nullable;

/**
 * One code of the list of codes for what is not otherwise classified.
 *
 * @param code the code
 * @param longDescription its text in the list
 * @param addedDate its added date in the list, {@code YYYY-MM-DD}
 * @param terminationDate its termination date in the list, {@code YYYY-MM-DD}
 * @param row 1-based row of the list
 */
public record NocCode(
    String code,
    String longDescription,
    @Nullable String addedDate,
    @Nullable String terminationDate,
    int row) {}
