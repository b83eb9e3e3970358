package org.openhcpcs.store.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;

/** The rows of a query of a {@link FeedSource}, a few hundred in memory at a time. */
public final class FeedRows<T> implements AutoCloseable {

  private static final int FETCH_SIZE = 500;

  private final PreparedStatement query;
  private final ResultSet result;
  private final Reader<T> reader;

  private FeedRows(PreparedStatement query, ResultSet result, Reader<T> reader) {
    this.query = query;
    this.result = result;
    this.reader = reader;
  }

  /** Makes something of a row. */
  interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  static <T> FeedRows<T> of(
      Connection connection, String sql, List<?> parameters, Reader<T> reader) {
    PreparedStatement query = null;
    try {
      query = connection.prepareStatement(sql);
      query.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < parameters.size(); i++) {
        query.setObject(i + 1, parameters.get(i));
      }
      return new FeedRows<>(query, query.executeQuery(), reader);
    } catch (SQLException e) {
      if (query != null) {
        closeAfter(query, e);
      }
      throw Database.failed(e);
    }
  }

  private static void closeAfter(PreparedStatement query, SQLException failure) {
    try {
      query.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** The next row; null after the last. */
  public @Nullable T next() {
    try {
      return result.next() ? reader.read(result) : null;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      query.close();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
