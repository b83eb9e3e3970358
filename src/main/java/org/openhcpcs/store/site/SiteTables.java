package org.openhcpcs.store.site;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.openhcpcs.database.Database;

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

  public static Set<String> unknown(Connection connection, Collection<String> codes) {
    Set<String> unknown = new TreeSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select c.code
            from unnest(?) as c (code)
            where hcpcs.unlisted_verdict(c.code) = 'unknown'
              and not exists (select from hcpcs.code_history h where h.code = c.code)
            """)) {
      Array array = connection.createArrayOf("text", new TreeSet<>(codes).toArray());
      select.setArray(1, array);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          unknown.add(result.getString(1));
        }
      }
      return unknown;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
