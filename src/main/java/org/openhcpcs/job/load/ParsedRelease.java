package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinTask;
import org.openhcpcs.check.TwinRules;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.source.CodeFile;

/**
 * A release whose files have been read.
 *
 * @param release where it came from
 * @param codeFile its records, Level II only, compared with the twin
 * @param companions what the other files say
 * @param isSample whether it is of the sample that comes with the program
 */
public record ParsedRelease(
    Release release, CodeFile codeFile, Companions companions, boolean isSample) {

  /** Whether the workbook beside a text is read and compared. */
  public enum Twins {
    COMPARE,
    IGNORE
  }

  /** Reads the code file, and beside it, on another thread, its twin and its companions. */
  static ParsedRelease read(Release release, Twins twins) {
    Optional<CompletableFuture<CodeFile>> twin =
        release
            .twin()
            .filter(file -> twins == Twins.COMPARE)
            .map(
                file -> CompletableFuture.supplyAsync(() -> readCodeFile(file, release.edition())));
    ForkJoinTask<Companions> companions =
        ForkJoinTask.adapt(() -> Companions.read(release.companions())).fork();
    CodeFile codeFile = readCodeFile(release.codeFile(), release.edition());
    return new ParsedRelease(
        release,
        twin.map(other -> compare(codeFile, release, other)).orElse(codeFile),
        companions.join(),
        SampleFiles.is(release));
  }

  private static CodeFile compare(
      CodeFile codeFile, Release release, CompletableFuture<CodeFile> twin) {
    try {
      return TwinRules.apply(codeFile, twin.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof HcpcsException unreadable) {
        return codeFile.with(
            codeFile.records(),
            List.of(
                Finding.error(
                        "twin-unreadable", "the twin could not be read: " + unreadable.getMessage())
                    .at(release.twin().orElseThrow().name())));
      }
      throw e;
    }
  }

  private static CodeFile readCodeFile(PublishedFile file, Edition edition) {
    return LevelGuard.apply(CodeFile.read(file, edition));
  }

  /** What was noticed in names and in the code file itself. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(release.findings());
    findings.addAll(codeFile.findings());
    return findings;
  }
}
