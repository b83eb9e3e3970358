package org.openhcpcs.cli.ask;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.claim.ClaimSummary;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.json.Json;

/** What came of a file of claim lines, for people and for programs. */
public final class ClaimSummaryText {

  private static final int MOST_CODES = 5;

  private ClaimSummaryText() {}

  /** A few lines for people. */
  public static List<String> lines(ClaimSummary summary) {
    Stream.Builder<String> lines = Stream.builder();
    lines.add(
        Stream.of(Verdict.values())
            .filter(verdict -> summary.of(verdict) > 0)
            .map(verdict -> String.format("%s %,d", verdict.label(), summary.of(verdict)))
            .collect(
                Collectors.joining(
                    ", ",
                    String.format(
                        summary.lines() == 0 ? "lines: %,d" : "lines: %,d; ", summary.lines()),
                    "")));
    if (!summary.badCodes().isEmpty()) {
      lines.add(
          summary.badCodes().stream()
              .limit(MOST_CODES)
              .map(
                  bad ->
                      String.format(
                          "%s %,d (%s: %s)",
                          bad.code().isEmpty() ? "what is no code by its shape" : bad.code(),
                          bad.lines(),
                          bad.verdict(),
                          bad.reason()))
              .collect(Collectors.joining(", ", "most frequent of those not valid: ", "")));
    }
    if (summary.before() > 0) {
      lines.add(
          String.format(
              "lines with a date of service before the quarter of %s, the oldest edition that is loaded: %,d;"
                  + " what had ended before it is not known",
              summary.oldest(), summary.before()));
    }
    if (summary.after() > 0) {
      lines.add(
          String.format(
              "lines with a date of service after the quarter of %s, the newest edition that is loaded: %,d;"
                  + " what has ended since then is not known",
              summary.newest(), summary.after()));
    }
    if (summary.misplaced() > 0) {
      lines.add(
          String.format(
              "lines with a modifier as their code, or with a code among their modifiers: %,d;"
                  + " the verdict does not count that",
              summary.misplaced()));
    }
    return lines.build().toList();
  }

  /**
   * A JSON object.
   *
   * @param knownOn the day whose knowledge counted
   */
  public static Json json(ClaimSummary summary, String knownOn) {
    Json verdicts = new Json();
    for (Verdict verdict : Verdict.values()) {
      verdicts.with(verdict.label(), summary.of(verdict));
    }
    return new Json()
        .with("known_on", knownOn)
        .with("lines", summary.lines())
        .with("judged", summary.judged())
        .with("verdicts", verdicts)
        .with(
            "bad_codes",
            summary.badCodes().stream()
                .map(
                    bad ->
                        new Json()
                            .with("code", bad.code().isEmpty() ? null : bad.code())
                            .with("lines", bad.lines())
                            .with("verdict", bad.verdict())
                            .with("reason", bad.reason()))
                .toList())
        .with("before_oldest_edition", ends(summary.oldest(), summary.before()))
        .with("after_newest_edition", ends(summary.newest(), summary.after()))
        .with("misplaced", summary.misplaced());
  }

  private static Json ends(String edition, long lines) {
    return new Json().with("edition", edition).with("lines", lines);
  }
}
