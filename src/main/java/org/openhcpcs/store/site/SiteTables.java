package org.openhcpcs.store.site;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/** What the tables have in common that users fill, not releases. */
public final class SiteTables {

  private SiteTables() {}

  /**
   * What replacing rows did.
   *
   * @param added rows that were not there
   * @param removed rows that are gone
   * @param kept rows that were there already
   */
  public record RowCounts(int added, int removed, int kept) {

    static <T> RowCounts between(Set<T> present, Set<T> wanted) {
      Set<T> both = new HashSet<>(wanted);
      both.retainAll(present);
      return new RowCounts(wanted.size() - both.size(), present.size() - both.size(), both.size());
    }

    /** Whether everything was there already, and nothing else. */
    public boolean isNothing() {
      return added == 0 && removed == 0;
    }
  }

  public static Set<String> unknown(Database database, Collection<String> codes) {
    return new TreeSet<>(
        database
            .sql()
            .list(
                """
                select c.code
                from unnest(?) as c (code)
                where hcpcs.unlisted_verdict(c.code) = 'unknown'
                  and not exists (select from hcpcs.code_history h where h.code = c.code)
                """,
                row -> row.getString(1),
                Sql.array("text", new TreeSet<>(codes))));
  }
}
