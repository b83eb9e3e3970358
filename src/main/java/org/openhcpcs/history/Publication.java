package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.Comparator;
import org.openhcpcs.code.Edition;

/**
 * One revision of one edition, at its place in time.
 *
 * @param releaseId its key
 * @param edition the edition
 * @param publishedOn since when it has been known
 * @param revision its place among the revisions of the edition, 1 upwards
 */
public record Publication(int releaseId, Edition edition, LocalDate publishedOn, int revision) {

  /** The order in which CMS made them known. */
  public static final Comparator<Publication> AS_KNOWN =
      Comparator.comparing(Publication::publishedOn)
          .thenComparing(Publication::edition)
          .thenComparing(Publication::revision);
}
