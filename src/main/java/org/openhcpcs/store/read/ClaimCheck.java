package org.openhcpcs.store.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.ServerRefusal;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.source.claim.ClaimFile;
import org.openhcpcs.source.claim.ClaimLine;
import org.postgresql.copy.CopyIn;

/**
 * Checks the lines of a claims file against {@code hcpcs.code_validity}, all in one query. The
 * lines go into a temporary table and come back in their order with what was found; nothing of them
 * stays in the database.
 *
 * <p>A line is as good as its worst part. The parts are the code and its modifiers; a modifier of
 * Level I or dental, of which the public files say nothing, is no worse than a valid one. Of parts
 * that are equally bad the first counts, the code before its modifiers.
 */
public final class ClaimCheck {

  /** PostgreSQL's limit is 1,600 columns, ours included. */
  private static final int MOST_COLUMNS = 1000;

  private static final Set<String> NO_TEMPORARY_TABLES =
      Set.of(ServerRefusal.INSUFFICIENT_PRIVILEGE, "25006");

  private static final List<String> FOUND =
      List.of("verdict", "reason", "replacement", "edition", "checked", "modifier_verdicts");

  private static final String TABLE =
      """
      create temporary table claim (line integer, code text, modifiers text, on_date date, known_on date, problem text,
        reason text, %s text) on commit drop
      """;

  /**
   * What was known on a date is what had been known since the newest publication before it, so that
   * lines with many dates need few time lines.
   */
  private static final String CHECK =
      """
      with knowledge as materialized (
        select k.known_on, (select max(r.published_on) from hcpcs.release r where r.published_on <= k.known_on) as as_of
        from (select distinct coalesce(known_on, current_date) as known_on from claim where problem is null) k
      ), validity as materialized (
        select k.as_of, v.code, v.valid_from, v.valid_to, v.verdict, v.reason, v.record_id
        from (select distinct as_of from knowledge where as_of is not null) k
        cross join lateral hcpcs.code_validity(k.as_of) v
      ), judged as materialized (
        select c.line, p.place, p.code, k.as_of, v.record_id, coalesce(v.verdict, hcpcs.unlisted_verdict(p.code)) as verdict,
          coalesce(v.reason, hcpcs.unlisted_reason(p.code, k.known_on)) as reason
        from claim c
        join knowledge k on k.known_on = coalesce(c.known_on, current_date)
        cross join lateral unnest(c.code || string_to_array(c.modifiers, ' ')) with ordinality as p (code, place)
        left join validity v
          on v.as_of = k.as_of and v.code = p.code and c.on_date >= v.valid_from and c.on_date < v.valid_to
        where c.problem is null
      ), worst as (
        select distinct on (line) *
        from judged
        order by line,
          array_position(array['absent', 'not yet valid', 'terminated', 'unknown'], verdict) desc nulls last, place
      ), modifier as (
        select line, string_agg(code || ' ' || verdict, '; ' order by place) as verdicts
        from judged
        where place > 1
        group by line
      ), listed as (
        select m.record_id, k.as_of, max(r.edition) as edition
        from (select distinct as_of from knowledge) k
        join hcpcs.release r on r.published_on <= k.as_of
        join hcpcs.release_code m using (release_id)
        group by m.record_id, k.as_of
      ), replaced as (
        select w.record_id, w.as_of, string_agg(coalesce(c.living_end, x.target), ' ' order by x.position) as replacement
        from (select distinct record_id, as_of from worst where verdict in ('terminated', 'absent')) w
        join hcpcs.code_record r using (record_id)
        cross join lateral (
          values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
            (5, r.cross_reference_5)) as x (position, target)
        cross join lateral hcpcs.replacement_chain(r.code, x.target, r.termination_date + 1, w.as_of) c
        where x.target is not null
        group by w.record_id, w.as_of
      )
      select %s coalesce(c.problem, w.verdict) as verdict,
        coalesce(c.reason, case when w.place > 1 then 'modifier ' || w.code || ': ' else '' end || w.reason) as reason,
        case when w.verdict in ('terminated', 'absent') then p.replacement end as replacement,
        l.edition, w.code as checked, m.verdicts as modifier_verdicts
      from claim c
      left join worst w using (line)
      left join modifier m using (line)
      left join listed l on l.record_id = w.record_id and l.as_of = w.as_of
      left join replaced p on p.record_id = w.record_id and p.as_of = w.as_of
      order by c.line
      """;

  private static final String LATER =
      """
      select r.edition, (select count(*) from claim c where c.on_date >= r.effective_on + interval '3 months')
      from hcpcs.release r
      where r.is_current_revision
      order by r.effective_on desc
      limit 1
      """;

  private final Connection connection;
  private final Sql sql;
  private final ClaimFile file;
  private final String columns;

