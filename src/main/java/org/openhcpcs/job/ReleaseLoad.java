package org.openhcpcs.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openhcpcs.check.Gate;
import org.openhcpcs.check.LevelGuard;
import org.openhcpcs.check.RereadRules;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.PublishedFile;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.Role;
import org.openhcpcs.store.Acquisitions;
import org.openhcpcs.store.Baselines;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.EditionRecords;
import org.openhcpcs.store.GateAcceptances;
import org.openhcpcs.store.LookupStore;
import org.openhcpcs.store.ReleaseStore;
import org.openhcpcs.store.RunLog;
import org.openhcpcs.store.StagedCompanions;
import org.openhcpcs.store.StagedRelease;
import org.openhcpcs.store.StagedStore;

/** Takes one release at a time through the stages. */
final class ReleaseLoad {

  private final Database database;
  private final ReleaseStore store;
  private final ArchiveStore archives;
  private final Progress progress;
  private final LoadOptions options;
  private final String command;
  private final String programVersion;
  private final ReadAhead ahead;
  private Optional<Release> next = Optional.empty();

  ReleaseLoad(
      Database database,
      ReleaseStore store,
      ArchiveStore archives,
      Progress progress,
      LoadOptions options,
      String command,
      String programVersion) {
    this.database = database;
    this.store = store;
    this.archives = archives;
    this.progress = progress;
    this.options = options;
    this.command = command;
    this.programVersion = programVersion;
    this.ahead = new ReadAhead(archives, options.twins());
  }

  /** Says which release will be loaded after the one that comes now; none after the last. */
  void expect(Optional<Release> coming) {
    next = coming;
  }

  /** Leaves nothing running. */
  void end() {
    ahead.end();
  }

  /** Whether a revision of an edition holds all of the files. */
  boolean isLoaded(Edition edition, List<PublishedFile> files) {
    Set<String> known = store.knownArchives(edition);
    return files.stream()
        .filter(file -> file.isZipped() || file.role() != Role.READ_ME)
        .allMatch(file -> known.contains(archives.sha256(file)));
  }

  /** What is done with a release that passed the gates; the transaction of its staging is open. */
  private interface Ending {
    LoadReport.Status end(StagedRelease staged, List<Gate.Refusal> accepted);
  }

  /** Which gates do not let a release pass. */
  private interface GateKeeper {
    List<Gate.Refusal> refused(StagedRelease staged, Checking checking);
  }

  /** Loads a release as far as the options say. */
  LoadReport.Entry load(Release release, RunLog log) {
    return run(release, log, this::refused, this::publish);
  }

  /**
   * Loads a release that was staged before.
   *
   * @param contents the content of each release as it was staged
   * @throws HcpcsException GATE_REFUSED if the archive reads otherwise now: what is published must
   *     be what people looked at
   */
  LoadReport.Entry loadStaged(Release release, RunLog log, Map<Acquisitions.Key, UUID> contents) {
    return run(
        release,
        log,
        this::refused,
        (staged, accepted) -> {
          Acquisitions.Key key = new Acquisitions.Key(staged.archiveSha256(), staged.edition());
          if (!store.contentHash(staged).equals(contents.get(key))) {
            throw new HcpcsException(
                ErrorCode.GATE_REFUSED,
                "edition "
                    + staged.edition()
                    + ": the archive reads otherwise now than when it was staged; stage it again: load --from parse --until stage --edition "
                    + staged.edition());
          }
          return publish(staged, accepted);
        });
  }

  /** Puts what a loaded release says today in the place of what it said when it was loaded. */
  LoadReport.Entry reread(Release release, RunLog log) {
    return run(release, log, this::refusedAgain, this::replace);
  }

  private LoadReport.Entry run(Release release, RunLog log, GateKeeper gateKeeper, Ending ending) {
    StageTimer timer = timer(release.edition(), release.codeFile(), log);
    try {
      return run(release, timer, gateKeeper, ending);
    } catch (RuntimeException e) {
      store.rollbackAfter(e);
      timer.failed(e);
      throw e;
    }
  }

