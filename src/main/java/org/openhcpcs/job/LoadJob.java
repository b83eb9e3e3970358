package org.openhcpcs.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.openhcpcs.check.Gate;
import org.openhcpcs.check.LevelGuard;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Identity;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Located;
import org.openhcpcs.release.PublishedFile;
import org.openhcpcs.release.Release;
import org.openhcpcs.store.Baselines;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.EditionRecords;
import org.openhcpcs.store.GateAcceptances;
import org.openhcpcs.store.LookupStore;
import org.openhcpcs.store.ReleaseStore;
import org.openhcpcs.store.RunLock;
import org.openhcpcs.store.RunLog;
import org.openhcpcs.store.StagedCompanions;
import org.openhcpcs.store.StagedRelease;
import org.openhcpcs.store.StagedStore;

/**
 * Loads releases into a database, oldest edition first, each published on its own; then companions
 * that came without a code file.
 */
public final class LoadJob {

  private final Database database;
  private final ReleaseStore store;
  private final ArchiveStore archives;
  private final Progress progress;
  private final ParsedRelease.Twins twins;
  private final Optional<Set<Identity.Reviewed>> reviewed;
  private final Corrections corrections;
  private final Gates gates;

  /** What is done with the corrections that CMS publishes beside a code file. */
  public enum Corrections {
    /** They are judged, and the edition stays as published. */
    REPORT,
    /** A revision of the edition is made with them. */
    APPLY
  }

  /**
   * @param reviewed what people decided on the meaning of codes; empty to leave what the database
   *     knows
   * @param gates what is let pass
   */
  public LoadJob(
      Database database,
      ArchiveStore archives,
      Progress progress,
      Optional<Set<Identity.Reviewed>> reviewed,
      ParsedRelease.Twins twins,
      Corrections corrections,
      Gates gates) {
    this.database = database;
    this.store = new ReleaseStore(database);
    this.archives = archives;
    this.reviewed = reviewed;
    this.progress = progress;
    this.twins = twins;
    this.corrections = corrections;
    this.gates = gates;
  }

  /**
   * Loads what is not loaded yet.
   *
   * @param command the command line, for the run log
   * @param programVersion the program's version, for the run log
   *     <p>A release that a gate refuses is staged and reported, and the others go on: what an
   *     edition says does not depend on whether another one is loaded.
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_FAILED or DISK if a stage
   *     fails; releases published before that stay
   */
  public LoadReport load(Located located, String command, String programVersion) {
    RunLock lock = RunLock.take(database);
    try {
      RunLog log = RunLog.begin(database, command, programVersion);
      try {
        reviewed.ifPresent(store::review);
        LoadReport report = loadAll(located, log, command);
        log.end(
            outcome(report),
            report.refusal().map(why -> ErrorCode.GATE_REFUSED + ": " + why).orElse(null));
        return report;
      } catch (RuntimeException e) {
        ErrorCode code =
            e instanceof HcpcsException failure ? failure.errorCode() : ErrorCode.INTERNAL;
        log.endAfter(e, code + ": " + e.getMessage());
        throw e;
      }
    } finally {
      lock.close();
    }
  }

  private static RunLog.Outcome outcome(LoadReport report) {
    if (report.refusal().isPresent()) {
      return RunLog.Outcome.FAILED;
    }
    return report.nothingNew() ? RunLog.Outcome.NOTHING_NEW : RunLog.Outcome.DONE;
  }

  /**
   * Tells what {@link #load} would do, and writes nothing.
   *
   * @throws HcpcsException as {@link #load} does
   */
  public LoadReport dryRun(Located located) {
    List<LoadReport.Entry> entries = new ArrayList<>();
    RunLock lock = RunLock.take(database);
    try {
      for (Release release : located.releases()) {
        add(
            isLoaded(release.edition(), release.files())
                ? LoadReport.Entry.of(
                    release.edition(), release.archiveName(), LoadReport.Status.ALREADY_LOADED)
                : wouldLoad(release),
            entries,
            located);
      }
      for (Map.Entry<Edition, List<PublishedFile>> companions : located.companions().entrySet()) {
        add(
            withCompanions(
                companions.getKey(),
                companions.getValue(),
                LoadReport.Status.COMPANIONS_WOULD_LOAD,
                (release, staged) -> {}),
            entries,
            located);
      }
    } finally {
      store.rollback();
      lock.close();
    }
    return new LoadReport(entries);
  }

  private LoadReport.Entry wouldLoad(Release release) {
    Checking checking = checking();
    StagedRelease staged =
        checking.check(
            ParsedRelease.read(release, twins), Baselines.of(database, release.edition()));
    List<Gate.Refusal> refused = refused(staged, checking);
    if (!refused.isEmpty()) {
      return LoadReport.Entry.refused(
          release.edition(), release.archiveName(), LoadReport.Status.WOULD_REFUSE, refused);
    }
    store.stage(staged);
    ReleaseStore.Published published = store.publish(staged);
    return entry(
        staged, published, LoadReport.Status.WOULD_LOAD, store.corrections(release.edition()));
  }

  private LoadReport loadAll(Located located, RunLog log, String command) {
    List<LoadReport.Entry> entries = new ArrayList<>();
    for (Release release : located.releases()) {
      add(
          isLoaded(release.edition(), release.files())
              ? LoadReport.Entry.of(
                  release.edition(), release.archiveName(), LoadReport.Status.ALREADY_LOADED)
              : loadRelease(release, log, command),
          entries,
          located);
    }
    for (Map.Entry<Edition, List<PublishedFile>> companions : located.companions().entrySet()) {
      add(loadCompanions(companions.getKey(), companions.getValue()), entries, located);
    }
    if (corrections == Corrections.APPLY) {
      store
          .applyCorrections(located.editions())
          .forEach(
              (edition, summary) ->
                  add(
                      LoadReport.Entry.of(edition, "", LoadReport.Status.CORRECTED, summary),
                      entries,
                      located));
    }
    return new LoadReport(entries);
  }

