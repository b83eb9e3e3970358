package org.openhcpcs.store.derive;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.release.archive.ArchiveStore;

/**
 * Checks the invariants of the database: those of {@code hcpcs_load.invariant}, that what is
 * derived from the releases is what would be derived now, and that its archives are kept. Nothing
 * is written.
 */
public record InvariantCheck(Sql sql, ArchiveStore archives) {

  private static final String ARCHIVES = "archive-kept";

  /**
   * Checks them all, those of the database in one state of it, also while another run loads.
   *
   * @throws HcpcsException DATABASE_FAILED or DATABASE_UNREACHABLE if the database fails,
   *     FILE_UNREADABLE if an archive cannot be read
   */
  public List<InvariantResult> verdicts() {
    List<InvariantResult> verdicts =
        new ArrayList<>(Transaction.takenBack(sql.connection(), this::check));
    verdicts.add(
        archives.exists()
            ? kept()
            : InvariantResult.notChecked(ARCHIVES, "there is no archive folder here"));
    return verdicts;
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

  /** Whether every archive that was acquired lies in the folder, under the name of its content. */
  private InvariantResult kept() {
    List<String> violations = new ArrayList<>();
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
        row -> {
          String sha256 = row.getString(1);
          Optional<String> kept = archives.contentOf(sha256);
          if (!kept.equals(Optional.of(sha256))) {
            violations.add(
                "%s: %s%s"
                    .formatted(
                        row.getString(2),
                        sha256,
                        kept.map(other -> " holds something else, " + other)
                            .orElse(" is missing")));
          }
        });
    return InvariantResult.of(
        ARCHIVES, violations.size(), violations.isEmpty() ? "" : violations.get(0));
  }
}
