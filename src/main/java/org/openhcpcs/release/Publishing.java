package org.openhcpcs.release;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.release.archive.PublishedFile;

/**
 * Since when CMS has published something, as far as names and time stamps tell.
 *
 * @param on the date
 * @param basis what told it
 * @param revision the revision that the names state, 1 if none
 */
public record Publishing(LocalDate on, Release.PublishedBasis basis, int revision) {

  /**
   * What is told of a file by its name, and by its time stamp inside a zip.
   *
   * @param edition the edition that it belongs to
   */
  public static Publishing of(PublishedFile file, Edition edition) {
    return of(List.of(file.name()), file.modifiedOn(), edition);
  }

  /** The date in a name goes before a time stamp, and both before the date of the edition. */
  static Publishing of(List<String> names, Optional<LocalDate> stamped, Edition edition) {
    Optional<LocalDate> named =
        names.stream().flatMap(name -> Naming.publishedOn(name).stream()).findFirst();
    return new Publishing(
        named.or(() -> stamped).orElse(edition.effectiveOn()),
        named.isPresent()
            ? Release.PublishedBasis.NAME
            : stamped.isPresent() ? Release.PublishedBasis.ARCHIVE : Release.PublishedBasis.EDITION,
        names.stream().mapToInt(Naming::revision).max().orElse(1));
  }
}
