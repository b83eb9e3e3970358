package org.openhcpcs.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** DuckDB, which reads CSV, JSON Lines and Parquet without knowing us. */
final class Duck {

  /** One engine for all queries, because to begin one takes longer than most of them. */
  private static final DuckDBConnection ENGINE = begin();

  private Duck() {}

  private static DuckDBConnection begin() {
    try {
      DuckDBConnection engine =
          DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (Statement statement = engine.createStatement()) {
        statement.execute("set enable_external_file_cache = false"); // tests write a file anew
      }
      return engine;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query, each value as DuckDB writes it and null as {@code ∅}. */
  static List<List<String>> rows(String sql) {
    try (Connection connection = ENGINE.duplicate();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String value = result.getString(i);
          row.add(value == null ? "∅" : value);
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The only value of a query. */
  static String value(String sql) {
    return rows(sql).get(0).get(0);
  }

  /** A file as a table, with every column of a CSV file as text. */
  static String table(Path file) {
    String name = file.toString();
    return name.endsWith(".csv")
        ? "read_csv('%s', header = true, all_varchar = true, quote = '\"', escape = '\"', delim = ',', new_line = '\\r\\n')"
            .formatted(name)
        : "'%s'".formatted(name);
  }

  /** How many rows a file has. */
  static long count(Path file) {
    return Long.parseLong(value("select count(*) from " + table(file)));
  }

  /**
   * How many rows one of two files has and the other has not, whatever the types of their columns:
   * counted in one pass, which takes an eighth of the time of two exceptions.
   */
  static long differences(Path file, Path other) {
    return Long.parseLong(
        value(
            """
            select coalesce(sum(abs(surplus)), 0)::bigint
            from (
              select sum(side) as surplus, * exclude (side)
              from (
                select 1 as side, columns(*)::varchar from %s
                union all
                select -1, columns(*)::varchar from %s
              )
              group by all
            )
            """
                .formatted(table(file), table(other))));
  }
}
