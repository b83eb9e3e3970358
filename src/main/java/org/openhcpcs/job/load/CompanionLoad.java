package org.openhcpcs.job.load;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Memory;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseStore;
import org.openhcpcs.store.read.EditionRecords;

/**
 * Takes files that came without a code file through the stages, to an edition that is published.
 */
final class CompanionLoad {

  private final LoadTools tools;

  CompanionLoad(LoadTools tools) {
    this.tools = tools;
  }

  /** Adds files that came without a code file to the edition that they belong to. */
  LoadReport.ReleaseEntry attach(
      Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release, RunLog log) {
    return attach(
        edition,
        files,
        release,
        log,
        staged -> tools.store().attach(edition, release, staged),
        LoadReport.ReleaseStatus.COMPANIONS_LOADED);
  }

  /** Puts what such files say today in the place of what they said when they were added. */
  LoadReport.ReleaseEntry reattach(
      Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release, RunLog log) {
    return attach(
        edition,
        files,
        release,
        log,
        staged -> tools.store().reattach(edition, release, staged),
        LoadReport.ReleaseStatus.REREAD);
  }

  private LoadReport.ReleaseEntry attach(
      Edition edition,
      List<PublishedFile> files,
      ReleaseStore.StoredRevision release,
      RunLog log,
      Consumer<StagedCompanions> ending,
      LoadReport.ReleaseStatus done) {
    StageTimer timer = tools.timer(edition, files.get(0), log);
    try {
      return Memory.enough(
          files.get(0).container().shown(),
          () -> attach(edition, files, release, timer, ending, done));
    } catch (RuntimeException e) {
      tools.store().rollbackAfter(e);
      timer.failed(e);
      throw e;
    }
  }

  private LoadReport.ReleaseEntry attach(
      Edition edition,
      List<PublishedFile> files,
      ReleaseStore.StoredRevision release,
      StageTimer timer,
      Consumer<StagedCompanions> ending,
      LoadReport.ReleaseStatus done) {
    String names = names(files);
    timer.begin(Stage.ACQUIRE);
    ArchiveStore.KeptFiles kept = tools.archives().keepAll(files);
    tools.acquired(timer, edition, kept.of(files), kept.alreadyKept());
    if (tools.options().until() == Stage.ACQUIRE) {
      return LoadReport.ReleaseEntry.of(edition, names, LoadReport.ReleaseStatus.STOPPED);
    }
    timer.begin(Stage.PARSE);
    Companions companions = Companions.read(kept.of(files));
    timer.end(files.size(), files.size(), 0, 0);
    if (tools.options().until() == Stage.PARSE) {
      return LoadReport.ReleaseEntry.of(edition, names, LoadReport.ReleaseStatus.STOPPED);
    }
    timer.begin(Stage.CHECK);
    Checking checking = tools.checking();
    StagedCompanions staged = check(checking, edition, kept.of(files), companions, release);
    tools.warnOfUnreadable(edition, staged.findings());
    timer.end(files.size(), staged.findings().size(), 0, 0);
    List<Gate.Refusal> refused = tools.options().gates().refused(checking.refusals());
    if (!refused.isEmpty()) {
      return LoadReport.ReleaseEntry.refused(
          edition, names, LoadReport.ReleaseStatus.COMPANIONS_REFUSED, refused);
    }
    if (tools.options().until() != Stage.PUBLISH) {
      return LoadReport.ReleaseEntry.of(edition, names, LoadReport.ReleaseStatus.STOPPED);
    }
    timer.begin(Stage.PUBLISH);
    timer.transactionBegins();
    ending.accept(staged);
    tools.accept(release.releaseId(), tools.options().gates().accepted(checking.refusals()));
    tools.store().commit();
    timer.end(files.size(), files.size(), 0, 0);
    timer.committed();
    return LoadReport.ReleaseEntry.of(
        edition, names, done, tools.store().corrections(edition, staged));
  }

  /** Tells how files without a code file would fare. */
  LoadReport.ReleaseEntry dryRun(
      Edition edition, List<PublishedFile> files, ReleaseStore.StoredRevision release) {
    Checking checking = tools.checking();
    List<PublishedFile> read = files.stream().map(PublishedFile::read).toList();
    StagedCompanions staged = check(checking, edition, read, Companions.read(read), release);
    tools.warnOfUnreadable(edition, staged.findings());
    List<Gate.Refusal> refused = tools.options().gates().refused(checking.refusals());
    return refused.isEmpty()
        ? LoadReport.ReleaseEntry.of(
            edition,
            names(files),
            LoadReport.ReleaseStatus.COMPANIONS_WOULD_LOAD,
            tools.store().corrections(edition, staged))
        : LoadReport.ReleaseEntry.refused(
            edition, names(files), LoadReport.ReleaseStatus.WOULD_REFUSE, refused);
  }

  private StagedCompanions check(
      Checking checking,
      Edition edition,
      List<PublishedFile> files,
      Companions companions,
      ReleaseStore.StoredRevision release) {
    return checking.check(
        companions,
        edition,
        release.publishedOn(),
        EditionRecords.of(tools.database(), release.releaseId()).records(),
        files);
  }

  /** The zips and loose files that hold the files. */
  static String names(List<PublishedFile> files) {
    return files.stream()
        .map(file -> file.container().name())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
