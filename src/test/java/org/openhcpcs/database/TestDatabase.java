package org.openhcpcs.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A database of the {@link TestServer}, and what tests ask of it. Every call has a session that is
 * as new: {@link TestPooler} keeps it from one to the next.
 *
 * @param url its JDBC URL, without a login
 * @param user who may do everything in it
 * @param password that user's password
 */
public record TestDatabase(String url, String user, String password) {

  /** How {@link #rows} shows SQL null. */
  public static final String NULL = "∅";

  private static final String ALL_TABLES =
      """
      select format('%I.%I', schemaname, tablename)
      from pg_catalog.pg_tables
      where schemaname in ('hcpcs', 'hcpcs_load')
      order by 1
      """;

  private static final List<String> LOOKUPS =
      List.of(
          "indicator_wording",
          "pricing_indicator",
          "multiple_pricing_indicator",
          "coverage",
          "betos",
          "type_of_service",
          "action",
          "lab_certification",
          "asc_payment_group",
          "mog_payment_group",
          "mog_payment_policy",
          "processing_note",
          "statute_reference");

  /** The environment in which the program can log in. */
  public Map<String, String> environment() {
    return Map.of("PGUSER", user, "PGPASSWORD", password);
  }

  /** Its URL with the login in it, for a program in a process of its own. */
  public String urlWithLogin() {
    return url + "?user=" + user + "&password=" + password;
  }

  /** Its name on the server. */
  public String name() {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** A connection of one's own. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /**
   * What to add to a command that copies a database: since PostgreSQL 15 a copy is written to the
   * log, page by page, unless it is told to take the files, as 14 does.
   */
  public String copiesFiles() {
    return Integer.parseInt(value("show server_version_num")) < 150_000
        ? ""
        : " strategy file_copy";
  }

  /** Gives it back to the server when no test needs it any more. */
  public void giveBack() {
    TestServer.takeBack(this);
  }

  /** Opens it as the program does. */
  public Database open() {
    return Database.open(new DatabaseAddress.Server(url), environment());
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a query, each value as PostgreSQL writes it and null as {@link #NULL}. */
  public List<List<String>> rows(String sql, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return rows(result);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The values of a query with one column. */
  public List<String> values(String sql, Object... parameters) {
    return rows(sql, parameters).stream().map(row -> row.get(0)).toList();
  }

  /** The only value of a query. */
  public String value(String sql, Object... parameters) {
    List<String> values = values(sql, parameters);
    if (values.size() != 1) {
      throw new IllegalStateException(values.size() + " rows, not one: " + sql);
    }
    return values.get(0);
  }

  /** Every row of every table of ours, to see whether anything changed. */
  public List<String> content() {
    String query =
        values(ALL_TABLES).stream()
            .map(table -> "select '" + table + " ' || t::text from " + table + " t")
            .collect(Collectors.joining(" union all "));
    return values(query + " order by 1");
  }

  /**
   * Every row of every table of ours but the logs of runs, events and archives, without surrogate
   * keys and clock times: releases and records are named by what they hold.
   */
  public List<String> state() {
    List<String> tables = new ArrayList<>();
    for (List<String> table :
        rows(
            """
            select c.oid::regclass, string_agg(
              case
                when a.attname in ('release_id', 'absent_after', 'first_release', 'next_release') then format(
                  '(select r.edition || ''.'' || r.revision from hcpcs.release r where r.release_id = t.%I)', a.attname)
                when a.attname = 'record_id' then
                  '(select x.content_hash from hcpcs.code_record x where x.record_id = t.record_id)'
                when a.attname = 'unit_reading' then
                  '(select row(u.amount, u.unit, u.ucum, u.basis, u.source_text) from hcpcs.code_unit u where u.record_id = t.record_id)'
                when a.attname = 'record_ids' then
                  '(select string_agg(x.content_hash::text, '','' order by i.place)
                    from unnest(t.record_ids) with ordinality i (id, place) join hcpcs.code_record x on x.record_id = i.id)'
                else format('t.%I', a.attname)
              end,
              ', ' order by a.attnum)
            from pg_catalog.pg_class c
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace in ('hcpcs'::regnamespace, 'hcpcs_load'::regnamespace)
              and c.relname not in (
                'run', 'stage_run', 'code_event', 'told_record', 'acquired', 'archive_member', 'download', 'schema_state', 'run_lock', 'unit_rule', 'unit_of_measure', 'flyway_schema_history')
              and a.attidentity = '' and a.attname <> 'loaded_at'
            group by c.oid
            """)) {
      tables.add(
          "select '%1$s ' || row(%2$s)::text from %1$s t".formatted(table.get(0), table.get(1)));
    }
    List<String> lines = new ArrayList<>(values(String.join(" union all ", tables)));
    lines.sort(null);
    return lines;
  }

  /** What readers see, without surrogate keys and clock times. */
  public List<String> published() {
    List<String> lines =
        new ArrayList<>(
            values(
                """
                select 'release ' || (to_jsonb(r) - 'release_id' - 'loaded_at' - 'corrects_release_id')::text
                from hcpcs.release r
                union all
                select distinct concat_ws(' ', 'correction', e.edition,
                  (to_jsonb(c) - 'correction_id' - 'release_id' - 'archive_name' - 'archive_sha256')::text)
                from hcpcs.correction c
                join hcpcs.release e using (release_id)
                union all
                select concat_ws(' ', 'content', e.edition, e.revision, m.position, m.sequence, c.content_hash)
                from hcpcs.release e
                join hcpcs.release_code m using (release_id)
                join hcpcs.code_record c using (record_id)
                union all
                select concat_ws(' ', 'newest', n.code, c.content_hash, e.edition, e.revision)
                from hcpcs_load.newest_listing n
                join hcpcs.code_record c using (record_id)
                left join hcpcs.release e on e.release_id = n.absent_after
                union all
                select 'detail ' || (to_jsonb(d) - 'release_id' - 'record_id')::text from hcpcs.code_detail d
                union all
                select concat_ws(' ', 'finding', e.edition, e.revision, (to_jsonb(f) - 'release_id' - 'finding_id')::text)
                from hcpcs.finding f
                join hcpcs.release e using (release_id)
                union all
                select concat_ws(' ', 'noc', e.edition, e.revision, (to_jsonb(x) - 'release_id')::text)
                from hcpcs.not_otherwise_classified x
                join hcpcs.release e using (release_id)
                union all
                select concat_ws(' ', 'transactions', e.edition, e.revision, (to_jsonb(t) - 'release_id')::text)
                from hcpcs_load.transaction_report t
                join hcpcs.release e using (release_id)
                """));
    for (String lookup : LOOKUPS) {
      lines.addAll(
          values("select '" + lookup + " ' || to_jsonb(t)::text from hcpcs." + lookup + " t"));
    }
    lines.sort(null);
    return lines;
  }

  private static List<List<String>> rows(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        String value = result.getString(i);
        row.add(value == null ? NULL : value);
      }
      rows.add(row);
    }
    return rows;
  }
}
