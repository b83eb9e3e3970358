package org.openhcpcs.store.derive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;

/**
 * Checks the invariants of the database: those of {@code hcpcs_load.invariant}, and that what is
 * derived from the releases is what would be derived now. Nothing is written.
 */
public record InvariantCheck(Sql sql) {

  /**
   * Checks them all in one state of the database, also while another run loads.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE if the database fails
   */
  public List<InvariantResult> verdicts() {
    return Transaction.takenBack(sql.connection(), this::check);
  }

  private List<InvariantResult> check() throws SQLException {
    sql.run("set transaction isolation level repeatable read, read only");
    Map<String, String> queries = new LinkedHashMap<>();
    sql.each(
        "select name, query from hcpcs_load.invariant order by name",
        row -> queries.put(row.getString(1), row.getString(2)));
    List<InvariantResult> verdicts = new ArrayList<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      verdicts.add(ask(query.getKey(), query.getValue()));
    }
    verdicts.add(derived("derived-history", new HistoryStore(sql).differences()));
    verdicts.add(derived("derived-unit", new UnitStore(sql).differences()));
    verdicts.sort(
        Comparator.comparing(
                (InvariantResult verdict) -> verdict.invariant().startsWith("derived-"))
            .thenComparing(InvariantResult::invariant));
    return verdicts;
  }

  private static InvariantResult derived(String name, List<String> differences) {
    return InvariantResult.of(
        name, differences.size(), differences.stream().min(Comparator.naturalOrder()).orElse(""));
  }

  /** An invariant that cannot be asked for, because something is missing, is violated. */
  private InvariantResult ask(String name, String query) throws SQLException {
    String counted =
        "select count(*), coalesce(min(violation), '') from (" + query + ") v (violation)";
    return Transaction.attempt(
        sql.connection(),
        () -> sql.one(counted, row -> InvariantResult.of(name, row.getLong(1), row.getString(2))),
        failure -> InvariantResult.of(name, 1, String.valueOf(failure.getMessage())));
  }

  /** The archives that were acquired: their names by their SHA-256. */
  public Map<String, String> archives() {
    Map<String, String> archives = new LinkedHashMap<>();
    sql.each(
        """
            select archive_sha256, min(archive_name)
            from (
              select archive_sha256, archive_name from hcpcs_load.source_file
              union all
              select archive_sha256, archive_name from hcpcs_load.acquired
            ) a
            group by 1
            order by 2, 1
            """,
        row -> archives.put(row.getString(1), row.getString(2)));
    return archives;
  }
}
