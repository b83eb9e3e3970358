package org.openhcpcs.release;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
}
