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
import org.openhcpcs.database.Transaction;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.job.load.LoadJob;
import org.openhcpcs.job.load.LoadTools;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.store.ledger.DownloadLog;
import org.openhcpcs.store.ledger.RunLog;

/**
 * The scheduled job: fetches what CMS has posted, looks into the drop folder, and loads what is not
 * loaded. One bad file never keeps the others from being loaded.
 *
 * @param tools load what is found
 * @param locator finds it
 * @param clock tells the day
 * @param feeds writes the feeds after loading, if they are wanted
 * @param notes is told what a person who watches wants to know, in lines
 */
public record RefreshJob(
    LoadTools tools,
    ReleaseLocator locator,
    Clock clock,
    Optional<FeedJob> feeds,
    Consumer<String> notes) {

  /** Where CMS sits, and a quarter begins. */
  public static final ZoneId CMS_ZONE = ZoneId.of("America/New_York");

  /**
   * What a refresh did.
   *
   * @param loaded what was loaded and what failed, downloads included
   * @param notPosted the edition in force and the one ahead, as far as the site does not have them
   * @param notFound how many older editions were looked for and are not there
   * @param tables reference tables of the drop folder that were loaded, such as {@code ndc-asp
   *     2025-01}
   */
  public record Refreshed(
      LoadReport loaded, List<Edition> notPosted, int notFound, List<String> tables) {

    public Refreshed {
      notPosted = List.copyOf(notPosted);
      tables = List.copyOf(tables);
    }

    private RunLog.RunOutcome outcome() {
      RunLog.RunOutcome outcome = loaded.outcome();
      return outcome == RunLog.RunOutcome.NOTHING_NEW && !tables.isEmpty()
          ? RunLog.RunOutcome.DONE
          : outcome;
    }
  }

  /**
   * Does it all, holding the lock from the first request to the last release.
   *
   * @param site the site to ask; empty to ask none
   * @param dropFolder where people put releases; a missing folder is an empty one
   * @throws HcpcsException LOCK_HELD if another run is loading, DATABASE_UNREACHABLE,
   *     DATABASE_FAILED or DISK if nothing more can be done
   */
  public Refreshed refresh(Optional<WebSite> site, Optional<Path> dropFolder) {
    return LoggedRun.of(
        tools.database(),
        tools.progress(),
        tools.command(),
        log -> {
          tools.archives().removeParts();
          Refreshed report = refresh(site, dropFolder, log);
          log.end(report.outcome(), report.loaded().error());
          return report;
        });
  }

  private Refreshed refresh(Optional<WebSite> site, Optional<Path> dropFolder, RunLog run) {
    DownloadLog log = new DownloadLog(tools.database().sql());
    Optional<SiteAnswers> answers =
        site.map(each -> acquisition(each, log).acquire(scope(each, log)));
    List<Failure> failures = answers.map(SiteAnswers::failures).orElse(List.of());
    List<Edition> notPosted = answers.map(SiteAnswers::notPostedYet).orElse(List.of());
    int missing = answers.map(each -> each.notPosted().size()).orElse(0);
    WaitingDownloads downloads = WaitingDownloads.of(waiting(site, log), tools.archives());
    DroppedTables tables = DroppedTables.in(dropFolder);
    FoundReleases located = located(downloads, dropFolder, tables);
    located.leftAlone().forEach(notes);
    located.warnings().forEach(tools.progress()::warning);
    LoadReport report = new LoadJob(tools).loadEach(located, failures, run);
    judge(report.failures(), located, downloads, log);
    List<Failure> all = new ArrayList<>(report.failures());
    List<String> loadedTables = tables.load(tools.database(), notes, all);
    // A feed that cannot be written takes nothing back of what was loaded.
    feeds.ifPresent(each -> all.addAll(each.write(tools, run, notes)));
    return new Refreshed(
        new LoadReport(report.releases(), all),
        notPosted,
        missing - notPosted.size(),
        loadedTables);
  }

  /**
   * Tells what {@link #refresh} would find, and loads and keeps nothing. It goes the same way with
   * what the site answers and what lies there, as far as that goes without reading a code file.
   *
   * @param site the site to ask; empty to ask none
   * @param dropFolder where people put releases; a missing folder is an empty one
   */
  public Outlook dryRun(Optional<WebSite> site, Optional<Path> dropFolder) {
    DownloadLog log = new DownloadLog(tools.database().sql());
    Optional<SiteAnswers> answers =
        site.map(each -> acquisition(each, log).probe(scope(each, log)));
    List<DownloadLog.Archived> waiting =
        Transaction.takenBack(
            tools.database(),
            () -> {
              log.lock();
              answers.ifPresent(
                  each -> each.asked().forEach(acquisition(site.orElseThrow(), log)::note));
              return waiting(site, log);
            });
    WaitingDownloads downloads = WaitingDownloads.of(waiting, tools.archives());
    DroppedTables tables = DroppedTables.in(dropFolder);
    Outlook outlook =
        new Preview(tools, downloads)
            .outlook(answers, waiting, located(downloads, dropFolder, tables));
    List<Outlook.FoundFile> rows = new ArrayList<>(outlook.rows());
    List<Failure> problems = new ArrayList<>(outlook.problems());
    tables.preview(tools.database(), rows, problems);
    return new Outlook(rows, problems, outlook.ahead());
  }

  private Acquisition acquisition(WebSite site, DownloadLog log) {
    return new Acquisition(site, tools.archives(), log, notes);
  }

  /** What came, now or before, and is not loaded. */
  private static List<DownloadLog.Archived> waiting(Optional<WebSite> site, DownloadLog log) {
    Set<String> skipped = site.map(WebSite::skipped).orElse(Set.of());
    return log.notLoaded().stream()
        .filter(archive -> !skipped.contains(archive.source().url()))
        .toList();
  }

  private FoundReleases located(
      WaitingDownloads downloads, Optional<Path> dropFolder, DroppedTables tables) {
    FileSearch search = new FileSearch();
    tables.files().forEach(search::leaveOut);
    downloads.byContainer().keySet().forEach(search::add);
    dropFolder.filter(Files::isDirectory).ifPresent(search::add);
    return locator.locateReadable(search);
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
      List<Failure> failures, FoundReleases located, WaitingDownloads downloads, DownloadLog log) {
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

  private static void judge(Failure failure, WaitingDownloads downloads, DownloadLog log) {
    Optional<String> sha256 = failure.container().flatMap(downloads::sha256);
    if (sha256.isPresent()) {
      verdict(failure).ifPresent(outcome -> log.judge(sha256.get(), outcome, failure.message()));
    }
  }

  /** What a failure says about the file; empty if it says nothing, as one of the database. */
  private static Optional<DownloadLog.DownloadOutcome> verdict(Failure failure) {
    if (failure.errorCode() == ErrorCode.GATE_REFUSED) {
      return Optional.of(DownloadLog.DownloadOutcome.REFUSED);
    }
    return failure.isOfTheFile()
        ? Optional.of(DownloadLog.DownloadOutcome.DAMAGED)
        : Optional.empty();
  }
}
