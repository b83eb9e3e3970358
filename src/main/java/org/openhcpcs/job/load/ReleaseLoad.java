package org.openhcpcs.job.load;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openhcpcs.check.RereadRules;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.ReleaseStatus;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.ReleaseStatus.Subject;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.Release;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.GateAcceptances;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.Baselines;
import org.openhcpcs.store.publish.Publication;
import org.openhcpcs.store.publish.StagedStore;
import org.openhcpcs.store.read.EditionRecords;

/**
 * Takes one release at a time through the stages, as far as the options say.
 *
 * @param log of the run; empty in a dry run, whose transaction stays open until the caller takes it
 *     back
 */
record ReleaseLoad(LoadTools tools, LoadMode mode, Optional<RunLog> log) {

  /**
   * Loads a release.
   *
   * @return how it fared, after the releases of the sample that went for it
   * @throws HcpcsException GATE_REFUSED if it was staged and reads otherwise now: what is published
   *     must be what people looked at
   */
  List<ReleaseEntry> load(Release release, ReadAhead turns) {
    return tools.inStages(
        release.edition(),
        release.codeFile(),
        release.archive().container(),
        log,
        timer -> load(release, turns, timer));
  }

  private List<ReleaseEntry> load(Release found, ReadAhead turns, StageTimer timer) {
    timer.begin(Stage.ACQUIRE);
    ReadAhead.KeptRelease kept = turns.keep(found);
    Release release = kept.release();
    if (log.isPresent()) {
      tools.acquired(timer, release.edition(), release.files(), kept.alreadyKept());
    }
    if (tools.options().until() == Stage.ACQUIRE) {
      return List.of(unread(release, ReleaseOutcome.STOPPED));
    }

    timer.begin(Stage.PARSE);
    ParsedRelease parsed = turns.parse(kept);
    int records = parsed.codeFile().records().size();
    timer.end(parsed.codeFile().recordLines(), records, parsed.codeFile().rejected().size(), 0);
    if (tools.options().until() == Stage.PARSE) {
      return List.of(unread(release, ReleaseOutcome.STOPPED));
    }

    timer.begin(Stage.CHECK);
    Checking checking = tools.checking();
    StagedRelease staged =
        checking.check(
            parsed, Baselines.of(tools.database(), release.edition(), parsed.isSample()));
    tools.warnOfUnreadable(staged.edition(), staged.findings());
    tools.warnOfUnreadable(staged.edition(), staged.companions().findings());
    timer.end(records, staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = refused(staged, checking);
    if (!refused.isEmpty()) {
      keep(staged, refused);
      return List.of(
          ReleaseEntry.refused(
              release.edition(), release.archiveName(), status(ReleaseOutcome.REFUSED), refused));
    }
    return tools.options().until() == Stage.CHECK
        ? List.of(stopped(staged))
        : stage(staged, tools.options().gates().accepted(checking.refusals()), timer);
  }

  /** For people to look at. */
  private void keep(StagedRelease staged, List<Gate.Refusal> refused) {
    if (mode != LoadMode.DRY_RUN) {
      new StagedStore(tools.database().sql()).keep(staged, refused);
    }
  }

  private List<ReleaseEntry> stage(
      StagedRelease staged, List<Gate.Refusal> accepted, StageTimer timer) {
    int records = staged.codeFile().records().size();
    timer.begin(Stage.STAGE);
    if (tools.options().until() == Stage.STAGE) {
      keep(staged, List.of());
      timer.end(records, records, 0, 0);
      return List.of(stopped(staged));
    }
    timer.transactionBegins();
    try (Publication publication =
        mode == LoadMode.DRY_RUN
            ? Publication.trial(tools.database())
            : Publication.open(tools.database())) {
      Publication.Staged ready = publication.stage(staged);
      timer.end(records, ready.newRecords(), 0, records - ready.newRecords());

      timer.begin(Stage.PUBLISH);
      ReleaseOutcome outcome = publish(ready, staged, accepted);
      publication.commit();
      timer.end(ready.newRecords(), records, 0, 0);
      timer.committed();
      ReleaseEntry entry =
          entry(
              staged,
              tools.store().findings(staged),
              ready.newRecords(),
              outcome,
              tools.store().corrections(staged.edition(), staged.companions()));
      return Stream.concat(sampleTakenOut(ready), Stream.of(entry)).toList();
    }
  }

  private Stream<ReleaseEntry> sampleTakenOut(Publication.Staged ready) {
    ReleaseStatus gone = new ReleaseStatus(Subject.SAMPLE, mode, ReleaseOutcome.TAKEN_OUT);
    return ready.sampleTakenOut().stream()
        .map(each -> ReleaseEntry.of(each.edition(), each.archiveName(), gone));
  }

  private ReleaseOutcome publish(
      Publication.Staged ready, StagedRelease staged, List<Gate.Refusal> accepted) {
    if (mode == LoadMode.REREAD) {
      return replace(ready, staged, accepted);
    }
    if (mode == LoadMode.FROM_STAGED) {
      checkReadsAsStaged(staged);
    }
    Publication.PublishResult published = ready.publish();
    accept(published.releaseId(), accepted);
    tools
        .store()
        .editionWithTheSame(published.releaseId())
        .ifPresent(
            other ->
                tools
                    .progress()
                    .warning(
                        "edition %s: all of its records are those of edition %s; is it the right archive?"
                            .formatted(staged.edition(), other)));
    return published.newRevision() ? ReleaseOutcome.LOADED : ReleaseOutcome.SAME_CONTENT;
  }

  private void checkReadsAsStaged(StagedRelease staged) {
    UUID before =
        new StagedStore(tools.database().sql())
            .contents()
            .get(new Acquisitions.ReleaseKey(staged.archiveSha256(), staged.edition()));
    if (!tools.store().contentHash(staged).equals(before)) {
      throw ErrorCode.GATE_REFUSED.failure(
          "edition %s: the archive reads otherwise now than when it was staged; stage it again: load --from parse "
              + "--until stage --edition %s",
          staged.edition(), staged.edition());
    }
  }

  /** Puts what a loaded release says today in the place of what it said when it was loaded. */
  private ReleaseOutcome replace(
      Publication.Staged ready, StagedRelease staged, List<Gate.Refusal> accepted) {
    int releaseId = tools.store().loadedAs(staged).orElseThrow();
    List<Finding> differences =
        tools.store().holds(staged)
            ? List.of()
            : RereadRules.compare(
                EditionRecords.of(tools.database(), releaseId).records(),
                staged.codeFile().records(),
                staged.codeFile().file(),
                ProgramVersion.get());
    Publication.Reread reread = ready.replace(differences);
    accept(releaseId, accepted);
    return reread == Publication.Reread.CHANGED ? ReleaseOutcome.CHANGED : ReleaseOutcome.UNCHANGED;
  }

  private void accept(int releaseId, List<Gate.Refusal> accepted) {
    if (mode != LoadMode.DRY_RUN) {
      tools.accept(releaseId, accepted);
    }
  }

  /**
   * What is published under another archive's name already has passed the gates on its codes. What
   * is read again and says the same as when it was loaded needs no gate, nor what was accepted
   * then.
   */
  private List<Gate.Refusal> refused(StagedRelease staged, Checking checking) {
    List<Gate.Refusal> refused = tools.options().gates().refused(checking.refusals());
    if (refused.isEmpty()) {
      return refused;
    }
    boolean isHeld = tools.store().holds(staged);
    if (mode != LoadMode.REREAD) {
      return refused.stream().filter(refusal -> !isHeld || refusal.gate() == Gate.LAYOUT).toList();
    }
    Set<String> accepted =
        tools
            .store()
            .loadedAs(staged)
            .map(releaseId -> new GateAcceptances(tools.database().sql()).gates(releaseId))
            .orElse(Set.of());
    return refused.stream()
        .filter(refusal -> !isHeld && !accepted.contains(refusal.gate().label()))
        .toList();
  }

  private ReleaseStatus status(ReleaseOutcome outcome) {
    return new ReleaseStatus(Subject.RELEASE, mode, outcome);
  }

  /** How a release fares of which the code file was not read. */
  ReleaseEntry unread(Release release, ReleaseOutcome outcome) {
    return ReleaseEntry.of(release.edition(), release.archiveName(), status(outcome));
  }

  private ReleaseEntry stopped(StagedRelease staged) {
    int findings = staged.findings().size() + staged.companions().findings().size();
    return entry(staged, findings, 0, ReleaseOutcome.STOPPED, "");
  }

  private ReleaseEntry entry(
      StagedRelease staged,
      int findings,
      int newRecords,
      ReleaseOutcome outcome,
      String corrections) {
    return new ReleaseEntry(
        staged.edition(),
        staged.archiveName(),
        status(outcome),
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
