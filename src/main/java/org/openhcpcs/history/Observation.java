package org.openhcpcs.history;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;

/**
 * What one edition says of a code.
 *
 * @param edition the edition
 * @param statement what it says; null if it does not list the code
 */
public record Observation(Edition edition, @Nullable RecordFacts statement) {}
