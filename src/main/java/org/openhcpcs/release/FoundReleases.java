package org.openhcpcs.release;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openhcpcs.code.Edition;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Unusable;

/**
 * What was found behind path operands.
 *
 * @param releases releases with their companions, oldest edition first
 * @param companions files of editions whose code file is not among them, oldest edition first
 * @param unusable what was meant to be loaded and cannot be
 * @param warnings a line for each companion that cannot be given to an edition
 * @param leftAlone a line for what was left alone on purpose
 */
public record FoundReleases(
    List<Release> releases,
    Map<Edition, List<PublishedFile>> companions,
    List<Unusable> unusable,
    List<String> warnings,
    List<String> leftAlone) {

  /** Nothing. */
  public static final FoundReleases NOTHING =
      new FoundReleases(List.of(), Map.of(), List.of(), List.of(), List.of());

  public FoundReleases {
    releases = List.copyOf(releases);
    companions = Collections.unmodifiableMap(new TreeMap<>(companions));
    unusable = List.copyOf(unusable);
    warnings = List.copyOf(warnings);
    leftAlone = List.copyOf(leftAlone);
  }

  /** Every edition of which something was found, oldest first. */
  public SortedSet<Edition> editions() {
    SortedSet<Edition> editions = new TreeSet<>(companions.keySet());
    releases.forEach(release -> editions.add(release.edition()));
    return editions;
  }
}
