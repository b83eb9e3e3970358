package org.openhcpcs.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;

/**
 * The statements of a connection: each is made, given its parameters, run and closed here, and what
 * fails comes out as an {@link HcpcsException}, as {@link Database#failed} sorts it. Transactions
 * are the matter of {@link Transaction}. As the connection, not thread-safe.
 *
 * <p>Parameters stand for the question marks of a text in their order; null is SQL null, {@link
 * #array} makes a PostgreSQL array. A text without parameters goes to the server as it is: it may
 * hold several statements, and a question mark in it is an operator.
 */
public record Sql(Connection connection) {

  /** Reads the row at which a result stands; columns count from 1. */
  @FunctionalInterface
  public interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Takes the row at which a result stands. */
  @FunctionalInterface
  public interface RowTaker {
    void take(ResultSet row) throws SQLException;
  }

  private interface Outcome<T> {
    T of(Statement statement) throws SQLException;
  }

  private record ArrayParameter(String type, Collection<?> elements) {}

  /**
   * A parameter that is an array.
   *
   * @param type PostgreSQL's name of the type of its elements
   * @param elements the elements; may hold null
   */
  public static Object array(String type, Collection<?> elements) {
    return new ArrayParameter(type, elements);
  }

  /** The parameters of one row of a {@link #batch}. */
  public static @Nullable Object[] values(@Nullable Object... values) {
    return values;
  }

  /**
   * Runs what changes something; returns how many rows the first statement of the text changed, -1
   * if it is a query.
   */
  public int run(String sql, @Nullable Object... parameters) {
    return execute(sql, parameters, Statement::getUpdateCount);
  }

  /** The rows of a query in their order, none of them null. */
  public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    List<T> rows = new ArrayList<>();
    each(sql, row -> rows.add(mapper.map(row)), parameters);
    return rows;
  }

  /**
   * The rows of a query in their order.
   *
   * @param type what a row becomes: a record that takes the columns in their order, or the type of
   *     the only column, see {@link RowShape}
   */
  public <T> List<T> list(String sql, Class<T> type, @Nullable Object... parameters) {
    return list(sql, RowShape.of(type), parameters);
  }

  /**
   * The first row of a query, if it has one, as {@link #list(String, Class, Object...)} makes it.
   */
  public <T> Optional<T> find(String sql, Class<T> type, @Nullable Object... parameters) {
    return find(sql, RowShape.of(type), parameters);
  }

  /** The first row of a query that always has one. */
  public <T> T one(String sql, Class<T> type, @Nullable Object... parameters) {
    return find(sql, type, parameters).orElseThrow();
  }

  /** The first row of a query, if it has one. */
  public <T> Optional<T> find(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return execute(
        sql,
        parameters,
        statement -> {
          ResultSet result = statement.getResultSet();
          return result.next() ? Optional.of(mapper.map(result)) : Optional.empty();
        });
  }

  /** The first row of a query that always has one. */
  public <T> T one(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return find(sql, mapper, parameters).orElseThrow();
  }

  /** Gives the rows of a query to a taker, one by one; the driver holds all of them. */
  public void each(String sql, RowTaker taker, @Nullable Object... parameters) {
    execute(
        sql,
        parameters,
        statement -> {
          ResultSet result = statement.getResultSet();
          while (result.next()) {
            taker.take(result);
          }
          return true;
        });
  }

  /**
   * Runs one statement for each row, in their order.
   *
   * @param values gives the parameters of a row, see {@link #values}
   */
  public <R> void batch(
      String sql, Iterable<R> rows, Function<? super R, @Nullable Object[]> values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (R row : rows) {
        set(statement, values.apply(row));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private <T> T execute(String sql, @Nullable Object[] parameters, Outcome<T> outcome) {
    if (parameters.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return outcome.of(statement);
      } catch (SQLException e) {
        throw Database.failed(e);
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      statement.execute();
      return outcome.of(statement);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private void set(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(
          i + 1,
          value instanceof ArrayParameter array
              ? connection.createArrayOf(array.type(), array.elements().toArray())
              : value);
    }
  }
}
