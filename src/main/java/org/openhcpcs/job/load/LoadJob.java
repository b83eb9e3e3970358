package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.job.Progress;
import org.openhcpcs.job.Stage;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseStore;
import org.openhcpcs.store.publish.StagedStore;

/**
 * Loads releases into a database, oldest edition first, each published on its own; then companions
 * that came without a code file.
 *
 * <p>A release that a gate refuses is staged and reported, and the others go on: what an edition
 * says does not depend on whether another one is loaded.
 */
public final class LoadJob {

  private final LoadTools tools;
  private final ReleaseLoad work;
  private final CompanionLoad companions;

  /**
   * @param command the command line, for the run log
   * @param programVersion the program's version, for the run log
   */
  public LoadJob(
      Database database,
      ArchiveStore archives,
      Progress progress,
      LoadOptions options,
      String command,
      String programVersion) {
    this.tools =
        new LoadTools(
            database,
            new ReleaseStore(database),
            archives,
            progress,
            options,
            command,
            programVersion);
    this.work = new ReleaseLoad(tools);
    this.companions = new CompanionLoad(tools);
  }

  /**
   * Loads what is not loaded yet, and goes on after a release that fails or is refused.
   *
   * @return with what cannot be used of what was found, and what failed here
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_UNREACHABLE or DISK if no
   *     other release would fare better; releases published before that stay
   */
  public LoadReport load(FoundReleases located) {
    return run(List.of(located), log -> loadAll(List.of(located), loading(log), unusable(located)));
  }

