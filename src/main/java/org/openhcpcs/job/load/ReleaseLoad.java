package org.openhcpcs.job.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openhcpcs.check.RereadRules;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.Memory;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.GateAcceptances;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.Baselines;
import org.openhcpcs.store.publish.ReleaseStore;
import org.openhcpcs.store.publish.StagedStore;
import org.openhcpcs.store.read.EditionRecords;

/** Takes one release at a time through the stages. */
final class ReleaseLoad {

  private final LoadTools tools;
  private final ReadAhead ahead;
  private Optional<Release> next = Optional.empty();
  private List<LoadReport.ReleaseEntry> sampleTakenOut = List.of();

  ReleaseLoad(LoadTools tools) {
    this.tools = tools;
    this.ahead = new ReadAhead(tools.archives(), tools.options().twins());
  }

  /** Says which release will be loaded after the one that comes now; none after the last. */
  void expect(Optional<Release> coming) {
    next = coming;
  }

  /** The releases of the sample that went for the one that was loaded last. */
  List<LoadReport.ReleaseEntry> sampleTakenOut() {
    return sampleTakenOut;
  }

  /** Leaves nothing running. */
  void end() {
    ahead.end();
  }

  /** What is done with a release that passed the gates; the transaction of its staging is open. */
  private interface AfterGates {
    LoadReport.ReleaseStatus end(StagedRelease staged, List<Gate.Refusal> accepted);
  }

  /** Which gates do not let a release pass. */
  private interface GateKeeper {
    List<Gate.Refusal> refused(StagedRelease staged, Checking checking);
  }

  /** Loads a release as far as the options say. */
  LoadReport.ReleaseEntry load(Release release, RunLog log) {
    return run(release, log, this::refused, this::publish);
  }

  /**
   * Loads a release that was staged before.
   *
   * @param contents the content of each release as it was staged
   * @throws HcpcsException GATE_REFUSED if the archive reads otherwise now: what is published must
   *     be what people looked at
   */
  LoadReport.ReleaseEntry loadStaged(
      Release release, RunLog log, Map<Acquisitions.ReleaseKey, UUID> contents) {
    return run(
        release,
        log,
        this::refused,
        (staged, accepted) -> {
          Acquisitions.ReleaseKey key =
              new Acquisitions.ReleaseKey(staged.archiveSha256(), staged.edition());
          if (!tools.store().contentHash(staged).equals(contents.get(key))) {
            throw new HcpcsException(
                ErrorCode.GATE_REFUSED,
                "edition "
                    + staged.edition()
                    + ": the archive reads otherwise now than when it was staged; stage it again:"
                    + " load --from parse --until stage --edition "
                    + staged.edition());
          }
          return publish(staged, accepted);
        });
  }

  /** Puts what a loaded release says today in the place of what it said when it was loaded. */
  LoadReport.ReleaseEntry reread(Release release, RunLog log) {
    return run(release, log, this::refusedAgain, this::replace);
  }

  private LoadReport.ReleaseEntry run(
      Release release, RunLog log, GateKeeper gateKeeper, AfterGates ending) {
    StageTimer timer = tools.timer(release.edition(), release.codeFile(), log);
    try {
      return Memory.enough(
          release.archive().container().shown(), () -> run(release, timer, gateKeeper, ending));
    } catch (RuntimeException e) {
      tools.store().rollbackAfter(e);
      timer.failed(e);
      throw e;
    }
  }

