package org.openhcpcs.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Release;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.LookupStore;
import org.openhcpcs.store.ReleaseStore;
import org.openhcpcs.store.RunLock;
import org.openhcpcs.store.RunLog;
import org.openhcpcs.store.StagedRelease;

/** Loads releases into a database, oldest edition first, each published on its own. */
public final class LoadJob {

  private final Database database;
  private final ArchiveStore archives;
  private final Progress progress;

  public LoadJob(Database database, ArchiveStore archives, Progress progress) {
    this.database = database;
    this.archives = archives;
    this.progress = progress;
  }

  /**
   * Loads the releases that are not loaded yet.
   *
   * @param releases what was found, oldest edition first
   * @param command the command line, for the run log
   * @param programVersion the program's version, for the run log
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_FAILED or DISK if a stage
   *     fails; releases published before that stay
   */
  public LoadReport load(List<Release> releases, String command, String programVersion) {
    RunLock lock = RunLock.take(database);
    try {
      RunLog log = RunLog.begin(database, command, programVersion);
      try {
        LoadReport report = loadAll(releases, log);
        log.end(report.nothingNew() ? RunLog.Outcome.NOTHING_NEW : RunLog.Outcome.DONE, null);
        return report;
      } catch (HcpcsException e) {
        log.end(RunLog.Outcome.FAILED, e.errorCode() + ": " + e.getMessage());
        throw e;
      }
    } finally {
      lock.close();
    }
  }

  /** Tells what {@link #load} would do, and writes nothing. */
  public LoadReport dryRun(List<Release> releases) {
    List<LoadReport.Entry> entries = new ArrayList<>();
    ReleaseStore store = new ReleaseStore(database);
    for (Release release : releases) {
      LoadReport.Entry entry;
      if (isLoaded(store, release)) {
        entry = LoadReport.Entry.alreadyLoaded(release.edition(), release.archiveName());
      } else {
        StagedRelease staged =
            ParsedRelease.read(release).check(new LookupStore(database).documented(), archives);
        store.stage(staged);
        entry =
            entry(
                staged,
                store.publish(staged, ReleaseStore.Mode.DRY_RUN),
                LoadReport.Status.WOULD_LOAD);
      }
      entries.add(entry);
      progress.released(entry, releases.size());
    }
    return new LoadReport(entries);
  }

  private LoadReport loadAll(List<Release> releases, RunLog log) {
    List<LoadReport.Entry> entries = new ArrayList<>();
    ReleaseStore store = new ReleaseStore(database);
    for (Release release : releases) {
      LoadReport.Entry entry =
          isLoaded(store, release)
              ? LoadReport.Entry.alreadyLoaded(release.edition(), release.archiveName())
              : loadOne(release, store, log);
      entries.add(entry);
      progress.released(entry, releases.size());
    }
    return new LoadReport(entries);
  }

  private boolean isLoaded(ReleaseStore store, Release release) {
    Set<String> known = store.knownArchives(release.edition());
    return Stream.concat(Stream.of(release.codeFile()), release.companions().stream())
        .allMatch(file -> known.contains(archives.sha256(file)));
  }

  private LoadReport.Entry loadOne(Release release, ReleaseStore store, RunLog log) {
    Timer timer = new Timer(release, log);
    timer.begin(Stage.ACQUIRE);
    archives.keep(release.codeFile());
    release.companions().forEach(archives::keep);
    timer.end(0, 1 + release.companions().size(), 0);

    timer.begin(Stage.PARSE);
    ParsedRelease parsed = ParsedRelease.read(release);
    int records = parsed.codeFile().records().size();
    int rejected = parsed.codeFile().rejected().size();
    timer.end(parsed.codeFile().recordLines(), records, rejected);

    timer.begin(Stage.CHECK);
    StagedRelease staged = parsed.check(new LookupStore(database).documented(), archives);
    timer.end(records, staged.findings().size(), 0);

    timer.begin(Stage.STAGE);
    int newRecords = store.stage(staged);
    timer.end(records, newRecords, 0);

    timer.begin(Stage.PUBLISH);
    ReleaseStore.Published published = store.publish(staged, ReleaseStore.Mode.PUBLISH);
    timer.end(newRecords, records, 0);
    timer.write();
    return entry(
        staged,
        published,
        published.newRevision() ? LoadReport.Status.LOADED : LoadReport.Status.SAME_CONTENT);
  }

  private static LoadReport.Entry entry(
      StagedRelease staged, ReleaseStore.Published published, LoadReport.Status status) {
    return new LoadReport.Entry(
        staged.edition(),
        staged.archiveName(),
        status,
        staged.codeFile().count(org.openhcpcs.code.Kind.PROCEDURE),
        staged.codeFile().count(org.openhcpcs.code.Kind.MODIFIER),
        published.newRecords(),
        staged.codeFile().rejected().size(),
        staged.findings().size());
  }

  /** Times the stages of one release for the run log. */
  private final class Timer {

    private final Release release;
    private final RunLog log;
    private final List<RunLog.Stage> stages = new ArrayList<>();
    private Stage stage = Stage.ACQUIRE;
    private Instant startedAt = Instant.EPOCH;
    private long startedNanos;

    Timer(Release release, RunLog log) {
      this.release = release;
      this.log = log;
    }

    void begin(Stage next) {
      stage = next;
      startedAt = Instant.now();
      startedNanos = System.nanoTime();
      progress.stage(release.edition(), next.label());
    }

    void end(int read, int written, int rejected) {
      int milliseconds = (int) ((System.nanoTime() - startedNanos) / 1_000_000);
      stages.add(
          new RunLog.Stage(
              release.edition().toString(),
              archives.sha256(release.codeFile()),
              stage.label(),
              startedAt,
              milliseconds,
              read,
              written,
              rejected));
    }

    void write() {
      stages.forEach(log::add);
    }
  }
}
