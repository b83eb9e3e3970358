package org.openhcpcs.job.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.fetch.Posting;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.ledger.DownloadLog;

/** What a site answered in one run. */
final class SiteAnswers {

  /** After so many silences in a row nobody is there, and asking on would take the night. */
  private static final int MOST_SILENCES = 2;

  private final CmsSite site;
  private final Discovery.Scope scope;
  private final Optional<Answer.Failed> pageFailure;
  private final List<AskedPosting> asked = new ArrayList<>();
  private final List<Posting> left = new ArrayList<>();
  private int silences;

  private SiteAnswers(CmsSite site, Discovery.Scope scope, Optional<Answer.Failed> pageFailure) {
    this.site = site;
    this.scope = scope;
    this.pageFailure = pageFailure;
    pageFailure.ifPresent(this::hear);
  }

  /**
   * One zip.
   *
   * @param posting where it may be
   * @param known the newest content that came from there, if one did
   * @param answer what the site answered
   */
  record AskedPosting(Posting posting, Optional<DownloadLog.Archived> known, Answer answer) {

    boolean brought() {
      return answer instanceof Answer.Received || answer instanceof Answer.Unchanged;
    }

    /** A name that CMS may have used for an edition, or not. */
    boolean isGuess() {
      return posting.basis() == Posting.FoundBy.PATTERN;
    }
  }

  /**
   * Reads the landing page and asks for every zip in the scope, but not on and on where nobody
   * answers.
   *
   * @param ask asks for one zip, whose newest content is given if one is kept
   * @throws HcpcsException DISK if the archive's folder cannot be written
   */
  static SiteAnswers of(
      RefreshJob.Site site,
      Discovery.Scope scope,
      ArchiveStore archives,
      DownloadLog log,
      BiFunction<Posting, Optional<DownloadLog.Archived>, Answer> ask) {
    try (ArchiveStore.Part page = archives.newPart()) {
      Discovery.Found found =
          new Discovery(site.fetcher(), site.address()).discover(scope, page.file());
      Map<String, DownloadLog.Archived> known = log.newest();
      SiteAnswers answers = new SiteAnswers(site.address(), scope, found.pageFailure());
      for (Posting posting : found.postings()) {
        String url = posting.url().toString();
        if (site.skipped().contains(url)) {
          continue;
        }
        if (answers.silences >= MOST_SILENCES) {
          answers.left.add(posting);
        } else {
          Optional<DownloadLog.Archived> before = Optional.ofNullable(known.get(url));
          answers.add(new AskedPosting(posting, before, ask.apply(posting, before)));
        }
      }
      return answers;
    }
  }

  private void add(AskedPosting each) {
    asked.add(each);
    hear(each.answer());
  }

  /** Every zip that was asked for. */
  List<AskedPosting> asked() {
    return List.copyOf(asked);
  }

  /** What was not asked for, because nobody answered any more. */
  List<Posting> left() {
    return List.copyOf(left);
  }

  /** Why the landing page could not be had; empty if it could. */
  Optional<Answer.Failed> pageFailure() {
    return pageFailure;
  }

  private void hear(Answer answer) {
    boolean silent = answer instanceof Answer.Failed failed && failed.status().isEmpty();
    silences = silent ? silences + 1 : 0;
  }

  /** Editions of which the site says that it has nothing, oldest first. */
  NavigableSet<Edition> notPosted() {
    NavigableSet<Edition> editions = new TreeSet<>();
    asked.stream()
        .filter(each -> each.answer() instanceof Answer.NotPosted)
        .forEach(each -> each.posting().edition().ifPresent(editions::add));
    asked.stream()
        .filter(each -> !(each.answer() instanceof Answer.NotPosted))
        .forEach(each -> each.posting().edition().ifPresent(editions::remove));
    return editions;
  }

  /** Of these the one in force and the one ahead. */
  List<Edition> notPostedYet() {
    return List.copyOf(notPosted().tailSet(scope.inForce(), true));
  }

  /** The next edition, if the site does not have it. */
  Optional<Edition> ahead() {
    return Optional.of(scope.ahead()).filter(notPosted()::contains);
  }

  /** Whether not one request got a usable answer. */
  boolean isSiteDown() {
    return pageFailure.isPresent()
        && asked.stream().allMatch(each -> each.answer() instanceof Answer.Failed)
        && left.size() + asked.size() > 0;
  }

  /**
   * One for each zip that came or that the page links to, and one for each edition where only names
   * were tried and none came.
   */
  List<AskedPosting> telling() {
    NavigableSet<Edition> settled = new TreeSet<>();
    asked.stream()
        .filter(AskedPosting::brought)
        .forEach(each -> each.posting().edition().ifPresent(settled::add));
    List<AskedPosting> telling = new ArrayList<>();
    for (AskedPosting each : asked) {
      Optional<Edition> edition = each.posting().edition();
      boolean isSettled = each.isGuess() && edition.filter(settled::contains).isPresent();
      if (each.brought() || !isSettled) {
        telling.add(each);
        edition.ifPresent(settled::add);
      }
    }
    return telling;
  }

  /** A line for each failure that somebody must know of; one line for all if nothing came. */
  List<LoadReport.Failure> failures() {
    if (isSiteDown()) {
      String reason =
          asked.stream()
              .flatMap(
                  each -> each.answer() instanceof Answer.Failed f ? Stream.of(f) : Stream.of())
              .findFirst()
              .or(() -> pageFailure)
              .map(Answer.Failed::reason)
              .orElse("");
      return List.of(failure(site.base() + ": nothing could be fetched: " + reason));
    }
    List<LoadReport.Failure> failures = new ArrayList<>();
    for (AskedPosting each : telling()) {
      if (each.answer() instanceof Answer.Failed failed) {
        failures.add(failure(each.posting().url() + ": " + failed.reason()));
      }
    }
    if (!left.isEmpty()) {
      failures.add(
          failure(
              site.base() + ": no longer answers; " + left.size() + " files were not asked for"));
    }
    notFound().ifPresent(failures::add);
    return failures;
  }

  /**
   * A line if the edition in force is neither loaded nor anywhere, and the page that would tell
   * where it is cannot be read: then CMS may have changed its names.
   */
  private Optional<LoadReport.Failure> notFound() {
    Edition inForce = scope.inForce();
    boolean isLoaded = scope.newest().filter(newest -> newest.compareTo(inForce) >= 0).isPresent();
    return pageFailure
        .filter(failed -> !isLoaded && notPosted().contains(inForce))
        .map(
            failed ->
                failure(
                    site.landingPage()
                        + ": "
                        + failed.reason()
                        + "; and "
                        + inForce
                        + ", which is in force, is under none of the names that CMS has used"));
  }

  private static LoadReport.Failure failure(String message) {
    return new LoadReport.Failure(
        Optional.empty(), ErrorCode.DOWNLOAD_FAILED, message + "; the next run asks again");
  }
}
