package org.openhcpcs.source.claim;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a claims file.
 *
 * @param cells its cells as they stand there, one per column of the file
 * @param code the code in capitals; empty if there is none
 * @param modifiers the modifiers in capitals, in their order
 * @param onDate the date of service; null if it is none
 * @param knownOn the date whose knowledge counts; null for today's, or if it is no date
 * @param problem why the line cannot be judged: a verdict and a reason; null if it can
 */
public record ClaimLine(
    List<String> cells,
    String code,
    List<String> modifiers,
    @Nullable LocalDate onDate,
    @Nullable LocalDate knownOn,
    @Nullable Problem problem) {

  /**
   * Why a line cannot be judged.
   *
   * @param verdict {@code no code}, {@code bad date} or {@code bad line}
   * @param reason the same in words
   */
  public record Problem(String verdict, String reason) {}
}
