package org.openhcpcs.job.refresh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.job.load.LoadJob;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.store.ledger.DownloadLog;
import org.openhcpcs.store.ledger.RunLog;

/**
 * The scheduled job: fetches what CMS has posted, looks into the drop folder, and loads what is not
 * loaded. One bad file never keeps the others from being loaded.
 */
public final class RefreshJob {

  /** Where CMS sits, and a quarter begins. */
  public static final ZoneId CMS_ZONE = ZoneId.of("America/New_York");

  private final Database database;
  private final ArchiveStore archives;
  private final ReleaseLocator locator;
  private final LoadJob loadJob;
  private final Clock clock;
  private final Optional<FeedJob> feeds;
  private final Consumer<String> notes;

  /**
   * @param feeds writes the feeds after loading, if they are wanted
   * @param notes is told what a person who watches wants to know, in lines
   */
  public RefreshJob(
      Database database,
      ArchiveStore archives,
      ReleaseLocator locator,
      LoadJob loadJob,
      Clock clock,
      Optional<FeedJob> feeds,
      Consumer<String> notes) {
    this.database = database;
    this.archives = archives;
    this.locator = locator;
    this.loadJob = loadJob;
    this.clock = clock;
    this.feeds = feeds;
    this.notes = notes;
  }

  /**
   * What a refresh did.
   *
   * @param loaded what was loaded and what failed, downloads included
   * @param notPosted the edition in force and the one ahead, as far as the site does not have them
   * @param notFound how many older editions were looked for and are not there
   */
  public record Refreshed(LoadReport loaded, List<Edition> notPosted, int notFound) {

    public Refreshed {
      notPosted = List.copyOf(notPosted);
    }
  }

  /**
   * Does it all, holding the lock from the first request to the last release.
   *
   * @param site the site to ask; empty to ask none
   * @param dropFolder where people put releases; a missing folder is an empty one
   * @param command the command line, for the run log
   * @param programVersion the program's version, for the run log
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_UNREACHABLE,
   *     DATABASE_FAILED or DISK if nothing more can be done
   */
  public Refreshed refresh(
      Optional<WebSite> site, Optional<Path> dropFolder, String command, String programVersion) {
    return LoggedRun.of(
        database,
        loadJob.progress(),
        command,
        programVersion,
        log -> {
          archives.removeParts();
          Refreshed report = withFeeds(refresh(site, dropFolder, log), log, programVersion);
          end(log, report.loaded());
          return report;
        });
  }

  private Refreshed refresh(Optional<WebSite> site, Optional<Path> dropFolder, RunLog run) {
    DownloadLog log = new DownloadLog(database);
    Optional<SiteAnswers> answers =
        site.map(each -> acquisition(each, log).acquire(scope(each, log)));
    List<LoadReport.Failure> failures = answers.map(SiteAnswers::failures).orElse(List.of());
    List<Edition> notPosted = answers.map(SiteAnswers::notPostedYet).orElse(List.of());
    int missing = answers.map(each -> each.notPosted().size()).orElse(0);
    WaitingDownloads downloads = WaitingDownloads.of(waiting(site, log), archives);
    FoundReleases located = located(downloads, dropFolder);
    located.leftAlone().forEach(notes);
    located.warnings().forEach(loadJob.progress()::warning);
    LoadReport report = loadJob.loadEach(located, failures, run);
    judge(report.failures(), located, downloads, log);
    return new Refreshed(report, notPosted, missing - notPosted.size());
  }

