package org.openhcpcs.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What a database holds, to make a copy of it that again when a test is done with it. Sessions know
 * such a copy already, and to learn one takes them longer than most tests.
 *
 * @param objects its tables, functions, triggers and rules, as one number
 * @param tables the rows of each of our tables as COPY writes them
 * @param counts how many rows each has
 * @param sequences statements that set our sequences
 * @param since a transaction after which none of it was written
 */
record TestContent(
    String objects,
    Map<String, byte[]> tables,
    Map<String, Long> counts,
    String sequences,
    long since) {

  /** Whatever is altered has a row with another xmin; what a session has for itself is left out. */
  private static final String OBJECTS =
      """
      with schemas as (
        select oid, xmin from pg_catalog.pg_namespace where nspname !~ '^pg_'
      ), relations as (
        select oid, xmin from pg_catalog.pg_class where relnamespace in (select oid from schemas)
      )
      select md5(string_agg(concat(o.oid, ' ', o.xmin), ',' order by o.oid, o.xmin::text))
      from (
        select * from schemas
        union all
        select * from relations
        union all
        select attrelid, xmin from pg_catalog.pg_attribute where attrelid in (select oid from relations)
        union all
        select oid, xmin from pg_catalog.pg_constraint where connamespace in (select oid from schemas)
        union all
        select oid, xmin from pg_catalog.pg_trigger where tgrelid in (select oid from relations)
        union all
        select oid, xmin from pg_catalog.pg_rewrite where ev_class in (select oid from relations)
        union all
        select oid, xmin from pg_catalog.pg_proc where pronamespace in (select oid from schemas)
      ) o
      """;

  private static final String NOW = "select pg_current_xact_id()::xid";

  private static final String TABLES =
      """
      select format('%I.%I', schemaname, tablename)
      from pg_catalog.pg_tables
      where schemaname in ('hcpcs', 'hcpcs_load')
      order by 1
      """;

  private static final String SEQUENCES =
      """
      select coalesce(string_agg(
        format('select setval(%L, %s, %L);', format('%I.%I', schemaname, sequencename),
          coalesce(last_value, start_value), last_value is not null), ' '), '')
      from pg_catalog.pg_sequences
      """;

  /** Reads a database. */
  static TestContent of(Connection connection) throws SQLException, IOException {
    Map<String, byte[]> tables = new TreeMap<>();
    Map<String, Long> counts = new TreeMap<>();
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (String table : column(connection, TABLES)) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      counts.put(table, copy.copyOut("copy " + table + " to stdout", rows));
      tables.put(table, rows.toByteArray());
    }
    return new TestContent(
        column(connection, OBJECTS).get(0),
        tables,
        counts,
        column(connection, SEQUENCES).get(0),
        Long.parseLong(column(connection, NOW).get(0)));
  }

  /**
   * Makes a copy of the database hold this again.
   *
   * @param since the transaction that wrote it, or a later one from before the test
   * @return the transaction that did; none if the test altered more than rows
   */
  OptionalLong restore(Connection connection, long since) throws SQLException, IOException {
    if (!column(connection, OBJECTS).equals(List.of(objects))) {
      return OptionalLong.empty();
    }
    connection.setAutoCommit(false);
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set local session_replication_role = replica; set local lock_timeout = '2s'");
      for (String table : changed(connection, since)) {
        statement.execute("delete from " + table);
        copy.copyIn("copy " + table + " from stdin", new ByteArrayInputStream(tables.get(table)));
      }
      statement.execute(sequences);
    }
    long now = Long.parseLong(column(connection, NOW).get(0));
    connection.commit();
    return OptionalLong.of(now);
  }

  private List<String> changed(Connection connection, long since) throws SQLException {
    return column(
        connection,
        counts.entrySet().stream()
            .map(
                each ->
                    """
                    select '%1$s' from (select count(*), max(xmin::text::bigint) from %1$s) t (rows, last)
                    where rows <> %2$d or last > %3$d
                    """
                        .formatted(each.getKey(), each.getValue(), since))
            .collect(Collectors.joining("union all ")));
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
