package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.Stage;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.store.derive.UnitStore;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.StagedStore;

/**
 * Loads releases into a database, oldest edition first, each published on its own; then companions
 * that came without a code file.
 *
 * <p>A release that a gate refuses is staged and reported, and the others go on: what an edition
 * says does not depend on whether another one is loaded.
 */
public record LoadJob(LoadTools tools) {

  /**
   * Loads what is not loaded yet, and goes on after a release that fails or is refused.
   *
   * @return with what cannot be used of what was found, and what failed here
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_UNREACHABLE or DISK if no
   *     other release would fare better; releases published before that stay
   */
  public LoadReport load(FoundReleases found) {
    return run(List.of(found), LoadMode.LOAD, unusable(found));
  }

  private static List<Failure> unusable(FoundReleases found) {
    return found.unusable().stream().map(Failure::of).toList();
  }

  /**
   * Like {@link #load}, but for the sample, which is left alone, and with a failure for each
   * archive that a gate refuses.
   *
   * @param earlier what failed before anything was found
   * @param log of the run that this is part of; the caller holds the lock, and ends the log
   * @return with {@code earlier}, what cannot be used of what was found, and what failed here
   * @throws HcpcsException DATABASE_UNREACHABLE or DISK if no other release would fare better
   */
  public LoadReport loadEach(FoundReleases found, List<Failure> earlier, RunLog log) {
    begin(List.of(found), log);
    List<Failure> failures = new ArrayList<>(earlier);
    failures.addAll(unusable(found));
    return new LoadPass(tools, LoadMode.LOAD, LoadPolicy.FOUND, Optional.of(log), failures)
        .run(List.of(found));
  }

  /**
   * Goes on from what an earlier run left: with the archives of all that was acquired and not
   * published, or, from {@code publish}, only with what is staged.
   *
   * @param from the stage to begin with
   * @param edition this edition only; empty for all
   * @throws HcpcsException as {@link #load} does; FILE_UNREADABLE if an archive is gone
   */
  public LoadReport resume(Stage from, Optional<Edition> edition) {
    Map<Acquisitions.ReleaseKey, List<Acquisitions.Kept>> left =
        new Acquisitions(tools.database().sql()).releases(Acquisitions.Which.UNPUBLISHED, edition);
    if (from != Stage.PUBLISH) {
      return loadKept(left, LoadMode.LOAD);
    }
    left.keySet().retainAll(new StagedStore(tools.database().sql()).contents().keySet());
    return loadKept(left, LoadMode.FROM_STAGED);
  }

  /**
   * Reads loaded editions again from their archives. Where this program reads a file otherwise than
   * the one that loaded it, the release holds what is read now, and findings explain the
   * difference.
   *
   * @param edition this edition only; empty for all
   * @throws HcpcsException as {@link #load} does; FILE_UNREADABLE if an archive is gone
   */
  public LoadReport reparse(Optional<Edition> edition) {
    return loadKept(
        new Acquisitions(tools.database().sql()).releases(Acquisitions.Which.PUBLISHED, edition),
        LoadMode.REREAD);
  }

  private LoadReport loadKept(
      Map<Acquisitions.ReleaseKey, List<Acquisitions.Kept>> releases, LoadMode mode) {
    List<Failure> failures = new ArrayList<>();
    List<FoundReleases> found = new KeptReleases(tools.archives()).locate(releases, failures);
    return run(found, mode, failures);
  }

  /**
   * Tells what {@link #load} would do, and writes nothing.
   *
   * @throws HcpcsException as {@link #load} does
   */
  public LoadReport dryRun(FoundReleases found) {
    return RunLock.held(
        tools.database(),
        () ->
            Transaction.takenBack(
                tools.database(),
                () ->
                    new LoadPass(
                            tools,
                            LoadMode.DRY_RUN,
                            LoadPolicy.NAMED,
                            Optional.empty(),
                            unusable(found))
                        .run(List.of(found))));
  }

  /** How {@link #loadEach} would leave a release, if nothing in it kept it from being loaded. */
  public ReleaseOutcome wouldFare(Release release) {
    return tools.isNewSample(release)
        ? ReleaseOutcome.LEFT_ALONE
        : tools.isLoaded(release.edition(), release.files())
            ? ReleaseOutcome.ALREADY_LOADED
            : ReleaseOutcome.LOADED;
  }

  /** The same of files that came without a code file. */
  public ReleaseOutcome wouldFare(Edition edition, List<PublishedFile> files) {
    List<PublishedFile> others = SampleFiles.ofUnmarkedArchives(files);
    return others.isEmpty() ? ReleaseOutcome.LEFT_ALONE : tools.outlook(edition, others);
  }

  private LoadReport run(List<FoundReleases> found, LoadMode mode, List<Failure> failures) {
    return LoggedRun.of(
        tools.database(),
        tools.progress(),
        tools.command(),
        log -> {
          begin(found, log);
          LoadReport report =
              new LoadPass(tools, mode, LoadPolicy.NAMED, Optional.of(log), failures).run(found);
          log.end(report.outcome(), report.error());
          return report;
        });
  }

  private void begin(List<FoundReleases> found, RunLog log) {
    log.inputs(inputs(found));
    tools.options().reviewed().ifPresent(tools.store()::review);
    UnitStore.bringUpToDate(tools.database());
  }

  /** One hash over all that is to be loaded: the same inputs again are a run with nothing to do. */
  private String inputs(List<FoundReleases> all) {
    Set<String> lines = new TreeSet<>();
    for (FoundReleases found : all) {
      for (Release release : found.releases()) {
        release.files().forEach(file -> lines.add(input(release.edition(), file)));
      }
      found
          .companions()
          .forEach((edition, files) -> files.forEach(file -> lines.add(input(edition, file))));
    }
    return ArchiveStore.sha256(String.join("\n", lines));
  }

  private String input(Edition edition, PublishedFile file) {
    try {
      return edition + " " + tools.archives().sha256(file);
    } catch (HcpcsException e) {
      return edition + " " + e.getMessage(); // the release that holds it fails on its own
    }
  }
}
