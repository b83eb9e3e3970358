package org.openhcpcs.feed.folder;

import java.time.LocalDate;
import org.openhcpcs.store.read.FeedRelease;

/**
 * A revision of an edition that a state draws on, and the archive that it came from.
 *
 * @param edition the edition, as {@code YYYY-MM}
 * @param revision which revision of it, 1 upwards
 * @param effectiveOn first day of its quarter
 * @param publishedOn since when CMS has published it
 * @param archiveName the archive that it was loaded from
 * @param archiveSha256 that archive's SHA-256, in lower-case hexadecimal
 */
public record SourceRevision(
    String edition,
    int revision,
    LocalDate effectiveOn,
    LocalDate publishedOn,
    String archiveName,
    String archiveSha256) {

  /** The revision as feeds name it. */
  public static SourceRevision of(FeedRelease release) {
    return new SourceRevision(
        release.edition(),
        release.revision(),
        release.effectiveOn(),
        release.publishedOn(),
        release.archiveName(),
        release.archiveSha256());
  }
}
