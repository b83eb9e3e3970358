package org.openhcpcs.claim;

import java.time.LocalDate;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;

/**
 * What claim lines are judged by.
 *
 * @param lives the history of all codes: all that was known on any day if the file has a column for
 *     that, else at least what was known on the one day
 * @param packages what drug packages hold, for files with units and NDCs
 * @param knownOn the day whose knowledge counts for lines that name none
 */
public record ClaimBasis(CodeLives lives, PackageUnits packages, LocalDate knownOn) {}
