package org.openhcpcs.job.load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.Progress;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.store.content.LookupStore;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.GateAcceptances;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseStore;

/**
 * What a load works with, and the steps that releases share with files that came without a code
 * file.
 *
 * @param command the command line, for the run log
 * @param programVersion the program's version, for the run log
 */
record LoadTools(
    Database database,
    ReleaseStore store,
    ArchiveStore archives,
    Progress progress,
    LoadOptions options,
    String command,
    String programVersion) {

  /** Whether a revision of an edition holds all of the files. */
  boolean isLoaded(Edition edition, List<PublishedFile> files) {
    Set<String> known = store.knownArchives(edition);
    return files.stream()
        .filter(file -> file.isZipped() || file.role() != Role.READ_ME)
        .allMatch(file -> known.contains(archives.sha256(file)));
  }

  StageTimer timer(Edition edition, PublishedFile first, RunLog log) {
    return new StageTimer(edition, archives.sha256(first), progress, log);
  }

  /** Records where files came from that are in the archive folder; ends the stage. */
  void acquired(StageTimer timer, Edition edition, List<PublishedFile> files, int alreadyKept) {
    new Acquisitions(database)
        .record(
            new Acquisitions.ReleaseKey(archives.sha256(files.get(0)), edition),
            files.stream().map(file -> Checking.file(file, archives)).toList(),
            files.stream()
                .map(archives::sha256)
                .distinct()
                .collect(Collectors.toMap(sha256 -> sha256, archives::size)));
    timer.end(0, files.size(), 0, alreadyKept);
  }

  Checking checking() {
    return new Checking(archives, new LookupStore(database), options.gates().limits());
  }

  /** Warns of files beside the codes that could not be read, which hide among other findings. */
  void warnOfUnreadable(Edition edition, List<Finding> findings) {
    findings.stream()
        .filter(finding -> finding.rule().endsWith("-unreadable"))
        .map(finding -> "edition " + edition + ": " + finding.message())
        .distinct()
        .forEach(progress::warning);
  }

  /** Records which gates a person opened for a release. */
  void accept(int releaseId, List<Gate.Refusal> accepted) {
    new GateAcceptances(database).record(releaseId, accepted, options.gates().user(), command);
  }
}