  private void add(LoadReport.Entry entry, List<LoadReport.Entry> entries, Located located) {
    entries.add(entry);
    progress.released(entry, located.releases().size() + located.companions().size());
  }

  private boolean isLoaded(Edition edition, List<PublishedFile> files) {
    Set<String> known = store.knownArchives(edition);
    return files.stream().allMatch(file -> known.contains(archives.sha256(file)));
  }

  private LoadReport.Entry loadRelease(Release release, RunLog log, String command) {
    StageTimer timer =
        new StageTimer(release.edition(), archives.sha256(release.codeFile()), progress);
    timer.begin(Stage.ACQUIRE);
    release.files().forEach(archives::keep);
    timer.end(0, release.files().size(), 0);

    timer.begin(Stage.PARSE);
    ParsedRelease parsed = ParsedRelease.read(release, twins);
    int records = parsed.codeFile().records().size();
    timer.end(parsed.codeFile().recordLines(), records, parsed.codeFile().rejected().size());

    timer.begin(Stage.CHECK);
    Checking checking = checking();
    StagedRelease staged = checking.check(parsed, Baselines.of(database, release.edition()));
    timer.end(records, staged.findings().size(), 0);
    List<Gate.Refusal> refused = refused(staged, checking);
    if (!refused.isEmpty()) {
      new StagedStore(database).keep(staged, refused);
      timer.stages().forEach(log::add);
      return LoadReport.Entry.refused(
          release.edition(), release.archiveName(), LoadReport.Status.REFUSED, refused);
    }

    timer.begin(Stage.STAGE);
    int newRecords = store.stage(staged);
    timer.end(records, newRecords, 0);

    timer.begin(Stage.PUBLISH);
    ReleaseStore.Published published = store.publish(staged);
    new GateAcceptances(database)
        .record(published.releaseId(), gates.accepted(checking.refusals()), gates.user(), command);
    store.commit();
    timer.end(newRecords, records, 0);
    timer.stages().forEach(log::add);
    return entry(
        staged,
        published,
        published.newRevision() ? LoadReport.Status.LOADED : LoadReport.Status.SAME_CONTENT,
        store.corrections(release.edition()));
  }

  private LoadReport.Entry loadCompanions(Edition edition, List<PublishedFile> files) {
    return withCompanions(
        edition,
        files,
        LoadReport.Status.COMPANIONS_LOADED,
        (release, staged) -> {
          files.forEach(archives::keep);
          store.attach(edition, release, staged);
        });
  }

  private LoadReport.Entry withCompanions(
      Edition edition,
      List<PublishedFile> files,
      LoadReport.Status done,
      BiConsumer<ReleaseStore.Revision, StagedCompanions> attach) {
    String names =
        files.stream()
            .map(file -> file.container().getFileName().toString())
            .distinct()
            .collect(Collectors.joining(", "));
    Optional<ReleaseStore.Revision> release = ReleaseStore.publishedRelease(database, edition);
    if (release.isEmpty()) {
      return LoadReport.Entry.of(edition, names, LoadReport.Status.EDITION_NOT_LOADED);
    }
    if (isLoaded(edition, files)) {
      return LoadReport.Entry.of(edition, names, LoadReport.Status.ALREADY_LOADED);
    }
    Checking checking = checking();
    StagedCompanions staged =
        checking.check(
            Companions.read(files),
            edition,
            release.get().publishedOn(),
            EditionRecords.of(database, release.get().releaseId()).records(),
            files);
    List<Gate.Refusal> refused = gates.refused(checking.refusals());
    if (!refused.isEmpty()) {
      LoadReport.Status status =
          done == LoadReport.Status.COMPANIONS_LOADED
              ? LoadReport.Status.REFUSED
              : LoadReport.Status.WOULD_REFUSE;
      return LoadReport.Entry.refused(edition, names, status, refused);
    }
    attach.accept(release.get(), staged);
    return LoadReport.Entry.of(edition, names, done, store.corrections(edition));
  }

  private Checking checking() {
    return new Checking(archives, new LookupStore(database), gates.limits());
  }

  /** What is published under another archive's name already has passed the gates on its codes. */
  private List<Gate.Refusal> refused(StagedRelease staged, Checking checking) {
    List<Gate.Refusal> refused = gates.refused(checking.refusals());
    return refused.isEmpty() || !store.holds(staged)
        ? refused
        : refused.stream().filter(refusal -> refusal.gate() == Gate.LAYOUT).toList();
  }

  private static LoadReport.Entry entry(
      StagedRelease staged,
      ReleaseStore.Published published,
      LoadReport.Status status,
      String corrections) {
    return new LoadReport.Entry(
        staged.edition(),
        staged.archiveName(),
        status,
        staged.codeFile().count(org.openhcpcs.code.Kind.PROCEDURE),
        staged.codeFile().count(org.openhcpcs.code.Kind.MODIFIER),
        published.newRecords(),
        staged.codeFile().rejected().size(),
        LevelGuard.count(staged.codeFile()),
        staged.findings().size() + staged.companions().findings().size(),
        corrections,
        List.of());
  }
}
