package org.openhcpcs.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB, which reads CSV, JSON Lines and Parquet without knowing us. */
final class Duck {

  private Duck() {}

  /** The rows of a query, each value as DuckDB writes it and null as {@code ∅}. */
  static List<List<String>> rows(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
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
   * How many rows one of two files has and the other has not, whatever the types of their columns.
   */
  static long differences(Path file, Path other) {
    return Long.parseLong(
        value(
            "select count(*) from ((%1$s except all %2$s) union all (%2$s except all %1$s))"
                .formatted(texts(file), texts(other))));
  }

  private static String texts(Path file) {
    return "select columns(*)::varchar from " + table(file);
  }
}
