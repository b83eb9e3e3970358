package org.openhcpcs.job.load;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.ReleaseStatus;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.ReleaseStatus.Subject;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.Publication;
import org.openhcpcs.store.publish.ReleaseStore;
import org.openhcpcs.store.read.EditionRecords;

/**
 * Takes files that came without a code file through the stages, to an edition that is published.
 *
 * @param log of the run; empty in a dry run, which ends after the check
 */
record CompanionLoad(LoadTools tools, LoadMode mode, Optional<RunLog> log) {

  /**
   * Adds the files to a release of their edition; read again, they take the place of what they said
   * when they were added.
   */
  ReleaseEntry load(
      Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
    PublishedFile first = files.get(0);
    return tools.inStages(
        edition, first, first.container(), log, timer -> load(edition, files, release, timer));
  }

  private ReleaseEntry load(
      Edition edition,
      List<PublishedFile> found,
      ReleaseStore.StoredRevision release,
      StageTimer timer) {
    timer.begin(Stage.ACQUIRE);
    List<PublishedFile> files = keep(edition, found, timer);
    if (tools.options().until() == Stage.ACQUIRE) {
      return entry(edition, files, ReleaseOutcome.STOPPED);
    }
    timer.begin(Stage.PARSE);
    Companions companions = Companions.read(files);
    timer.end(files.size(), files.size(), 0, 0);
    if (tools.options().until() == Stage.PARSE) {
      return entry(edition, files, ReleaseOutcome.STOPPED);
    }
    return check(edition, files, companions, release, timer);
  }

  private ReleaseEntry check(
      Edition edition,
      List<PublishedFile> files,
      Companions companions,
      ReleaseStore.StoredRevision release,
      StageTimer timer) {
    timer.begin(Stage.CHECK);
    Checking checking = tools.checking();
    StagedCompanions staged =
        checking.check(
            companions,
            edition,
            release.publishedOn(),
            EditionRecords.of(tools.database(), release.releaseId()).records(),
            files);
    tools.warnOfUnreadable(edition, staged.findings());
    timer.end(files.size(), staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = tools.options().gates().refused(checking.refusals());
    if (!refused.isEmpty()) {
      return ReleaseEntry.refused(edition, names(files), status(ReleaseOutcome.REFUSED), refused);
    }
    if (tools.options().until() != Stage.PUBLISH) {
      return entry(edition, files, ReleaseOutcome.STOPPED);
    }
    if (mode != LoadMode.DRY_RUN) {
      timer.begin(Stage.PUBLISH);
      publish(edition, staged, release, checking, timer);
    }
    return ReleaseEntry.of(
        edition,
        names(files),
        status(mode == LoadMode.REREAD ? ReleaseOutcome.UNCHANGED : ReleaseOutcome.LOADED),
        tools.store().corrections(edition, staged));
  }

  private List<PublishedFile> keep(Edition edition, List<PublishedFile> files, StageTimer timer) {
    if (mode == LoadMode.DRY_RUN) {
      return files.stream().map(PublishedFile::read).toList();
    }
    ArchiveStore.KeptFiles kept = tools.archives().keepAll(files);
    tools.acquired(timer, edition, kept.of(files), kept.alreadyKept());
    return kept.of(files);
  }

  private void publish(
      Edition edition,
      StagedCompanions staged,
      ReleaseStore.StoredRevision release,
      Checking checking,
      StageTimer timer) {
    timer.transactionBegins();
    try (Publication publication = Publication.open(tools.database())) {
      publication.attach(edition, release, staged, mode == LoadMode.REREAD);
      tools.accept(release.releaseId(), tools.options().gates().accepted(checking.refusals()));
      publication.commit();
    }
    timer.end(staged.files().size(), staged.files().size(), 0, 0);
    timer.committed();
  }

  private ReleaseStatus status(ReleaseOutcome outcome) {
    return new ReleaseStatus(Subject.COMPANIONS, mode, outcome);
  }

  ReleaseEntry entry(Edition edition, List<PublishedFile> files, ReleaseOutcome outcome) {
    return ReleaseEntry.of(edition, names(files), status(outcome));
  }

  /** The zips and loose files that hold the files. */
  static String names(List<PublishedFile> files) {
    return files.stream()
        .map(file -> file.container().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
