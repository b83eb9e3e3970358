package org.openhcpcs.store.site;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.site.CodeNote;
import org.openhcpcs.code.site.Policy;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;

/**
 * The tables that users fill, not releases: the texts that a site keeps on codes, {@code
 * hcpcs.code_note}, and the policies that users attached to them, {@code hcpcs.policy}.
 */
public record SiteTables(Sql sql) {

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

  /** Puts notes in the place of all that the database has, in one transaction. */
  public RowCounts replaceNotes(Collection<CodeNote> notes) {
    return replace(
        CodeNote.class,
        notes,
        "hcpcs.code_note",
        "file, position, code, section, body, source, noted_on",
        "true");
  }

  /**
   * Puts policies in the place of all that the database has of some sources, in one transaction.
   */
  public RowCounts replacePolicies(Set<String> sources, Collection<Policy> policies) {
    return replace(
        Policy.class,
        policies,
        "hcpcs.policy",
        "code, source, identifier, title, url, effective",
        "source = any (?)",
        Sql.array("text", new TreeSet<>(sources)));
  }

  private <R extends Record> RowCounts replace(
      Class<R> type,
      Collection<R> rows,
      String table,
      String columns,
      String which,
      @Nullable Object... parameters) {
    return Transaction.committed(
        sql.connection(),
        () -> {
          Set<R> wanted = new LinkedHashSet<>(rows);
          String present = "select %s from %s where %s".formatted(columns, table, which);
          RowCounts change =
              RowCounts.between(new HashSet<>(sql.list(present, type, parameters)), wanted);
          if (!change.isNothing()) {
            sql.run("delete from %s where %s".formatted(table, which), parameters);
            CopyRows copied = new CopyRows();
            wanted.forEach(copied::addRow);
            copied.send(sql.connection(), "%s (%s)".formatted(table, columns));
          }
          return change;
        });
  }

  /** Those of some codes that no loaded edition lists. */
  public Set<String> unknown(Collection<String> codes) {
    return new TreeSet<>(
        sql.list(
            """
                select c.code
                from unnest(?) as c (code)
                where hcpcs.unlisted_verdict(c.code) = 'unknown'
                  and not exists (select from hcpcs.code_history h where h.code = c.code)
                """,
            String.class,
            Sql.array("text", new TreeSet<>(codes))));
  }
}