  private ClaimCheck(Connection connection, ClaimFile file) {
    this.connection = connection;
    this.sql = new Sql(connection);
    this.file = file;
    this.columns =
        IntStream.range(0, file.columns().size())
            .mapToObj(i -> "cell_" + i)
            .collect(Collectors.joining(", "));
  }

  /**
   * Lines whose date of service lies after the quarter of the newest edition: a code that has ended
   * since looks as if it were valid.
   *
   * @param edition the newest loaded edition, as YYYY-MM; empty if there is none
   * @param lines how many there are
   */
  public record Later(String edition, long lines) {}

  /**
   * Checks all lines of a file. The sink gets a row for each: its cells under the names of their
   * columns, then {@code verdict}, {@code reason}, {@code replacement}, {@code edition}, {@code
   * checked} (the part that the verdict is about) and {@code modifier_verdicts}. A line that names
   * no known-on date is judged by what is known today.
   *
   * @return how many lines have a later date than the editions speak of
   * @throws HcpcsException FILE_UNREADABLE if the file cannot be read to its end, USAGE if it has
   *     more than 1,000 columns, DATABASE_FAILED if the login may make no temporary table
   */
  public static Later run(Database database, ClaimFile file, RowQuery.RowSink sink) {
    if (file.columns().size() > MOST_COLUMNS) {
      throw new HcpcsException(
          ErrorCode.USAGE,
          file.columns().size() + " columns are too many; the most are " + MOST_COLUMNS);
    }
    ClaimCheck check = new ClaimCheck(database.connection(), file);
    return Transaction.takenBack(
        database.connection(),
        () -> {
          check.copy();
          check.query(sink);
          return check.later();
        });
  }

  private void copy() throws SQLException {
    createTable();
    CopyRows rows = new CopyRows();
    CopyIn copy = CopyRows.begin(connection, "claim");
    try {
      file.forEach(line -> add(rows, line, copy));
      rows.sendTo(copy);
      copy.endCopy();
    } finally {
      CopyRows.cancelIfActive(copy);
    }
    sql.run("analyze claim");
  }

  private void createTable() throws SQLException {
    String databaseName = connection.getCatalog(); // cannot be asked for any more after a failure
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE.formatted(columns.replace(",", " text,")));
    } catch (SQLException e) {
      if (!NO_TEMPORARY_TABLES.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      throw new HcpcsException(
          ErrorCode.DATABASE_FAILED,
          "a file is checked in a temporary table, and this login may make none here; ask the server's owner for:"
              + " grant temporary on database "
              + databaseName
              + " to "
              + connection.getMetaData().getUserName(),
          e);
    }
  }

  private static void add(CopyRows rows, ClaimLine line, CopyIn copy) {
    ClaimLine.Problem problem = line.problem();
    rows.add(rows.rows())
        .add(line.code())
        .add(String.join(" ", line.modifiers()))
        .add(text(line.onDate()))
        .add(text(line.knownOn()))
        .add(problem == null ? null : problem.verdict())
        .add(problem == null ? null : problem.reason());
    line.cells().forEach(rows::add);
    rows.endRow();
    if (rows.isPortion()) {
      try {
        rows.sendTo(copy);
      } catch (SQLException e) {
        throw Database.failed(e);
      }
    }
  }

  private static @Nullable String text(@Nullable LocalDate date) {
    return date == null ? null : date.toString();
  }

  private void query(RowQuery.RowSink sink) throws SQLException {
    sql.run("set local work_mem = '64MB'");
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(RowQuery.FETCH_SIZE);
      try (ResultSet result = statement.executeQuery(CHECK.formatted(columns + ","))) {
        RowQuery.pass(result, new Named(sink, names(file.columns())));
      }
    }
  }

  private Later later() {
    return sql.find(LATER, row -> new Later(row.getString(1), row.getLong(2)))
        .orElseGet(() -> new Later("", 0));
  }

  /**
   * Names that are all different, so that every value can be found by its name: a column of the
   * file that is named like one of ours gets {@code input_} before its name, a second one of a name
   * a number behind it.
   */
  static List<String> names(List<String> columns) {
    Set<String> taken = new HashSet<>(FOUND);
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      String plain = column.isEmpty() ? "column_" + (names.size() + 1) : column;
      String base = FOUND.contains(plain) ? "input_" + plain : plain;
      String name = base;
      for (int i = 2; !taken.add(name); i++) {
        name = base + "_" + i;
      }
      names.add(name);
    }
    names.addAll(FOUND);
    return names;
  }

  /** Gives the columns of a result other names. */
  private record Named(RowQuery.RowSink sink, List<String> names) implements RowQuery.RowSink {

    @Override
    public void columns(List<RowQuery.ResultColumn> columns) {
      sink.columns(
          IntStream.range(0, columns.size())
              .mapToObj(i -> new RowQuery.ResultColumn(names.get(i), columns.get(i).type()))
              .toList());
    }

    @Override
    public void row(List<@Nullable String> values) {
      sink.row(values);
    }
  }
}
