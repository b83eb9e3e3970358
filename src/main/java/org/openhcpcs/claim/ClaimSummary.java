package org.openhcpcs.claim;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.Verdict;

/**
 * What came of a file, as a whole. It holds no cell but codes, and of those only what has the shape
 * of one.
 *
 * @param lines how many lines there are, those without anything in them not counted
 * @param verdicts how many got which verdict
 * @param badCodes the codes and modifiers that decided over most lines that are not valid, those
 *     with most first
 * @param oldest the oldest loaded edition, empty if there is none
 * @param before how many judged lines have a date of service before its quarter
 * @param newest the newest loaded edition
 * @param after how many have one after its quarter
 * @param misplaced how many have a modifier where the code belongs, or a code among the modifiers;
 *     the verdict is that of what stands there
 */
public record ClaimSummary(
    long lines,
    Map<Verdict, Long> verdicts,
    List<BadCode> badCodes,
    String oldest,
    long before,
    String newest,
    long after,
    long misplaced) {

  private static final int MOST_CODES = 20;

  /**
   * A code or modifier that decided over lines which are not valid.
   *
   * @param code the code; empty for all texts together that cannot be one
   */
  public record BadCode(String code, long lines, String verdict, String reason) {}

  public ClaimSummary {
    verdicts = Map.copyOf(verdicts);
    badCodes = List.copyOf(badCodes);
  }

  static ClaimSummary of(List<ClaimCounts> counts, CodeLives lives) {
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    Map<List<String>, Long> codes = new HashMap<>();
    for (ClaimCounts each : counts) {
      for (Verdict verdict : Verdict.values()) {
        verdicts.merge(verdict, each.lines(verdict), Long::sum);
      }
      each.addTo(codes);
    }
    List<String> ends = lives.ends().stream().map(CodeLives.Listing::edition).toList();
    return new ClaimSummary(
        verdicts.values().stream().mapToLong(Long::longValue).sum(),
        verdicts,
        codes.entrySet().stream()
            .map(
                each ->
                    new BadCode(
                        each.getKey().get(0),
                        each.getValue(),
                        each.getKey().get(1),
                        each.getKey().get(2)))
            .sorted(
                Comparator.comparingLong(BadCode::lines)
                    .reversed()
                    .thenComparing(BadCode::code)
                    .thenComparing(BadCode::verdict))
            .limit(MOST_CODES)
            .toList(),
        ends.isEmpty() ? "" : ends.get(0),
        counts.stream().mapToLong(each -> each.before).sum(),
        ends.isEmpty() ? "" : ends.get(1),
        counts.stream().mapToLong(each -> each.after).sum(),
        counts.stream().mapToLong(each -> each.misplaced).sum());
  }

  /** How many lines got a verdict. */
  public long of(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /** How many lines could be judged. */
  public long judged() {
    return verdicts.entrySet().stream()
        .filter(each -> each.getKey().isJudged())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
