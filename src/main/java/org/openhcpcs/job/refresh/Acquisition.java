package org.openhcpcs.job.refresh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.fetch.Posting;
import org.openhcpcs.fetch.Validators;
import org.openhcpcs.fetch.ZipContent;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.ledger.DownloadLog;

/**
 * Asks a site for every release that it may have posted, but not on and on where nobody answers,
 * and puts what is new into the archive and the log of downloads, each at once.
 *
 * @param notes is told what a person who watches wants to know, in lines
 */
record Acquisition(WebSite site, ArchiveStore archives, DownloadLog log, Consumer<String> notes) {

  /** After so many silences in a row nobody is there, and asking on would take the night. */
  private static final int MOST_SILENCES = 2;

  private static final long BYTES_PER_KB = 1024;
  private static final String NOT_ASKED_FOR = "not asked for, because the site no longer answered";

  /**
   * Asks for everything in the scope.
   *
   * @throws HcpcsException DISK if the archive cannot be written, DATABASE_UNREACHABLE or
   *     DATABASE_FAILED if the log cannot
   */
  SiteAnswers acquire(Discovery.Scope scope) {
    SiteAnswers answers = ask(scope, this::fetch);
    answers
        .pageFailure()
        .ifPresent(
            failed ->
                notes.accept(
                    "%s: %s; only the known names were looked for"
                        .formatted(site.address().landingPage(), failed.reason())));
    answers
        .left()
        .forEach(
            posting ->
                log.addWithoutContent(
                    source(posting),
                    DownloadLog.DownloadOutcome.FAILED,
                    Optional.empty(),
                    NOT_ASKED_FOR));
    return answers;
  }

  /** Asks the same and keeps nothing: only the beginning comes of a content, and the log stays. */
  SiteAnswers probe(Discovery.Scope scope) {
    return ask(scope, this::probe);
  }

  /**
   * Reads the landing page and asks for every zip in the scope.
   *
   * @param question asks for one zip, whose newest content is given if one is kept
   */
  private SiteAnswers ask(
      Discovery.Scope scope, BiFunction<Posting, Optional<DownloadLog.Archived>, Answer> question) {
    Discovery.FoundPostings found = discover(scope);
    Map<String, DownloadLog.Archived> known = log.newest();
    List<SiteAnswers.AskedPosting> asked = new ArrayList<>();
    List<Posting> left = new ArrayList<>();
    int silences = found.pageFailure().filter(Acquisition::isSilence).isPresent() ? 1 : 0;
    for (Posting posting : found.postings()) {
      String url = posting.url().toString();
      if (site.skipped().contains(url)) {
        continue;
      }
      if (silences >= MOST_SILENCES) {
        left.add(posting);
        continue;
      }
      Optional<DownloadLog.Archived> before = Optional.ofNullable(known.get(url));
      Answer answer = question.apply(posting, before);
      asked.add(new SiteAnswers.AskedPosting(posting, before, answer));
      silences = isSilence(answer) ? silences + 1 : 0;
    }
    return new SiteAnswers(site.address(), scope, found.pageFailure(), asked, left);
  }

  private Discovery.FoundPostings discover(Discovery.Scope scope) {
    try (ArchiveStore.Part page = archives.newPart()) {
      return new Discovery(site.fetcher()).discover(scope, page.file());
    }
  }

  private static boolean isSilence(Answer answer) {
    return answer instanceof Answer.Failed failed && failed.status().isEmpty();
  }

  private Answer fetch(Posting posting, Optional<DownloadLog.Archived> known) {
    try (ArchiveStore.Part part = archives.newPart()) {
      Answer answer =
          ZipContent.check(
              site.fetcher()
                  .fetch(posting.url(), toAskWith(known), part.file(), ZipContent::isWhole),
              part.file());
      if (answer instanceof Answer.Received content) {
        return keep(source(posting), content, part, known);
      }
      note(new SiteAnswers.AskedPosting(posting, known, answer));
      return answer;
    }
  }

  private Answer probe(Posting posting, Optional<DownloadLog.Archived> known) {
    try (ArchiveStore.Part part = archives.newPart()) {
      Answer answer =
          ZipContent.check(
              site.fetcher().probe(posting.url(), toAskWith(known), part.file()), part.file());
      return answer instanceof Answer.Received content
              && known.filter(archive -> isSame(content, archive)).isPresent()
          ? new Answer.Unchanged()
          : answer;
    }
  }

  /** Puts an answer into the log of which no content was kept. */
  void note(SiteAnswers.AskedPosting asked) {
    DownloadLog.ArchiveAddress source = source(asked.posting());
    if (asked.answer() instanceof Answer.Unchanged) {
      log.seenAgain(asked.known().orElseThrow(), source);
    } else if (asked.answer() instanceof Answer.Failed failed) {
      log.addWithoutContent(
          source, DownloadLog.DownloadOutcome.FAILED, failed.status(), failed.reason());
    } else { // what was there before is there no more
      int status = asked.answer() instanceof Answer.NotPosted missing ? missing.status() : 200;
      log.addWithoutContent(
          source, DownloadLog.DownloadOutcome.NOT_POSTED, Optional.of(status), null);
    }
  }

  /** Nothing if the content must come again, because the archive folder has lost it. */
  private Validators toAskWith(Optional<DownloadLog.Archived> known) {
    return known
        .filter(archive -> archives.isSound(archive.sha256()))
        .map(Acquisition::validators)
        .orElse(Validators.NONE);
  }

  /** Whether a content of which only the beginning came is one that is kept. */
  private static boolean isSame(Answer.Received content, DownloadLog.Archived archive) {
    return content
        .validators()
        .isSame(validators(archive))
        .orElse(archive.bytes() == content.bytes());
  }

  private static DownloadLog.ArchiveAddress source(Posting posting) {
    return new DownloadLog.ArchiveAddress(
        posting.url().toString(), posting.edition(), posting.fileName());
  }

  /** By what a server can tell whether an archive is still what it has. */
  private static Validators validators(DownloadLog.Archived archive) {
    return new Validators(
        Optional.ofNullable(archive.etag()), Optional.ofNullable(archive.lastModified()));
  }

  private Answer keep(
      DownloadLog.ArchiveAddress source,
      Answer.Received content,
      ArchiveStore.Part part,
      Optional<DownloadLog.Archived> known) {
    boolean whole = ZipContent.isWhole(part.file());
    String sha256 = archives.adopt(part);
    DownloadLog.ArchiveAddress named =
        new DownloadLog.ArchiveAddress(
            source.url(), source.edition(), content.fileName().orElse(source.fileName()));
    log.add(
        named,
        200,
        sha256,
        content.bytes(),
        whole ? content.validators().etag().orElse(null) : null,
        whole ? content.validators().lastModified().orElse(null) : null);
    if (known.filter(archive -> archive.sha256().equals(sha256)).isPresent()) {
      return new Answer.Unchanged();
    }
    notes.accept(
        "%sdownloaded %s KB from %s"
            .formatted(
                source.edition().map(edition -> edition + "  ").orElse(""),
                (content.bytes() + BYTES_PER_KB - 1) / BYTES_PER_KB,
                source.url()));
    return content;
  }
}
