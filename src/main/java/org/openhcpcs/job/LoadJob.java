package org.openhcpcs.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Located;
import org.openhcpcs.release.PublishedFile;
import org.openhcpcs.release.Release;
import org.openhcpcs.store.Acquisitions;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.ReleaseStore;
import org.openhcpcs.store.RunLock;
import org.openhcpcs.store.RunLog;
import org.openhcpcs.store.StagedStore;

/**
 * Loads releases into a database, oldest edition first, each published on its own; then companions
 * that came without a code file.
 *
 * <p>A release that a gate refuses is staged and reported, and the others go on: what an edition
 * says does not depend on whether another one is loaded.
 */
public final class LoadJob {

  private final Database database;
  private final ReleaseStore store;
  private final ArchiveStore archives;
  private final ReleaseLoad work;
  private final Progress progress;
  private final LoadOptions options;
  private final String command;
  private final String programVersion;

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
    this.database = database;
    this.store = new ReleaseStore(database);
    this.archives = archives;
    this.progress = progress;
    this.options = options;
    this.command = command;
    this.programVersion = programVersion;
    this.work =
        new ReleaseLoad(database, store, archives, progress, options, command, programVersion);
  }

  /**
   * Loads what is not loaded yet.
   *
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_FAILED or DISK if a stage
   *     fails; releases published before that stay
   */
  public LoadReport load(Located located) {
    return run(List.of(located), this::loadAll);
  }

  /**
   * Loads what is not loaded yet, and goes on after a release that fails or is refused.
   *
   * @param earlier what failed before anything was loaded
   * @param log of the run that this is part of; the caller holds the lock, and ends the log
   * @return with {@code earlier} and what failed here
   * @throws HcpcsException DATABASE_UNREACHABLE or DISK if no other release would fare better
   */
  LoadReport loadEach(Located located, List<LoadReport.Failure> earlier, RunLog log) {
    log.inputs(inputs(List.of(located)));
    options.reviewed().ifPresent(store::review);
    List<LoadReport.Failure> failures = new ArrayList<>(earlier);
    LoadReport report =
        loadAll(
            List.of(located),
            log,
            release -> {
              LoadReport.Entry entry = work.load(release, log);
              new LoadReport(List.of(entry))
                  .refusal()
                  .ifPresent(
                      why ->
                          failures.add(
                              new LoadReport.Failure(
                                  Optional.of(release.codeFile().container()),
                                  ErrorCode.GATE_REFUSED,
                                  why)));
              return entry;
            },
            (path, e) -> failures.add(failure(path, e)));
    return new LoadReport(report.releases(), failures);
  }

  Progress progress() {
    return progress;
  }

  /** Nothing is loaded after what fails. */
  private static void stop(Path path, RuntimeException failure) {
    throw failure;
  }

  private LoadReport.Failure failure(Path path, RuntimeException e) {
    ErrorCode code = ErrorCode.of(e);
    if (code == ErrorCode.DATABASE_UNREACHABLE || code == ErrorCode.DISK) {
      throw e;
    }
    store.rollback();
    return new LoadReport.Failure(
        Optional.of(path),
        code,
        code == ErrorCode.INTERNAL
            ? path + ": this is a defect of the program, please report it: " + e
            : String.valueOf(e.getMessage()));
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
    Map<Acquisitions.Key, List<Acquisitions.Kept>> left =
        new Acquisitions(database).releases(Acquisitions.Which.UNPUBLISHED, edition);
    Map<String, UUID> staged = new StagedStore(database).contents();
    if (from == Stage.PUBLISH) {
      left.keySet().removeIf(key -> !staged.containsKey(key.releaseSha256()));
    }
    try (KeptReleases kept = new KeptReleases(archives)) {
      return run(
          kept.locate(left),
          from == Stage.PUBLISH
              ? (located, log) ->
                  loadAll(
                      located, log, release -> work.loadStaged(release, log, staged), LoadJob::stop)
              : this::loadAll);
    }
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
    Map<Acquisitions.Key, List<Acquisitions.Kept>> published =
        new Acquisitions(database).releases(Acquisitions.Which.PUBLISHED, edition);
    try (KeptReleases kept = new KeptReleases(archives)) {
      return run(
          kept.locate(published),
          (located, log) ->
              each(
                  located,
                  release -> work.reread(release, log),
                  (of, files, release) -> work.attach(of, files, release, log),
                  LoadJob::stop));
    }
  }

  /**
   * Tells what {@link #load} would do, and writes nothing.
   *
   * @throws HcpcsException as {@link #load} does
   */
  public LoadReport dryRun(Located located) {
    RunLock lock = RunLock.take(database);
    try {
      return each(
          List.of(located),
          unlessLoaded(work::dryRun),
          companionsUnlessLoaded(work::dryRun),
          LoadJob::stop);
    } finally {
      store.rollback();
      lock.close();
    }
  }

  private LoadReport run(
      List<Located> located, BiFunction<List<Located>, RunLog, LoadReport> load) {
    return LoggedRun.of(
        database,
        progress,
        command,
        programVersion,
        log -> {
          log.inputs(inputs(located));
          options.reviewed().ifPresent(store::review);
          LoadReport report = load.apply(located, log);
          log.end(
              report.outcome(),
              report.refusal().map(why -> ErrorCode.GATE_REFUSED + ": " + why).orElse(null));
          return report;
        });
  }

  /** One hash over all that is to be loaded: the same inputs again are a run with nothing to do. */
  private String inputs(List<Located> all) {
    Set<String> lines = new TreeSet<>();
    for (Located located : all) {
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
    return edition + " " + archives.sha256(file);
  }

  private LoadReport loadAll(List<Located> all, RunLog log) {
    return loadAll(all, log, release -> work.load(release, log), LoadJob::stop);
  }

  private LoadReport loadAll(
      List<Located> all,
      RunLog log,
      Function<Release, LoadReport.Entry> load,
      BiConsumer<Path, RuntimeException> onFailure) {
    LoadReport report =
        each(
            all,
            unlessLoaded(load),
            companionsUnlessLoaded(
                (edition, files, release) -> work.attach(edition, files, release, log)),
            onFailure);
    if (options.corrections() == LoadOptions.Corrections.REPORT
        || options.until() != Stage.PUBLISH) {
      return report;
    }
    Set<Edition> editions = new TreeSet<>();
    all.forEach(located -> editions.addAll(located.editions()));
    List<LoadReport.Entry> entries = new ArrayList<>(report.releases());
    store
        .applyCorrections(editions)
        .forEach(
            (edition, summary) ->
                add(
                    LoadReport.Entry.of(edition, "", LoadReport.Status.CORRECTED, summary),
                    entries,
                    all));
    return new LoadReport(entries);
  }

  /** What is done with files that came without a code file. */
  private interface CompanionWork {
    LoadReport.Entry attach(
        Edition edition, List<PublishedFile> files, ReleaseStore.Revision release);
  }

  private LoadReport each(
      List<Located> all,
      Function<Release, LoadReport.Entry> load,
      CompanionWork attach,
      BiConsumer<Path, RuntimeException> onFailure) {
    List<LoadReport.Entry> entries = new ArrayList<>();
    for (Located located : all) {
      for (Release release : located.releases()) {
        try {
          add(load.apply(release), entries, all);
        } catch (RuntimeException e) {
          onFailure.accept(release.codeFile().container(), e);
        } finally {
          release.files().forEach(PublishedFile::forget);
        }
      }
      located
          .companions()
          .forEach(
              (edition, files) -> {
                try {
                  add(attach(edition, files, attach), entries, all);
                } catch (RuntimeException e) {
                  onFailure.accept(files.get(0).container(), e);
                } finally {
                  files.forEach(PublishedFile::forget);
                }
              });
    }
    return new LoadReport(entries);
  }

  private LoadReport.Entry attach(Edition edition, List<PublishedFile> files, CompanionWork work) {
    return ReleaseStore.publishedRelease(database, edition)
        .map(release -> work.attach(edition, files, release))
        .orElseGet(
            () ->
                LoadReport.Entry.of(
                    edition, ReleaseLoad.names(files), LoadReport.Status.EDITION_NOT_LOADED));
  }

  private Function<Release, LoadReport.Entry> unlessLoaded(
      Function<Release, LoadReport.Entry> load) {
    return release ->
        isLoaded(release.edition(), release.files())
            ? LoadReport.Entry.of(
                release.edition(), release.archiveName(), LoadReport.Status.ALREADY_LOADED)
            : load.apply(release);
  }

  private CompanionWork companionsUnlessLoaded(CompanionWork attach) {
    return (edition, files, release) ->
        isLoaded(edition, files)
            ? LoadReport.Entry.of(
                edition, ReleaseLoad.names(files), LoadReport.Status.ALREADY_LOADED)
            : attach.attach(edition, files, release);
  }

  private void add(LoadReport.Entry entry, List<LoadReport.Entry> entries, List<Located> all) {
    entries.add(entry);
    progress.released(
        entry,
        all.stream()
            .mapToInt(located -> located.releases().size() + located.companions().size())
            .sum());
  }

  private boolean isLoaded(Edition edition, List<PublishedFile> files) {
    Set<String> known = store.knownArchives(edition);
    return files.stream().allMatch(file -> known.contains(archives.sha256(file)));
  }
}
