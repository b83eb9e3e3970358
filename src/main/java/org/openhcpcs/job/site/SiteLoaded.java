package org.openhcpcs.job.site;

import java.util.List;
import org.openhcpcs.store.site.SiteTables;

/**
 * What a load of a site's own texts did.
 *
 * @param change how many rows it changed; zero if there are problems
 * @param notes what was noticed of rows that were loaded
 * @param problems why rows cannot be used; nothing was changed if there are any
 */
public record SiteLoaded(SiteTables.RowCounts change, List<String> notes, List<String> problems) {

  public SiteLoaded {
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  static SiteLoaded refused(List<String> problems) {
    return new SiteLoaded(new SiteTables.RowCounts(0, 0, 0), List.of(), problems);
  }
}
