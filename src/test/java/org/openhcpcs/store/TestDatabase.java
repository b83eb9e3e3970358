package org.openhcpcs.store;

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
 * A database of the {@link TestServer}, and what tests ask of it. Every call opens a connection of
 * its own.
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

  /** The environment in which the program can log in. */
  public Map<String, String> environment() {
    return Map.of("PGUSER", user, "PGPASSWORD", password);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /** Opens it as the program does. */
  Database open() {
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