  /** What cannot be used, for more failures to be added. */
  private static List<LoadReport.Failure> unusable(FoundReleases located) {
    return new ArrayList<>(located.unusable().stream().map(LoadReport.Failure::of).toList());
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
  public LoadReport loadEach(FoundReleases located, List<LoadReport.Failure> earlier, RunLog log) {
    begin(List.of(located), log);
    List<LoadReport.Failure> failures = new ArrayList<>(earlier);
    failures.addAll(unusable(located));
    return loadAll(
        List.of(located),
        Samples.LEAVE_ALONE,
        new LoadWork() {
          @Override
          public LoadReport.ReleaseEntry load(Release release) {
            return refusal(work.load(release, log), release.codeFile(), failures);
          }

          @Override
          public LoadReport.ReleaseEntry attach(
              Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
            return refusal(companions.attach(edition, files, release, log), files.get(0), failures);
          }
        },
        failures);
  }

  /** A refusal is a failure too, of the archive that it is about. */
  private static LoadReport.ReleaseEntry refusal(
      LoadReport.ReleaseEntry entry, PublishedFile file, List<LoadReport.Failure> failures) {
    new LoadReport(List.of(entry))
        .refusal()
        .ifPresent(
            why ->
                failures.add(LoadReport.Failure.of(file.container(), ErrorCode.GATE_REFUSED, why)));
    return entry;
  }

  public Progress progress() {
    return tools.progress();
  }

  private LoadReport.Failure failure(Optional<Container> container, RuntimeException e) {
    ErrorCode code = ErrorCode.of(e);
    if (code == ErrorCode.DATABASE_UNREACHABLE || code == ErrorCode.DISK) {
      throw e;
    }
    String message =
        code == ErrorCode.INTERNAL
            ? "this is a defect of the program, please report it: " + e + place(e)
            : String.valueOf(e.getMessage());
    LoadReport.Failure failure =
        container
            .map(each -> LoadReport.Failure.of(each, code, message))
            .orElseGet(() -> new LoadReport.Failure(Optional.empty(), code, message));
    if (!failure.isOfTheFile()) {
      tools.store().rollback(); // a file is read before the database is asked for anything
    }
    return failure;
  }

  /** Where in the program it happened. */
  private static String place(RuntimeException e) {
    return Stream.of(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.openhcpcs."))
        .findFirst()
        .map(frame -> " at " + frame)
        .orElse("");
  }

  /** The failure of a release or of companions, with the place of what cannot be read. */
  private LoadReport.Failure failure(PublishedFile first, RuntimeException e) {
    LoadReport.Failure failure = failure(Optional.of(first.container()), e);
    return failure.isOfTheFile() && e instanceof HcpcsException why
        ? LoadReport.Failure.of(Unusable.of(first, why))
        : failure;
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
        new Acquisitions(tools.database()).releases(Acquisitions.Which.UNPUBLISHED, edition);
    if (from != Stage.PUBLISH) {
      return fromKept(left, (located, failures, log) -> loadAll(located, loading(log), failures));
    }
    Map<Acquisitions.ReleaseKey, UUID> staged = new StagedStore(tools.database()).contents();
    left.keySet().retainAll(staged.keySet());
    return fromKept(
        left,
        (located, failures, log) ->
            loadAll(
                located,
                new LoadWork() {
                  @Override
                  public LoadReport.ReleaseEntry load(Release release) {
                    return work.loadStaged(release, log, staged);
                  }

                  @Override
                  public LoadReport.ReleaseEntry attach(
                      Edition of, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
                    return companions.attach(of, files, release, log);
                  }
                },
                failures));
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
    return fromKept(
        new Acquisitions(tools.database()).releases(Acquisitions.Which.PUBLISHED, edition),
        (located, failures, log) ->
            each(
                located,
                release -> work.reread(release, log),
                (of, files) -> reattach(of, files, log),
                failures));
  }

  /** To the revisions that the files were added to when they came. */
  private LoadReport.ReleaseEntry reattach(Edition edition, List<PublishedFile> files, RunLog log) {
    LoadReport.ReleaseEntry entry =
        LoadReport.ReleaseEntry.of(
            edition, CompanionLoad.names(files), LoadReport.ReleaseStatus.EDITION_NOT_LOADED);
    for (ReleaseStore.StoredRevision release :
        tools.store().revisionsWith(edition, tools.archives().sha256(files.get(0)))) {
      entry = companions.reattach(edition, files, release, log);
    }
    return entry;
  }

  /** What is done with releases that are read from the archive folder. */
  private interface KeptWork {
    LoadReport load(List<FoundReleases> located, List<LoadReport.Failure> failures, RunLog log);
  }

  private LoadReport fromKept(
      Map<Acquisitions.ReleaseKey, List<Acquisitions.Kept>> releases, KeptWork load) {
    List<LoadReport.Failure> failures = new ArrayList<>();
    List<FoundReleases> located =
        new KeptReleases(tools.archives())
            .locate(releases, e -> failures.add(failure(Optional.empty(), e)));
    return run(located, log -> load.load(located, failures, log));
  }

  /**
   * Tells what {@link #load} would do, and writes nothing.
   *
   * @throws HcpcsException as {@link #load} does
   */
  public LoadReport dryRun(FoundReleases located) {
    RunLock lock = RunLock.take(tools.database());
    try {
      return loadAll(
          List.of(located),
          new LoadWork() {
            @Override
            public LoadReport.ReleaseEntry load(Release release) {
              return work.dryRun(release);
            }

            @Override
            public LoadReport.ReleaseEntry attach(
                Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
              return companions.dryRun(edition, files, release);
            }
          },
          unusable(located));
    } finally {
      tools.store().rollback();
      lock.close();
    }
  }

  /** What is done with the sample that comes with the program. */
  private enum Samples {
    LEAVE_ALONE,
    /** It is loaded unless CMS's releases are. */
    LOAD_ALONE
  }

  /** How {@link #loadEach} would leave a release, if nothing in it kept it from being loaded. */
  public LoadReport.ReleaseStatus wouldFare(Release release) {
    return isNewSample(release)
        ? LoadReport.ReleaseStatus.SAMPLE_LEFT_ALONE
        : tools.isLoaded(release.edition(), release.files())
            ? LoadReport.ReleaseStatus.ALREADY_LOADED
            : LoadReport.ReleaseStatus.WOULD_LOAD;
  }

  /** The same of files that came without a code file. */
  public LoadReport.ReleaseStatus wouldFare(Edition edition, List<PublishedFile> files) {
    List<PublishedFile> others = SampleFiles.ofUnmarkedArchives(files);
    return others.isEmpty()
        ? LoadReport.ReleaseStatus.SAMPLE_LEFT_ALONE
        : attaching(edition, others);
  }

  private LoadReport run(List<FoundReleases> located, Function<RunLog, LoadReport> load) {
    return LoggedRun.of(
        tools.database(),
        tools.progress(),
        tools.command(),
        tools.programVersion(),
        log -> {
          begin(located, log);
          LoadReport report = load.apply(log);
          log.end(report.outcome(), report.error());
          return report;
        });
  }

  private void begin(List<FoundReleases> located, RunLog log) {
    log.inputs(inputs(located));
    tools.options().reviewed().ifPresent(tools.store()::review);
  }

  /** One hash over all that is to be loaded: the same inputs again are a run with nothing to do. */
  private String inputs(List<FoundReleases> all) {
    Set<String> lines = new TreeSet<>();
    for (FoundReleases located : all) {
      located
          .releases()
          .forEach(
              release ->
                  release.files().forEach(file -> lines.add(input(release.edition(), file))));
      located
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

  /** What is done with a release, and with files that came without a code file. */
  private interface LoadWork {
    LoadReport.ReleaseEntry load(Release release);

    LoadReport.ReleaseEntry attach(
        Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release);
  }

  private LoadWork loading(RunLog log) {
    return new LoadWork() {
      @Override
      public LoadReport.ReleaseEntry load(Release release) {
        return work.load(release, log);
      }

      @Override
      public LoadReport.ReleaseEntry attach(
          Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
        return companions.attach(edition, files, release, log);
      }
    };
  }

  private LoadReport loadAll(
      List<FoundReleases> all, LoadWork load, List<LoadReport.Failure> failures) {
    return loadAll(all, Samples.LOAD_ALONE, load, failures);
  }

  /**
   * @param failures where failures go
   */
  private LoadReport loadAll(
      List<FoundReleases> found,
      Samples samples,
      LoadWork load,
      List<LoadReport.Failure> failures) {
    List<LoadReport.ReleaseEntry> entries = new ArrayList<>();
    List<FoundReleases> all =
        samples == Samples.LEAVE_ALONE || Holdings.of(tools.database()) == Holdings.RELEASES
            ? found.stream().map(located -> withoutSample(located, entries, found)).toList()
            : found;
    LoadReport report =
        each(
            all,
            release ->
                tools.isLoaded(release.edition(), release.files())
                    ? LoadReport.ReleaseEntry.of(
                        release.edition(),
                        release.archiveName(),
                        LoadReport.ReleaseStatus.ALREADY_LOADED)
                    : load.load(release),
            (edition, files) -> attach(edition, files, load),
            failures);
    entries.addAll(report.releases());
    if (tools.options().corrections() == LoadOptions.CorrectionPolicy.REPORT
        || tools.options().until() != Stage.PUBLISH) {
      return new LoadReport(entries, report.failures());
    }
    Set<Edition> editions = new TreeSet<>();
    all.forEach(located -> editions.addAll(located.editions()));
    tools
        .store()
        .applyCorrections(editions)
        .forEach(
            (edition, summary) ->
                add(
                    LoadReport.ReleaseEntry.of(
                        edition, "", LoadReport.ReleaseStatus.CORRECTED, summary),
                    entries,
                    all));
    return new LoadReport(entries, report.failures());
  }

  /**
   * What was found without the sample, as far as it is not loaded.
   *
   * @param entries gets one for each release that is left alone
   */
  private FoundReleases withoutSample(
      FoundReleases located, List<LoadReport.ReleaseEntry> entries, List<FoundReleases> all) {
    List<Release> releases = new ArrayList<>();
    for (Release release : located.releases()) {
      if (isNewSample(release)) {
        leaveAlone(release.edition(), release.archiveName(), entries, all);
      } else {
        releases.add(release);
      }
    }
    Map<Edition, List<PublishedFile>> companions = new TreeMap<>();
    located
        .companions()
        .forEach(
            (edition, files) -> {
              List<PublishedFile> others = SampleFiles.ofUnmarkedArchives(files);
              List<PublishedFile> marked = new ArrayList<>(files);
              marked.removeAll(others);
              if (!marked.isEmpty()) {
                leaveAlone(edition, CompanionLoad.names(marked), entries, all);
              }
              if (!others.isEmpty()) {
                companions.put(edition, others);
              }
            });
    return new FoundReleases(
        releases, companions, located.unusable(), located.warnings(), located.leftAlone());
  }

  private boolean isNewSample(Release release) {
    try {
      return !tools.isLoaded(release.edition(), release.files()) && SampleFiles.is(release);
    } catch (HcpcsException e) {
      return false; // it fails on its own
    }
  }

  private void leaveAlone(
      Edition edition,
      String names,
      List<LoadReport.ReleaseEntry> entries,
      List<FoundReleases> all) {
    add(
        LoadReport.ReleaseEntry.of(edition, names, LoadReport.ReleaseStatus.SAMPLE_LEFT_ALONE),
        entries,
        all);
  }

  private LoadReport each(
      List<FoundReleases> all,
      Function<Release, LoadReport.ReleaseEntry> load,
      BiFunction<Edition, List<PublishedFile>, LoadReport.ReleaseEntry> attach,
      List<LoadReport.Failure> failures) {
    List<LoadReport.ReleaseEntry> entries = new ArrayList<>();
    try {
      for (FoundReleases located : all) {
        List<Release> releases = located.releases();
        for (int i = 0; i < releases.size(); i++) {
          Release release = releases.get(i);
          work.expect(releases.stream().skip(i + 1L).findFirst());
          attempt(
              release.files(),
              () -> {
                LoadReport.ReleaseEntry entry = load.apply(release);
                work.sampleTakenOut().forEach(gone -> add(gone, entries, all));
                add(entry, entries, all);
              },
              failures);
        }
        located
            .companions()
            .forEach(
                (edition, files) ->
                    attempt(
                        files, () -> add(attach.apply(edition, files), entries, all), failures));
      }
    } finally {
      work.end();
    }
    return new LoadReport(entries, failures);
  }

  private void attempt(
      List<PublishedFile> files, Runnable load, List<LoadReport.Failure> failures) {
    try {
      load.run();
    } catch (RuntimeException e) {
      failures.add(failure(files.get(0), e));
    }
  }

  private LoadReport.ReleaseEntry attach(
      Edition edition, List<PublishedFile> files, LoadWork load) {
    LoadReport.ReleaseStatus status = attaching(edition, files);
    return status == LoadReport.ReleaseStatus.COMPANIONS_WOULD_LOAD
        ? load.attach(
            edition, files, ReleaseStore.publishedRelease(tools.database(), edition).orElseThrow())
        : LoadReport.ReleaseEntry.of(edition, CompanionLoad.names(files), status);
  }

  /** How files without a code file fare, as far as that shows before they are read. */
  private LoadReport.ReleaseStatus attaching(Edition edition, List<PublishedFile> files) {
    return ReleaseStore.publishedRelease(tools.database(), edition).isEmpty()
        ? LoadReport.ReleaseStatus.EDITION_NOT_LOADED
        : tools.isLoaded(edition, files)
            ? LoadReport.ReleaseStatus.ALREADY_LOADED
            : LoadReport.ReleaseStatus.COMPANIONS_WOULD_LOAD;
  }

  private void add(
      LoadReport.ReleaseEntry entry,
      List<LoadReport.ReleaseEntry> entries,
      List<FoundReleases> all) {
    entries.add(entry);
    tools
        .progress()
        .released(
            entry,
            all.stream()
                .mapToInt(located -> located.releases().size() + located.companions().size())
                .sum());
  }
}
