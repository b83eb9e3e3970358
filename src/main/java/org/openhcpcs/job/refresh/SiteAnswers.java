package org.openhcpcs.job.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.fetch.Posting;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.store.ledger.DownloadLog;

/**
 * What a site answered in one run.
 *
 * @param site the site
 * @param scope which editions were looked for
 * @param pageFailure why the landing page could not be had; empty if it could
 * @param asked every zip that was asked for
 * @param left what was not asked for, because nobody answered any more
 */
record SiteAnswers(
    CmsSite site,
    Discovery.Scope scope,
    Optional<Answer.Failed> pageFailure,
    List<AskedPosting> asked,
    List<Posting> left) {

  SiteAnswers {
    asked = List.copyOf(asked);
    left = List.copyOf(left);
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
  List<Failure> failures() {
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
    List<Failure> failures = new ArrayList<>();
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
  private Optional<Failure> notFound() {
    Edition inForce = scope.inForce();
    boolean isLoaded = scope.newest().filter(newest -> newest.compareTo(inForce) >= 0).isPresent();
    return pageFailure
        .filter(failed -> !isLoaded && notPosted().contains(inForce))
        .map(
            failed ->
                failure(
                    "%s: %s; and %s, which is in force, is under none of the names that CMS has used"
                        .formatted(site.landingPage(), failed.reason(), inForce)));
  }

  private static Failure failure(String message) {
    return new Failure(
        Optional.empty(), ErrorCode.DOWNLOAD_FAILED, message + "; the next run asks again");
  }
}
