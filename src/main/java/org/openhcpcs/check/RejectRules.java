package org.openhcpcs.check;

import java.util.Locale;
import java.util.Optional;
import org.openhcpcs.source.CodeFile;

/** How many lines may be damaged before a file is not trusted as a whole. */
public final class RejectRules {

  /** A real file has none; a few damaged lines are findings, not a reason to stop. */
  private static final int ALWAYS_ALLOWED = 5;

  private static final double ALLOWED_SHARE = 0.01;

  private RejectRules() {}

  /**
   * The refusal of a file of which more than one line in a hundred, and more than five, was
   * rejected. Level I and dental records are kept out for what they are, not for damage.
   */
  public static Optional<Gate.Refusal> check(CodeFile file) {
    int rejected = (int) file.rejected().stream().filter(line -> !LevelGuard.keptOut(line)).count();
    int all = file.recordLines() + rejected;
    if (rejected <= ALWAYS_ALLOWED || rejected <= ALLOWED_SHARE * all) {
      return Optional.empty();
    }
    return Optional.of(
        new Gate.Refusal(
            Gate.REJECTS,
            String.format(
                Locale.ROOT,
                "%s: %,d of %,d lines could not be loaded, more than 1 in 100",
                file.file(),
                rejected,
                all)));
  }
}
