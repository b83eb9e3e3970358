package org.openhcpcs.job;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.fetch.Posting;

/** What a site answered in one run. */
final class Visits {

  /** After so many silences in a row nobody is there, and asking on would take the night. */
  private static final int MOST_SILENCES = 2;

  private final CmsSite site;
  private final Optional<Answer.Failed> pageFailure;
  private final List<Visit> visits = new ArrayList<>();
  private int silences;
  private int left;

  /**
   * @param pageFailure why the landing page could not be had; empty if it could
   */
  Visits(CmsSite site, Optional<Answer.Failed> pageFailure) {
    this.site = site;
    this.pageFailure = pageFailure;
    pageFailure.ifPresent(this::hear);
  }

  /**
   * One zip.
   *
   * @param posting where it may be
   * @param answer what the site answered
   */
  record Visit(Posting posting, Answer answer) {

    boolean brought() {
      return answer instanceof Answer.Content || answer instanceof Answer.Unchanged;
    }

    /** A name that CMS may have used for an edition, or not. */
    boolean isGuess() {
      return posting.basis() == Posting.Basis.PATTERN;
    }
  }

  void add(Posting posting, Answer answer) {
    visits.add(new Visit(posting, answer));
    hear(answer);
  }

  private void hear(Answer answer) {
    boolean silent = answer instanceof Answer.Failed failed && failed.status().isEmpty();
    silences = silent ? silences + 1 : 0;
  }

  /** Notes that a zip was not asked for because the site is silent. */
  void leave() {
    left++;
  }

  /** Whether asking on is of no use. */
  boolean isSiteSilent() {
    return silences >= MOST_SILENCES;
  }

  /** Editions of which the site says that it has nothing, oldest first. */
  NavigableSet<Edition> notPosted() {
    NavigableSet<Edition> editions = new TreeSet<>();
    visits.stream()
        .filter(visit -> visit.answer() instanceof Answer.NotPosted)
        .forEach(visit -> visit.posting().edition().ifPresent(editions::add));
    visits.stream()
        .filter(visit -> !(visit.answer() instanceof Answer.NotPosted))
        .forEach(visit -> visit.posting().edition().ifPresent(editions::remove));
    return editions;
  }

  /** Whether not one request got a usable answer. */
  boolean isSiteDown() {
    return pageFailure.isPresent()
        && visits.stream().allMatch(visit -> visit.answer() instanceof Answer.Failed)
        && left + visits.size() > 0;
  }

  /**
   * One for each zip that came or that the page links to, and one for each edition where only names
   * were tried and none came.
   */
  List<Visit> telling() {
    NavigableSet<Edition> settled = new TreeSet<>();
    visits.stream()
        .filter(Visit::brought)
        .forEach(visit -> visit.posting().edition().ifPresent(settled::add));
    List<Visit> telling = new ArrayList<>();
    for (Visit visit : visits) {
      Optional<Edition> edition = visit.posting().edition();
      boolean isSettled = visit.isGuess() && edition.filter(settled::contains).isPresent();
      if (visit.brought() || !isSettled) {
        telling.add(visit);
        edition.ifPresent(settled::add);
      }
    }
    return telling;
  }

  /** A line for each failure that somebody must know of; one line for all if nothing came. */
  List<LoadReport.Failure> failures() {
    if (isSiteDown()) {
      String reason = pageFailure.map(Answer.Failed::reason).orElse("");
      return List.of(failure(site.base() + ": nothing could be fetched: " + reason));
    }
    List<LoadReport.Failure> failures = new ArrayList<>();
    for (Visit visit : telling()) {
      if (visit.answer() instanceof Answer.Failed failed) {
        failures.add(failure(visit.posting().url() + ": " + failed.reason()));
      }
    }
    if (left > 0) {
      failures.add(
          failure(site.base() + ": no longer answers; " + left + " files were not asked for"));
    }
    return failures;
  }

  private static LoadReport.Failure failure(String message) {
    return new LoadReport.Failure(
        Optional.empty(), ErrorCode.DOWNLOAD_FAILED, message + "; the next run asks again");
  }
}
