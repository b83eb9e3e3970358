package org.openhcpcs.check.gate;

import java.util.Map;
import org.openhcpcs.code.Edition;

/**
 * A loaded release that another one is compared with: the newest edition before it, or the loaded
 * revision of the same edition.
 *
 * @param edition its edition
 * @param revision its number among the revisions of the edition
 * @param codes what it lists, by code or modifier
 */
public record Baseline(Edition edition, int revision, Map<String, ListedCode> codes) {

  public Baseline {
    codes = Map.copyOf(codes);
  }

  /**
   * What it says of a code.
   *
   * @param longDescription as published, empty if it has none
   * @param shortDescription as published, empty if it has none
   * @param isTerminated whether it has a termination date
   */
  public record ListedCode(String longDescription, String shortDescription, boolean isTerminated) {}
}
