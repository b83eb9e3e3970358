package org.openhcpcs.feed.folder;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.store.read.FeedRelease;

/**
 * A state of the code set: an edition, or everything that was known on a day.
 *
 * @param edition the edition; empty for what was known on a day
 * @param knownOn the day that it was published on, or the day that was asked for
 * @param sources the releases that its rows come from
 */
public record CodeSetState(
    Optional<FeedRelease> edition, LocalDate knownOn, List<FeedRelease> sources) {

  public CodeSetState {
    sources = List.copyOf(sources);
  }

  /** Everything that was known on a day. */
  public static CodeSetState known(LocalDate on, List<FeedRelease> sources) {
    return new CodeSetState(Optional.empty(), on, sources);
  }

  /** How people call it: {@code 2019-01.1} or {@code 2019-03-01}. */
  public String label() {
    return edition
        .map(source -> source.edition() + "." + source.revision())
        .orElseGet(knownOn::toString);
  }

  /** The day for which it says what is valid: the first of the quarter, or the day asked for. */
  public LocalDate day() {
    return edition.map(FeedRelease::effectiveOn).orElse(knownOn);
  }
}
