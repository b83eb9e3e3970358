package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A published revision of an edition that a feed is made from, and the archive that it came from.
 *
 * @param edition the edition, as {@code YYYY-MM}
 * @param revision which revision of it, 1 upwards
 * @param effectiveOn first day of its quarter
 * @param publishedOn since when CMS has published it
 * @param archiveName the archive that it was loaded from
 * @param archiveSha256 that archive's SHA-256, in lower-case hexadecimal
 */
public record FeedRelease(
    String edition,
    int revision,
    LocalDate effectiveOn,
    LocalDate publishedOn,
    String archiveName,
    String archiveSha256) {

  /** The newest day on which one of them was published. */
  public static Optional<LocalDate> newestDay(List<FeedRelease> releases) {
    return releases.stream().map(FeedRelease::publishedOn).max(Comparator.naturalOrder());
  }
}
