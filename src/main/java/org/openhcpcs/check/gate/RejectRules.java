package org.openhcpcs.check.gate;

import java.util.Locale;
import java.util.Optional;
import org.openhcpcs.source.CodeFile;

/** How many lines may be damaged before a file is not trusted as a whole. */
public final class RejectRules {

  /** The rule of findings of a line that could not be read, though the twin has what it said. */
  public static final String TAKEN_LINE = "twin-taken-line";

  private RejectRules() {}

  /**
   * The refusal of a file of which more lines were damaged than the limit allows, also where its
   * twin has what they said. Level I and dental records are kept out for what they are, not for
   * damage.
   */
  static Optional<Gate.Refusal> check(CodeFile file, Limit limit) {
    long taken =
        file.findings().stream().filter(finding -> finding.rule().equals(TAKEN_LINE)).count();
    int rejected =
        (int) (taken + file.rejected().stream().filter(line -> !LevelGuard.keptOut(line)).count());
    int all = file.recordLines() + rejected;
    int allowed = limit.most(all, 1);
    if (rejected <= allowed) {
      return Optional.empty();
    }
    return Optional.of(
        new Gate.Refusal(
            Gate.REJECTS,
            String.format(
                Locale.ROOT,
                "%,d of %,d lines could not be loaded, at most %,d may (limit %s)",
                rejected,
                all,
                allowed,
                limit),
            rejected,
            allowed,
            Optional.empty()));
  }
}