  private LoadReport.ReleaseEntry run(
      Release release, StageTimer timer, GateKeeper gateKeeper, AfterGates ending) {
    sampleTakenOut = List.of();
    timer.begin(Stage.ACQUIRE);
    Optional<ReadAhead.KeptAndParsed> early = ahead.take(release);
    Optional<ArchiveStore.KeptFiles> late =
        early.isPresent()
            ? Optional.empty()
            : Optional.of(tools.archives().keepAll(release.files()));
    Release kept =
        early
            .map(read -> read.parsed().release())
            .orElseGet(() -> release.with(late.orElseThrow()::of));
    tools.acquired(
        timer,
        release.edition(),
        kept.files(),
        early
            .map(ReadAhead.KeptAndParsed::alreadyKept)
            .orElseGet(() -> late.orElseThrow().alreadyKept()));
    if (tools.options().until() == Stage.ACQUIRE) {
      return stopped(release.edition(), release.archiveName());
    }

    timer.begin(Stage.PARSE);
    ParsedRelease parsed =
        early
            .map(ReadAhead.KeptAndParsed::parsed)
            .orElseGet(() -> ParsedRelease.read(kept, tools.options().twins()));
    int records = parsed.codeFile().records().size();
    int rejected = parsed.codeFile().rejected().size();
    timer.end(parsed.codeFile().recordLines(), records, rejected, 0);
    if (tools.options().until() == Stage.PARSE) {
      return stopped(release.edition(), release.archiveName());
    }

    timer.begin(Stage.CHECK);
    next.filter(coming -> !tools.isLoaded(coming.edition(), coming.files()))
        .ifPresent(ahead::begin);
    Checking checking = tools.checking();
    StagedRelease staged =
        checking.check(
            parsed, Baselines.of(tools.database(), release.edition(), parsed.isSample()));
    warnOfUnreadable(staged);
    timer.end(records, staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = gateKeeper.refused(staged, checking);
    if (!refused.isEmpty()) {
      new StagedStore(tools.database()).keep(staged, refused);
      return LoadReport.ReleaseEntry.refused(
          release.edition(), release.archiveName(), LoadReport.ReleaseStatus.REFUSED, refused);
    }
    if (tools.options().until() == Stage.CHECK) {
      return stopped(staged);
    }

    timer.begin(Stage.STAGE);
    if (tools.options().until() == Stage.STAGE) {
      new StagedStore(tools.database()).keep(staged, List.of());
      timer.end(records, records, 0, 0);
      return stopped(staged);
    }
    timer.transactionBegins();
    int newRecords = tools.store().stage(staged);
    timer.end(records, newRecords, 0, records - newRecords);

    timer.begin(Stage.PUBLISH);
    LoadReport.ReleaseStatus status =
        ending.end(staged, tools.options().gates().accepted(checking.refusals()));
    tools.store().commit();
    timer.end(newRecords, records, 0, 0);
    timer.committed();
    sampleTakenOut = sampleEntries(LoadReport.ReleaseStatus.SAMPLE_TAKEN_OUT);
    return entry(
        staged,
        tools.store().findings(staged),
        newRecords,
        status,
        tools.store().corrections(release.edition(), staged.companions()));
  }

  private void warnOfUnreadable(StagedRelease staged) {
    tools.warnOfUnreadable(staged.edition(), staged.findings());
    tools.warnOfUnreadable(staged.edition(), staged.companions().findings());
  }

  private LoadReport.ReleaseStatus publish(StagedRelease staged, List<Gate.Refusal> accepted) {
    ReleaseStore.PublishResult published = tools.store().publish(staged);
    tools.accept(published.releaseId(), accepted);
    return published.newRevision()
        ? LoadReport.ReleaseStatus.LOADED
        : LoadReport.ReleaseStatus.SAME_CONTENT;
  }

  private LoadReport.ReleaseStatus replace(StagedRelease staged, List<Gate.Refusal> accepted) {
    int releaseId = tools.store().loadedAs(staged).orElseThrow();
    List<Finding> differences =
        tools.store().holds(staged)
            ? List.of()
            : RereadRules.compare(
                EditionRecords.of(tools.database(), releaseId).records(),
                staged.codeFile().records(),
                staged.codeFile().file(),
                tools.programVersion());
    ReleaseStore.Reread reread = tools.store().reread(staged, differences);
    tools.accept(releaseId, accepted);
    return reread == ReleaseStore.Reread.CHANGED
        ? LoadReport.ReleaseStatus.REREAD_CHANGED
        : LoadReport.ReleaseStatus.REREAD;
  }

  private List<LoadReport.ReleaseEntry> sampleEntries(LoadReport.ReleaseStatus status) {
    return tools.store().sampleTakenOut().stream()
        .map(gone -> LoadReport.ReleaseEntry.of(gone.edition(), gone.archiveName(), status))
        .toList();
  }

  /** Tells how a release would fare; the transaction that this opens is to be rolled back. */
  LoadReport.ReleaseEntry dryRun(Release release) {
    sampleTakenOut = List.of();
    return Memory.enough(release.archive().container().shown(), () -> wouldLoad(release));
  }

  private LoadReport.ReleaseEntry wouldLoad(Release release) {
    Checking checking = tools.checking();
    ParsedRelease parsed =
        ParsedRelease.read(release.with(PublishedFile::read), tools.options().twins());
    StagedRelease staged =
        checking.check(
            parsed, Baselines.of(tools.database(), release.edition(), parsed.isSample()));
    warnOfUnreadable(staged);
    List<Gate.Refusal> refused = refused(staged, checking);
    if (!refused.isEmpty()) {
      return LoadReport.ReleaseEntry.refused(
          release.edition(), release.archiveName(), LoadReport.ReleaseStatus.WOULD_REFUSE, refused);
    }
    tools.store().stage(staged);
    int newRecords = tools.store().publish(staged).newRecords();
    sampleTakenOut = sampleEntries(LoadReport.ReleaseStatus.SAMPLE_WOULD_GO);
    return entry(
        staged,
        tools.store().findings(staged),
        newRecords,
        LoadReport.ReleaseStatus.WOULD_LOAD,
        tools.store().corrections(release.edition(), staged.companions()));
  }

  /** What is published under another archive's name already has passed the gates on its codes. */
  private List<Gate.Refusal> refused(StagedRelease staged, Checking checking) {
    List<Gate.Refusal> refused = tools.options().gates().refused(checking.refusals());
    return refused.isEmpty() || !tools.store().holds(staged)
        ? refused
        : refused.stream().filter(refusal -> refusal.gate() == Gate.LAYOUT).toList();
  }

  /** What says the same as when it was loaded needs no gate, nor what was accepted then. */
  private List<Gate.Refusal> refusedAgain(StagedRelease staged, Checking checking) {
    if (tools.store().holds(staged)) {
      return List.of();
    }
    Set<String> accepted =
        tools
            .store()
            .loadedAs(staged)
            .map(releaseId -> new GateAcceptances(tools.database()).gates(releaseId))
            .orElse(Set.of());
    return tools.options().gates().refused(checking.refusals()).stream()
        .filter(refusal -> !accepted.contains(refusal.gate().label()))
        .toList();
  }

  private static LoadReport.ReleaseEntry stopped(Edition edition, String archiveName) {
    return LoadReport.ReleaseEntry.of(edition, archiveName, LoadReport.ReleaseStatus.STOPPED);
  }

  private static LoadReport.ReleaseEntry stopped(StagedRelease staged) {
    int findings = staged.findings().size() + staged.companions().findings().size();
    return entry(staged, findings, 0, LoadReport.ReleaseStatus.STOPPED, "");
  }

  private static LoadReport.ReleaseEntry entry(
      StagedRelease staged,
      int findings,
      int newRecords,
      LoadReport.ReleaseStatus status,
      String corrections) {
    return new LoadReport.ReleaseEntry(
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
