package org.openhcpcs.fetch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Edition;

/** Which editions are wanted. */
public enum Cadence {
  /** Each that CMS publishes: one a year until 2019, four since 2020. */
  QUARTERLY,
  /** Those of January. */
  ANNUAL;

  private static final int FIRST_QUARTERLY_YEAR = 2020;

  /** Whether an edition is wanted. */
  public boolean includes(Edition edition) {
    return edition.month() == 1 || (this == QUARTERLY && edition.year() >= FIRST_QUARTERLY_YEAR);
  }

  /** The newest wanted edition that is in force on a day. */
  public Edition inForceOn(LocalDate day) {
    Edition edition = Edition.inForceOn(day);
    return includes(edition) ? edition : new Edition(edition.year(), 1);
  }

  /** The wanted editions from one to the first that takes effect after a day, oldest first. */
  public List<Edition> fromUntilAhead(Edition first, LocalDate day) {
    List<Edition> editions = new ArrayList<>();
    for (Edition edition = first; !isAheadOf(editions, day); edition = edition.next()) {
      if (includes(edition)) {
        editions.add(edition);
      }
    }
    return editions;
  }

  /** The first wanted edition that takes effect after a day. */
  public Edition aheadOn(LocalDate day) {
    List<Edition> editions = fromUntilAhead(inForceOn(day), day);
    return editions.get(editions.size() - 1);
  }

  private static boolean isAheadOf(List<Edition> editions, LocalDate day) {
    return !editions.isEmpty() && editions.get(editions.size() - 1).effectiveOn().isAfter(day);
  }
}
