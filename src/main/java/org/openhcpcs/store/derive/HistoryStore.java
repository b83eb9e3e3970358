package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.history.CodeHistory;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.history.HistoryRow;
import org.openhcpcs.history.Publication;
import org.openhcpcs.history.RecordFacts;
import org.openhcpcs.history.Segment;

/**
 * Keeps {@code hcpcs.code_history} in step with the releases, inside the transaction that publishes
 * one. A release at the end of both axes of time touches only the codes that it changes; any other
 * has the whole history derived again.
 */
final class HistoryStore {

  private static final String ALL_CODES =
      "insert into affected select distinct code from hcpcs.code_record";

  /**
   * Codes of which a release says something else than the edition before it, or nothing any more.
   */
  private static final String CHANGED_CODES =
      """
      with previous as (
        select p.release_id
        from hcpcs.release p
        where p.is_current_revision and p.effective_on < (select effective_on from hcpcs.release where release_id = %1$d)
        order by p.effective_on desc
        limit 1
      ), now as (
        select unnest(record_ids) as record_id from hcpcs_load.release_content where release_id = %1$d
      ), before as (
        select unnest(record_ids) as record_id from hcpcs_load.release_content join previous using (release_id)
      )
      insert into affected
      select distinct r.code
      from now
      full join before using (record_id)
      join hcpcs.code_record r using (record_id)
      where now.record_id is null or before.record_id is null
      """;

  private static final String COLUMNS =
      "code, kind, meaning, valid_during, known_during, record_id, basis, end_reason, absent_since, evidence";

  /** Where the rows are derived; in the table only those are touched that are others. */
  private static final String DERIVED =
      """
      drop table if exists affected, derived_history;
      create temporary table affected (code text primary key) on commit drop;
      create temporary table derived_history on commit drop as select %1$s from hcpcs.code_history limit 0;
      """
          .formatted(COLUMNS);

  private static final String APPLY =
      """
      create temporary table kept on commit drop as
      select h.ctid as history_row, d.ctid as derived_row
      from derived_history d
      join hcpcs.code_history h using (code)
      where (h.kind, h.meaning, h.valid_during, h.known_during, h.record_id, h.basis, h.end_reason, h.absent_since, h.evidence)
        is not distinct from
        (d.kind, d.meaning, d.valid_during, d.known_during, d.record_id, d.basis, d.end_reason, d.absent_since, d.evidence);
      delete from hcpcs.code_history h
      using affected a
      where a.code = h.code and not exists (select from kept k where k.history_row = h.ctid);
      insert into hcpcs.code_history (%1$s)
      select %1$s
      from derived_history d
      where not exists (select from kept k where k.derived_row = d.ctid)
      order by code;
      drop table kept;
      """
          .formatted(COLUMNS);

  /** Stored rows that would not be derived, and derived rows that are not stored. */
  static final String DIFFERENCE =
      Difference.query(COLUMNS, "hcpcs.code_history", "derived_history");

  private final Connection connection;
  private final Sql sql;

  HistoryStore(Connection connection) {
    this.connection = connection;
    this.sql = new Sql(connection);
  }

  /** Brings the history up to date after a release was added. */
  void releaseAdded(int releaseId) {
    List<Publication> publications = publications();
    Publication added =
        publications.stream()
            .filter(publication -> publication.releaseId() == releaseId)
            .findFirst()
            .orElseThrow();
    boolean atTheEnd =
        publications.stream()
            .allMatch(
                other ->
                    other.releaseId() == releaseId
                        || (other.edition().compareTo(added.edition()) < 0
                            && other.publishedOn().isBefore(added.publishedOn())));
    derive(
        publications,
        atTheEnd && publications.size() > 1 ? CHANGED_CODES.formatted(releaseId) : ALL_CODES);
    sql.run(APPLY);
  }

  /** Brings the history up to date after releases went or changed place. */
  void rebuild() {
    deriveAll();
    sql.run(APPLY);
  }

  /** Derives the whole history into the temporary table {@code derived_history}. */
  void deriveAll() {
    derive(publications(), ALL_CODES);
  }

  private void derive(List<Publication> publications, String selectAffected) {
    sql.run(DERIVED);
    sql.run(selectAffected);
    sql.run("analyze affected");
    CodeHistory history =
        new CodeHistory(publications, new ReviewedMeanings(connection).identity());
    CopyRows rows = new CopyRows();
    for (Map.Entry<String, Map<Integer, RecordFacts>> entry : statements().entrySet()) {
      String code = entry.getKey();
      Kind kind = code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE;
      history.of(code, kind, entry.getValue()).forEach(row -> add(rows, row));
    }
    rows.send(connection, "derived_history (" + COLUMNS + ")");
    sql.run("analyze derived_history (code)");
  }

  private static void add(CopyRows rows, HistoryRow row) {
    Segment segment = row.segment();
    rows.add(row.code())
        .add(row.kind().label())
        .add(segment.meaning())
        .add(range(segment.validDuring()))
        .add(range(row.knownDuring()))
        .add(segment.recordId())
        .add(segment.basis().label())
        .add(segment.endReason() == null ? null : segment.endReason().label())
        .add(segment.absentSince() == null ? null : segment.absentSince().toString())
        .add(segment.evidence().isEmpty() ? null : segment.evidence())
        .endRow();
  }

  private static String range(DateSpan span) {
    LocalDate to = span.to();
    return span.isEmpty()
        ? "empty"
        : "[" + span.from() + "," + (to == null ? "" : to.toString()) + ")";
  }

  private List<Publication> publications() {
    return sql.list(
        "select release_id, edition, published_on, revision from hcpcs.release",
        row ->
            new Publication(
                row.getInt(1),
                Edition.parse(row.getString(2)).orElseThrow(),
                row.getObject(3, LocalDate.class),
                row.getInt(4)));
  }

  /** What each release says of each affected code. */
  private Map<String, Map<Integer, RecordFacts>> statements() {
    Map<Integer, RecordFacts> records = new HashMap<>();
    Map<Integer, String> codes = new HashMap<>();
    sql.each(
        """
        select r.record_id, r.code, r.added_date, r.action_effective_date, r.termination_date, r.descriptive_hash,
          r.long_description
        from hcpcs.code_record r
        join affected a using (code)
        """,
        row -> {
          codes.put(row.getInt(1), row.getString(2));
          records.put(
              row.getInt(1),
              new RecordFacts(
                  row.getInt(1),
                  date(row, 3),
                  date(row, 4),
                  date(row, 5),
                  row.getObject(6, UUID.class),
                  Objects.requireNonNullElse(row.getString(7), "")));
        });
    Map<String, Map<Integer, RecordFacts>> statements = new HashMap<>();
    sql.each(
        """
        select c.release_id, m.record_id
        from hcpcs_load.release_content c
        cross join unnest(c.record_ids) as m (record_id)
        join (select r.record_id from hcpcs.code_record r join affected a using (code)) r using (record_id)
        """,
        row -> {
          String code = codes.get(row.getInt(2));
          RecordFacts statement = records.get(row.getInt(2));
          if (code != null && statement != null) {
            statements.computeIfAbsent(code, c -> new HashMap<>()).put(row.getInt(1), statement);
          }
        });
    return statements;
  }

  private static @Nullable LocalDate date(ResultSet result, int column) throws SQLException {
    return result.getObject(column, LocalDate.class);
  }
}
