package org.openhcpcs.source.companion;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Indicator;

/**
 * One value of an indicator, as a record layout explains it.
 *
 * @param indicator whose value it is
 * @param code the value as it stands in a record
 * @param description what it means, in the words of the layout, in one line
 * @param heading the group under which the layout lists it, or the more general value above it
 * @param validFrom first day on which it holds, where the wording gives one
 * @param validTo day from which it no longer holds (exclusive), where the wording gives one
 * @param line 1-based line of the layout
 */
public record IndicatorValue(
    Indicator indicator,
    String code,
    String description,
    @Nullable String heading,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    int line) {}
