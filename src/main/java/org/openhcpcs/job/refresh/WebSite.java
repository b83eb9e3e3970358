package org.openhcpcs.job.refresh;

import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.fetch.Cadence;
import org.openhcpcs.fetch.CmsSite;
import org.openhcpcs.fetch.Fetcher;

/**
 * A site to be asked.
 *
 * @param fetcher asks it
 * @param cadence which editions are wanted
 * @param since the first edition that is wanted; empty to go on from the newest that is loaded
 * @param skipped URLs that are not asked for, and of which nothing is loaded
 */
public record WebSite(
    Fetcher fetcher, Cadence cadence, Optional<Edition> since, Set<String> skipped) {

  public WebSite {
    skipped = Set.copyOf(skipped);
  }

  /** Where it is. */
  CmsSite address() {
    return fetcher.site();
  }
}
