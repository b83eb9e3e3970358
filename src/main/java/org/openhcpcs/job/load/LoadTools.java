package org.openhcpcs.job.load;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.Progress;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.store.content.LookupStore;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.GateAcceptances;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseStore;

/**
 * What a load works with, and the steps that releases share with files that came without a code
 * file.
 *
 * @param database where to
 * @param store publishes there
 * @param archives the archive folder
 * @param progress hears how it gets on
 * @param options how to go about it
 * @param command the command line, for the run log
 */
public record LoadTools(
    Database database,
    ReleaseStore store,
    ArchiveStore archives,
    Progress progress,
    LoadOptions options,
    String command) {

  /** Whether a revision of an edition holds all of the files. */
  boolean isLoaded(Edition edition, List<PublishedFile> files) {
    Set<String> known = store.knownArchives(edition);
    return files.stream()
        .filter(file -> file.isZipped() || file.role() != Role.READ_ME)
        .allMatch(file -> known.contains(archives.sha256(file)));
  }

  /** Whether a release is of the sample, and not loaded. */
  boolean isNewSample(Release release) {
    try {
      return !isLoaded(release.edition(), release.files()) && SampleFiles.is(release);
    } catch (HcpcsException e) {
      return false; // it fails on its own
    }
  }

  /** How files without a code file fare, as far as that shows before they are read. */
  ReleaseOutcome outlook(Edition edition, List<PublishedFile> files) {
    return store.publishedRelease(edition).isEmpty()
        ? ReleaseOutcome.EDITION_NOT_LOADED
        : isLoaded(edition, files) ? ReleaseOutcome.ALREADY_LOADED : ReleaseOutcome.LOADED;
  }

  /**
   * Takes a release or companions through their stages.
   *
   * @param first the file that names them
   * @param what the zip, file or folder that the memory may not be enough for
   * @param log of the run; empty in a dry run
   * @param stages the work, which is given what times the stages
   */
  <T> T inStages(
      Edition edition,
      PublishedFile first,
      Container what,
      Optional<RunLog> log,
      Function<StageTimer, T> stages) {
    StageTimer timer = new StageTimer(edition, archives.sha256(first), progress, log);
    try {
      return Memory.enough(what.shown(), () -> stages.apply(timer));
    } catch (RuntimeException e) {
      timer.failed(e);
      throw e;
    }
  }

  /**
   * The failure of what is not loaded while the others go on.
   *
   * @param first the file that names it
   * @throws RuntimeException the failure itself, if no other release would fare better
   */
  Failure failure(PublishedFile first, RuntimeException e) {
    ErrorCode code = ErrorCode.of(e);
    if (code == ErrorCode.DATABASE_UNREACHABLE
        || code == ErrorCode.DISK
        || code == ErrorCode.READER_GONE) {
      throw e;
    }
    if (Failure.isOfTheFile(code) && e instanceof HcpcsException why) {
      return Failure.of(Unusable.of(first, why)); // the database was not asked for anything yet
    }
    return Failure.of(
        first.container(),
        code,
        code == ErrorCode.INTERNAL
            ? "this is a defect of the program, please report it: " + e + place(e)
            : String.valueOf(e.getMessage()));
  }

  /** Where in the program it happened. */
  private static String place(RuntimeException e) {
    return Stream.of(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.openhcpcs."))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }

  /** Records where files came from that are in the archive folder; ends the stage. */
  void acquired(StageTimer timer, Edition edition, List<PublishedFile> files, int alreadyKept) {
    new Acquisitions(database.sql())
        .record(
            new Acquisitions.ReleaseKey(archives.sha256(files.get(0)), edition),
            files.stream().map(file -> Checking.file(file, archives)).toList(),
            files.stream()
                .map(archives::sha256)
                .distinct()
                .collect(Collectors.toMap(sha256 -> sha256, archives::size)));
    timer.end(0, files.size(), 0, alreadyKept);
  }

  Checking checking() {
    return new Checking(archives, new LookupStore(database.sql()), options.gates().limits());
  }

  /** Warns of files beside the codes that could not be read, which hide among other findings. */
  void warnOfUnreadable(Edition edition, List<Finding> findings) {
    findings.stream()
        .filter(finding -> finding.rule().endsWith("-unreadable"))
        .map(finding -> "edition " + edition + ": " + finding.message())
        .distinct()
        .forEach(progress::warning);
  }

  /** Records which gates a person opened for a release. */
  void accept(int releaseId, List<Gate.Refusal> accepted) {
    new GateAcceptances(database.sql())
        .record(releaseId, accepted, options.gates().user(), command);
  }
}
