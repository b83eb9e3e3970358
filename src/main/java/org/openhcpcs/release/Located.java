package org.openhcpcs.release;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openhcpcs.code.Edition;

/**
 * What was found behind path operands.
 *
 * @param releases releases with their companions, oldest edition first
 * @param companions files of editions whose code file is not among them, oldest edition first
 */
public record Located(List<Release> releases, Map<Edition, List<PublishedFile>> companions) {

  public Located {
    releases = List.copyOf(releases);
    companions = Collections.unmodifiableMap(new TreeMap<>(companions));
  }

  /** Every edition of which something was found, oldest first. */
  public SortedSet<Edition> editions() {
    SortedSet<Edition> editions = new TreeSet<>(companions.keySet());
    releases.forEach(release -> editions.add(release.edition()));
    return editions;
  }
}
