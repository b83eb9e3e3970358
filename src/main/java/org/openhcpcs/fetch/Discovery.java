package org.openhcpcs.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * Where to look for releases: the links of the landing page, and the URLs under which CMS is known
 * to post a quarter. Either does without the other.
 */
public record Discovery(Fetcher fetcher) {

  /** CMS's page links to some forty; whoever lists many more would keep a refresh busy for days. */
  static final int MOST_LINKS = 500;

  /** CMS's page has a tenth of a megabyte. */
  static final long MOST_BYTES = 10L << 20;

  /**
   * Which editions are looked for.
   *
   * @param today the day, where CMS sits
   * @param cadence which editions are wanted at all
   * @param newest the newest edition that is loaded
   * @param missing editions that were asked for before, could not be had, and are not loaded
   * @param since the first edition that is wanted; empty for the missing ones, the newest that is
   *     loaded, or the current one, and all that the page links to
   */
  public record Scope(
      LocalDate today,
      Cadence cadence,
      Optional<Edition> newest,
      Set<Edition> missing,
      Optional<Edition> since) {

    public Scope {
      missing = Set.copyOf(missing);
    }

    /** The editions whose known URLs are asked for, oldest first, the last one is ahead. */
    List<Edition> editions() {
      Edition current = inForce();
      Edition first =
          since.orElse(newest.filter(edition -> edition.compareTo(current) < 0).orElse(current));
      Stream<Edition> again =
          missing.stream()
              .filter(cadence::includes)
              .filter(edition -> edition.compareTo(since.orElse(edition)) >= 0)
              .filter(edition -> edition.compareTo(current) < 0);
      return Stream.concat(again, cadence.fromUntilAhead(first, today).stream())
          .distinct()
          .sorted()
          .toList();
    }

    /** The newest wanted edition that is in force. */
    public Edition inForce() {
      return cadence.inForceOn(today);
    }

    /** The first wanted edition that is not in force yet. */
    public Edition ahead() {
      List<Edition> editions = editions();
      return editions.get(editions.size() - 1);
    }

    boolean includes(Posting posting) {
      return posting.edition().isEmpty()
          || posting
              .edition()
              .filter(cadence::includes)
              .filter(edition -> since.isEmpty() || edition.compareTo(since.get()) >= 0)
              .isPresent();
    }
  }

  /**
   * Where to look.
   *
   * @param postings what the page links to, then what the known URLs may hold, each URL once
   * @param pageFailure why the page tells nothing; empty if it does
   */
  public record FoundPostings(List<Posting> postings, Optional<Answer.Failed> pageFailure) {

    public FoundPostings {
      postings = List.copyOf(postings);
    }
  }

  /**
   * Reads the page.
   *
   * @param part an empty file for it
   * @throws HcpcsException DISK if the file cannot be written
   */
  public FoundPostings discover(Scope scope, Path part) {
    CmsSite site = fetcher.site();
    Answer answer = fetcher.fetch(site.landingPage(), Validators.NONE, part, file -> true);
    boolean isPage = answer instanceof Answer.Received content && content.bytes() <= MOST_BYTES;
    List<Posting> linked =
        isPage ? LandingPage.postings(read(part), site.landingPage(), site) : List.of();
    Map<URI, Posting> postings = new LinkedHashMap<>();
    linked.stream()
        .filter(posting -> linked.size() <= MOST_LINKS)
        .filter(scope::includes)
        .forEach(posting -> postings.put(posting.url(), posting));
    scope.editions().stream()
        .flatMap(edition -> site.postings(edition).stream())
        .forEach(posting -> postings.putIfAbsent(posting.url(), posting));
    return new FoundPostings(List.copyOf(postings.values()), failure(answer, linked));
  }

  private static Optional<Answer.Failed> failure(Answer answer, List<Posting> linked) {
    if (answer instanceof Answer.Failed failed) {
      return Optional.of(failed);
    }
    if (answer instanceof Answer.NotPosted missing) {
      return Optional.of(
          new Answer.Failed(
              Optional.of(missing.status()), "answered " + missing.status() + ", no such page"));
    }
    if (answer instanceof Answer.Received content && content.bytes() > MOST_BYTES) {
      return unusable("has more than %,d MB".formatted(MOST_BYTES >> 20));
    }
    if (linked.size() > MOST_LINKS) {
      return unusable("links to %,d zips, more than %,d".formatted(linked.size(), MOST_LINKS));
    }
    return linked.isEmpty() ? unusable("links to no release") : Optional.empty();
  }

  private static Optional<Answer.Failed> unusable(String reason) {
    return Optional.of(new Answer.Failed(Optional.of(200), reason));
  }

  private static String read(Path page) {
    try {
      return new String(Files.readAllBytes(page), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be read: %s", page, e.getMessage());
    }
  }
}
