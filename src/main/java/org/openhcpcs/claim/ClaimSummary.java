package org.openhcpcs.claim;

import java.util.ArrayList;
import java.util.Collections;
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
  public record BadCode(String code, long lines, String verdict, String reason)
      implements Comparable<BadCode> {

    /** The one with most lines comes first. */
    @Override
    public int compareTo(BadCode other) {
      int byLines = Long.compare(other.lines, lines);
      int byCode = byLines == 0 ? code.compareTo(other.code) : byLines;
      return byCode == 0 ? verdict.compareTo(other.verdict) : byCode;
    }
  }

  public ClaimSummary {
    verdicts = Map.copyOf(verdicts);
    badCodes = List.copyOf(badCodes);
  }

  static ClaimSummary of(List<ClaimCounts> counts, CodeLives lives) {
    Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    Map<List<String>, Long> codes = new HashMap<>();
    long lines = 0;
    long before = 0;
    long after = 0;
    long misplaced = 0;
    for (ClaimCounts each : counts) {
      for (Verdict verdict : Verdict.values()) {
        verdicts.merge(verdict, each.lines(verdict), Long::sum);
        lines += each.lines(verdict);
      }
      each.addTo(codes);
      before += each.before;
      after += each.after;
      misplaced += each.misplaced;
    }
    List<BadCode> bad = new ArrayList<>();
    codes.forEach((key, count) -> bad.add(new BadCode(key.get(0), count, key.get(1), key.get(2))));
    Collections.sort(bad);
    List<CodeLives.Listing> ends = lives.ends();
    return new ClaimSummary(
        lines,
        verdicts,
        bad.subList(0, Math.min(MOST_CODES, bad.size())),
        ends.isEmpty() ? "" : ends.get(0).edition(),
        before,
        ends.isEmpty() ? "" : ends.get(1).edition(),
        after,
        misplaced);
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
