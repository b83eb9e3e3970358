package org.openhcpcs.job.refresh;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.load.LoadJob;
import org.openhcpcs.job.load.LoadTools;
import org.openhcpcs.job.refresh.Outlook.FoundFile;
import org.openhcpcs.job.refresh.Outlook.Standing;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.DownloadLog;

/**
 * Puts a word to each zip and file that a refresh has before it. What a refresh would do with it is
 * decided where a refresh has it decided, too; only whether it is worth fetching what did not come,
 * and what was refused or damaged the last time, is told from what is known of it.
 */
final class Preview {

  private final LoadTools tools;
  private final Set<String> refused;
  private final WaitingDownloads downloads;
  private final Map<Container, Standing> atHand = new HashMap<>();
  private final List<FoundFile> dropped = new ArrayList<>();
  private final List<FoundFile> rows = new ArrayList<>();
  private final List<Failure> problems = new ArrayList<>();

  Preview(LoadTools tools, WaitingDownloads downloads) {
    this.tools = tools;
    this.refused = new Acquisitions(tools.database().sql()).refused();
    this.downloads = downloads;
  }

  /**
   * @param answers of the site; empty if it was not asked
   * @param waiting all that came and is not loaded, also what the archive folder has lost since
   * @param located what is in that, and in the drop folder
   */
  Outlook outlook(
      Optional<SiteAnswers> answers, List<DownloadLog.Archived> waiting, FoundReleases located) {
    LoadJob load = new LoadJob(tools);
    located.unusable().forEach(each -> atHand.put(each.container(), Standing.DAMAGED));
    located.releases().forEach(each -> add(each.edition(), each.files(), load.wouldFare(each)));
    located
        .companions()
        .forEach((edition, files) -> add(edition, files, load.wouldFare(edition, files)));
    Map<Integer, DownloadLog.Archived> untold = new LinkedHashMap<>();
    waiting.forEach(archive -> untold.put(archive.downloadId(), archive));
    answers.ifPresent(
        site ->
            site.telling()
                .forEach(
                    asked ->
                        tell(
                            new FoundFile(
                                asked.posting().edition(),
                                asked.posting().url().toString(),
                                standing(asked, untold)),
                            "fetched")));
    for (DownloadLog.Archived archive : untold.values()) {
      if (downloads.container(archive).isPresent()
          && standing(archive) != Standing.NOTHING_TO_LOAD) {
        DownloadLog.ArchiveAddress source = archive.source();
        tell(new FoundFile(source.edition(), source.url(), standing(archive)), "fetched");
      }
    }
    answers.ifPresent(site -> problems.addAll(site.failures()));
    for (Unusable each : located.unusable()) {
      if (!downloads.has(each.container())) {
        rows.add(new FoundFile(Optional.empty(), each.container().shown(), Standing.DAMAGED));
        problems.add(Failure.of(each));
      }
    }
    dropped.forEach(file -> tell(file, "read"));
    return new Outlook(rows, problems, answers.flatMap(SiteAnswers::ahead));
  }

  /** Something that can be read. */
  private void add(Edition edition, List<PublishedFile> files, ReleaseOutcome outcome) {
    Standing standing =
        switch (outcome) {
          case LOADED -> Standing.DOWNLOADED;
          case ALREADY_LOADED -> Standing.LOADED;
          default -> Standing.NOTHING_TO_LOAD;
        };
    files.forEach(file -> atHand.putIfAbsent(file.container(), standing));
    Container container = files.get(0).container();
    if (!downloads.has(container)) {
      dropped.add(
          new FoundFile(
              Optional.of(edition),
              container.shown(),
              standing == Standing.DOWNLOADED ? ofDropped(edition, files.get(0)) : standing));
    }
  }

  private Standing ofDropped(Edition edition, PublishedFile first) {
    if (refused.contains(tools.archives().sha256(first))) {
      return Standing.REFUSED;
    }
    return tools.store().knownArchives(edition).isEmpty() ? Standing.NEW : Standing.NEW_REVISION;
  }

  private void tell(FoundFile file, String done) {
    rows.add(file);
    Standing standing = file.standing();
    if (standing == Standing.REFUSED || standing == Standing.DAMAGED) {
      problems.add(
          new Failure(
              Optional.empty(),
              standing == Standing.REFUSED ? ErrorCode.GATE_REFUSED : ErrorCode.ARCHIVE_DAMAGED,
              file.where() + ": " + standing.label() + " when it was " + done + "; not loaded"));
    }
  }

  /**
   * @param waiting what waits to be loaded; loses what the answer is about
   */
  private Standing standing(
      SiteAnswers.AskedPosting asked, Map<Integer, DownloadLog.Archived> waiting) {
    if (asked.answer() instanceof Answer.NotPosted) {
      return Standing.NOT_POSTED;
    }
    if (asked.answer() instanceof Answer.Failed) {
      return Standing.FAILED;
    }
    if (asked.answer() instanceof Answer.Received content) {
      return asked.known().isPresent()
          ? Standing.NEW_REVISION
          : ofUnknown(asked.posting().edition(), content);
    }
    DownloadLog.Archived known = asked.known().orElseThrow();
    DownloadLog.Archived waits = waiting.remove(known.downloadId());
    if (waits == null) {
      return Standing.LOADED;
    }
    if (downloads.container(waits).isEmpty()) {
      return Standing.DOWNLOADED; // a refresh fetches it again
    }
    boolean isNamedAnew = !waits.source().equals(known.source());
    return isNamedAnew ? ofKept(waits) : standing(waits);
  }

  /** A zip that was loaded by hand is known by its size. */
  private Standing ofUnknown(Optional<Edition> edition, Answer.Received content) {
    Set<String> loaded = edition.map(tools.store()::knownArchives).orElse(Set.of());
    if (loaded.isEmpty()) {
      return Standing.NEW;
    }
    return loaded.stream().anyMatch(sha256 -> tools.archives().size(sha256) == content.bytes())
        ? Standing.LOADED
        : Standing.NEW_REVISION;
  }

  private Standing standing(DownloadLog.Archived archive) {
    return switch (archive.outcome()) {
      case REFUSED -> Standing.REFUSED;
      case DAMAGED -> Standing.DAMAGED;
      case FETCHED, LOADED, NOT_POSTED, FAILED -> ofKept(archive);
    };
  }

  private Standing ofKept(DownloadLog.Archived archive) {
    return downloads.container(archive).map(atHand::get).orElse(Standing.NOTHING_TO_LOAD);
  }
}
