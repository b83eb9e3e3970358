package org.openhcpcs.code;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a record layout says a value of an indicator means, from the date of that layout until a
 * later one says something else.
 *
 * @param indicator whose value it is
 * @param code the value as it stands in a record
 * @param statedOn the date of the layout
 * @param description what the value means
 * @param heading the group under which the layout lists it
 * @param validFrom first day on which it holds, where the wording gives one
 * @param validTo day from which it no longer holds (exclusive), where the wording gives one
 * @param source the layout's file name
 */
public record Wording(
    Indicator indicator,
    String code,
    LocalDate statedOn,
    String description,
    @Nullable String heading,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    String source) {}