  /**
   * Tells what {@link #refresh} would find, and loads and keeps nothing. It goes the same way with
   * what the site answers and what lies there, as far as that goes without reading a code file.
   *
   * @param site the site to ask; empty to ask none
   * @param dropFolder where people put releases; a missing folder is an empty one
   */
  public Outlook dryRun(Optional<WebSite> site, Optional<Path> dropFolder) {
    DownloadLog log = new DownloadLog(database);
    Optional<SiteAnswers> answers =
        site.map(each -> acquisition(each, log).probe(scope(each, log)));
    List<DownloadLog.Archived> waiting =
        Transaction.takenBack(
            database,
            () -> {
              log.lock();
              answers.ifPresent(
                  each -> each.asked().forEach(acquisition(site.orElseThrow(), log)::note));
              return waiting(site, log);
            });
    WaitingDownloads downloads = WaitingDownloads.of(waiting, archives);
    return new Preview(database, archives, downloads)
        .outlook(answers, waiting, located(downloads, dropFolder), loadJob);
  }

  private Acquisition acquisition(WebSite site, DownloadLog log) {
    return new Acquisition(site, archives, log, notes);
  }

  /** What came, now or before, and is not loaded. */
  private static List<DownloadLog.Archived> waiting(Optional<WebSite> site, DownloadLog log) {
    Set<String> skipped = site.map(WebSite::skipped).orElse(Set.of());
    return log.notLoaded().stream()
        .filter(archive -> !skipped.contains(archive.source().url()))
        .toList();
  }

  private FoundReleases located(WaitingDownloads downloads, Optional<Path> dropFolder) {
    FileSearch search = new FileSearch();
    downloads.byContainer().keySet().forEach(search::add);
    dropFolder.filter(Files::isDirectory).ifPresent(search::add);
    return locator.locateReadable(search);
  }

  /** A feed that cannot be written takes nothing back of what was loaded. */
  private Refreshed withFeeds(Refreshed report, RunLog log, String programVersion) {
    if (feeds.isEmpty()) {
      return report;
    }
    List<LoadReport.Failure> failures = new ArrayList<>(report.loaded().failures());
    failures.addAll(feeds.get().write(database, programVersion, log, loadJob.progress(), notes));
    return new Refreshed(
        new LoadReport(report.loaded().releases(), failures),
        report.notPosted(),
        report.notFound());
  }

  private static void end(RunLog log, LoadReport report) {
    log.end(
        report.outcome(),
        report.failures().isEmpty() ? null : LoadReport.Failure.text(report.failures()));
  }

  private Discovery.Scope scope(WebSite site, DownloadLog log) {
    return new Discovery.Scope(
        LocalDate.now(clock.withZone(CMS_ZONE)),
        site.cadence(),
        log.newestEdition(),
        log.missing(site.address().origin()),
        site.since());
  }

  /** What is loaded is loaded, however it came, but not if the same archive holds a later issue. */
  private static void judge(
      List<LoadReport.Failure> failures,
      FoundReleases located,
      WaitingDownloads downloads,
      DownloadLog log) {
    Set<Container> withCodes =
        located.releases().stream()
            .map(release -> release.archive().container())
            .collect(Collectors.toSet());
    failures.forEach(failure -> judge(failure, downloads, log));
    log.judgeLoaded();
    failures.stream()
        .filter(failure -> failure.container().filter(withCodes::contains).isPresent())
        .forEach(failure -> judge(failure, downloads, log));
  }

  private static void judge(
      LoadReport.Failure failure, WaitingDownloads downloads, DownloadLog log) {
    Optional<String> sha256 = failure.container().flatMap(downloads::sha256);
    if (sha256.isPresent()) {
      verdict(failure).ifPresent(outcome -> log.judge(sha256.get(), outcome, failure.message()));
    }
  }

  /** What a failure says about the file; empty if it says nothing, as one of the database. */
  private static Optional<DownloadLog.DownloadOutcome> verdict(LoadReport.Failure failure) {
    if (failure.errorCode() == ErrorCode.GATE_REFUSED) {
      return Optional.of(DownloadLog.DownloadOutcome.REFUSED);
    }
    return failure.isOfTheFile()
        ? Optional.of(DownloadLog.DownloadOutcome.DAMAGED)
        : Optional.empty();
  }
}