  private LoadReport.Entry run(
      Release release, StageTimer timer, GateKeeper gateKeeper, Ending ending) {
    timer.begin(Stage.ACQUIRE);
    Optional<ReadAhead.Result> early = ahead.take(release);
    acquire(timer, release.edition(), release.files(), early.map(ReadAhead.Result::alreadyKept));
    if (options.until() == Stage.ACQUIRE) {
      return stopped(release.edition(), release.archiveName());
    }

    timer.begin(Stage.PARSE);
    ParsedRelease parsed =
        early
            .map(ReadAhead.Result::parsed)
            .orElseGet(() -> ParsedRelease.read(release, options.twins()));
    int records = parsed.codeFile().records().size();
    int rejected = parsed.codeFile().rejected().size();
    timer.end(parsed.codeFile().recordLines(), records, rejected, 0);
    if (options.until() == Stage.PARSE) {
      return stopped(release.edition(), release.archiveName());
    }

    timer.begin(Stage.CHECK);
    next.filter(coming -> !isLoaded(coming.edition(), coming.files())).ifPresent(ahead::begin);
    Checking checking = checking();
    StagedRelease staged = checking.check(parsed, Baselines.of(database, release.edition()));
    timer.end(records, staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = gateKeeper.refused(staged, checking);
    if (!refused.isEmpty()) {
      new StagedStore(database).keep(staged, refused);
      return LoadReport.Entry.refused(
          release.edition(), release.archiveName(), LoadReport.Status.REFUSED, refused);
    }
    if (options.until() == Stage.CHECK) {
      return stopped(staged);
    }

    timer.begin(Stage.STAGE);
    if (options.until() == Stage.STAGE) {
      new StagedStore(database).keep(staged, List.of());
      timer.end(records, records, 0, 0);
      return stopped(staged);
    }
    timer.transactionBegins();
    int newRecords = store.stage(staged);
    timer.end(records, newRecords, 0, records - newRecords);

    timer.begin(Stage.PUBLISH);
    LoadReport.Status status = ending.end(staged, options.gates().accepted(checking.refusals()));
    store.commit();
    timer.end(newRecords, records, 0, 0);
    timer.committed();
    return entry(
        staged, store.findings(staged), newRecords, status, store.corrections(release.edition()));
  }

  private LoadReport.Status publish(StagedRelease staged, List<Gate.Refusal> accepted) {
    ReleaseStore.Published published = store.publish(staged);
    acceptances(published.releaseId(), accepted);
    return published.newRevision() ? LoadReport.Status.LOADED : LoadReport.Status.SAME_CONTENT;
  }

  private void acceptances(int releaseId, List<Gate.Refusal> accepted) {
    new GateAcceptances(database).record(releaseId, accepted, options.gates().user(), command);
  }

  private LoadReport.Status replace(StagedRelease staged, List<Gate.Refusal> accepted) {
    int releaseId = store.loadedAs(staged).orElseThrow();
    List<Finding> differences =
        store.holds(staged)
            ? List.of()
            : RereadRules.compare(
                EditionRecords.of(database, releaseId).records(),
                staged.codeFile().records(),
                staged.codeFile().file(),
                programVersion);
    ReleaseStore.Reread reread = store.reread(staged, differences);
    acceptances(releaseId, accepted);
    return reread == ReleaseStore.Reread.CHANGED
        ? LoadReport.Status.REREAD_CHANGED
        : LoadReport.Status.REREAD;
  }

  /** Adds files that came without a code file to the edition that they belong to. */
  LoadReport.Entry attach(
      Edition edition, List<PublishedFile> files, ReleaseStore.Revision release, RunLog log) {
    return attach(
        edition,
        files,
        release,
        log,
        staged -> store.attach(edition, release, staged),
        LoadReport.Status.COMPANIONS_LOADED);
  }

  /** Puts what such files say today in the place of what they said when they were added. */
  LoadReport.Entry reattach(
      Edition edition, List<PublishedFile> files, ReleaseStore.Revision release, RunLog log) {
    return attach(
        edition,
        files,
        release,
        log,
        staged -> store.reattach(edition, release, staged),
        LoadReport.Status.REREAD);
  }

  private LoadReport.Entry attach(
      Edition edition,
      List<PublishedFile> files,
      ReleaseStore.Revision release,
      RunLog log,
      Consumer<StagedCompanions> ending,
      LoadReport.Status done) {
    StageTimer timer = timer(edition, files.get(0), log);
    try {
      return attach(edition, files, release, timer, ending, done);
    } catch (RuntimeException e) {
      store.rollbackAfter(e);
      timer.failed(e);
      throw e;
    }
  }

  private LoadReport.Entry attach(
      Edition edition,
      List<PublishedFile> files,
      ReleaseStore.Revision release,
      StageTimer timer,
      Consumer<StagedCompanions> ending,
      LoadReport.Status done) {
    String names = names(files);
    timer.begin(Stage.ACQUIRE);
    acquire(timer, edition, files, Optional.empty());
    if (options.until() == Stage.ACQUIRE) {
      return stopped(edition, names);
    }
    timer.begin(Stage.PARSE);
    Companions companions = Companions.read(files);
    timer.end(files.size(), files.size(), 0, 0);
    if (options.until() == Stage.PARSE) {
      return stopped(edition, names);
    }
    timer.begin(Stage.CHECK);
    Checking checking = checking();
    StagedCompanions staged = check(checking, edition, files, companions, release);
    timer.end(files.size(), staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = options.gates().refused(checking.refusals());
    if (!refused.isEmpty()) {
      return LoadReport.Entry.refused(
          edition, names, LoadReport.Status.COMPANIONS_REFUSED, refused);
    }
    if (options.until() != Stage.PUBLISH) {
      return stopped(edition, names);
    }
    timer.begin(Stage.PUBLISH);
    timer.transactionBegins();
    ending.accept(staged);
    acceptances(release.releaseId(), options.gates().accepted(checking.refusals()));
    store.commit();
    timer.end(files.size(), files.size(), 0, 0);
    timer.committed();
    return LoadReport.Entry.of(edition, names, done, store.corrections(edition));
  }

  /** Tells how a release would fare; the transaction that this opens is to be rolled back. */
  LoadReport.Entry dryRun(Release release) {
    Checking checking = checking();
    StagedRelease staged =
        checking.check(
            ParsedRelease.read(release, options.twins()),
            Baselines.of(database, release.edition()));
    List<Gate.Refusal> refused = refused(staged, checking);
    if (!refused.isEmpty()) {
      return LoadReport.Entry.refused(
          release.edition(), release.archiveName(), LoadReport.Status.WOULD_REFUSE, refused);
    }
    store.stage(staged);
    int newRecords = store.publish(staged).newRecords();
    return entry(
        staged,
        store.findings(staged),
        newRecords,
        LoadReport.Status.WOULD_LOAD,
        store.corrections(release.edition()));
  }

  /** Tells how files without a code file would fare. */
  LoadReport.Entry dryRun(
      Edition edition, List<PublishedFile> files, ReleaseStore.Revision release) {
    Checking checking = checking();
    StagedCompanions ignored = check(checking, edition, files, Companions.read(files), release);
    List<Gate.Refusal> refused = options.gates().refused(checking.refusals());
    return refused.isEmpty()
        ? LoadReport.Entry.of(
            edition,
            names(files),
            LoadReport.Status.COMPANIONS_WOULD_LOAD,
            store.corrections(edition))
        : LoadReport.Entry.refused(edition, names(files), LoadReport.Status.WOULD_REFUSE, refused);
  }

  private StageTimer timer(Edition edition, PublishedFile first, RunLog log) {
    return new StageTimer(edition, archives.sha256(first), progress, log);
  }

  /**
   * @param alreadyKept how many of the files the archive folder had before this run put them there;
   *     empty if it has not done so
   */
  private void acquire(
      StageTimer timer, Edition edition, List<PublishedFile> files, Optional<Integer> alreadyKept) {
    int kept = alreadyKept.orElseGet(() -> archives.keepAll(files));
    new Acquisitions(database)
        .record(
            new Acquisitions.Key(archives.sha256(files.get(0)), edition),
            files.stream().map(file -> Checking.file(file, archives)).toList(),
            files.stream()
                .map(archives::sha256)
                .distinct()
                .collect(Collectors.toMap(sha256 -> sha256, archives::size)));
    timer.end(0, files.size(), 0, kept);
  }

  private StagedCompanions check(
      Checking checking,
      Edition edition,
      List<PublishedFile> files,
      Companions companions,
      ReleaseStore.Revision release) {
    return checking.check(
        companions,
        edition,
        release.publishedOn(),
        EditionRecords.of(database, release.releaseId()).records(),
        files);
  }

  private Checking checking() {
    return new Checking(archives, new LookupStore(database), options.gates().limits());
  }

  /** What is published under another archive's name already has passed the gates on its codes. */
  private List<Gate.Refusal> refused(StagedRelease staged, Checking checking) {
    List<Gate.Refusal> refused = options.gates().refused(checking.refusals());
    return refused.isEmpty() || !store.holds(staged)
        ? refused
        : refused.stream().filter(refusal -> refusal.gate() == Gate.LAYOUT).toList();
  }

  /** What says the same as when it was loaded needs no gate, nor what was accepted then. */
  private List<Gate.Refusal> refusedAgain(StagedRelease staged, Checking checking) {
    if (store.holds(staged)) {
      return List.of();
    }
    Set<String> accepted =
        store
            .loadedAs(staged)
            .map(releaseId -> new GateAcceptances(database).gates(releaseId))
            .orElse(Set.of());
    return options.gates().refused(checking.refusals()).stream()
        .filter(refusal -> !accepted.contains(refusal.gate().label()))
        .toList();
  }

  /** The zips and loose files that hold the files. */
  static String names(List<PublishedFile> files) {
    return files.stream()
        .map(file -> String.valueOf(file.container().getFileName()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static LoadReport.Entry stopped(Edition edition, String archiveName) {
    return LoadReport.Entry.of(edition, archiveName, LoadReport.Status.STOPPED);
  }

  private static LoadReport.Entry stopped(StagedRelease staged) {
    int findings = staged.findings().size() + staged.companions().findings().size();
    return entry(staged, findings, 0, LoadReport.Status.STOPPED, "");
  }

  private static LoadReport.Entry entry(
      StagedRelease staged,
      int findings,
      int newRecords,
      LoadReport.Status status,
      String corrections) {
    return new LoadReport.Entry(
        staged.edition(),
        staged.archiveName(),
        status,
        staged.codeFile().count(Kind.PROCEDURE),
        staged.codeFile().count(Kind.MODIFIER),
        newRecords,
        staged.codeFile().rejected().size(),
        LevelGuard.count(staged.codeFile()),
        findings,
        corrections,
        List.of());
  }
}
