package org.openhcpcs.store.read;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.io.function.IOConsumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/** The rows of a query of a {@link FeedSource}, a few hundred in memory at a time. */
public record FeedRows<T>(PreparedStatement query, ResultSet result, Sql.RowMapper<T> mapper)
    implements AutoCloseable {

  private static final int FETCH_SIZE = 500;

  static <T> FeedRows<T> of(
      Connection connection, String sql, List<?> parameters, Sql.RowMapper<T> mapper) {
    PreparedStatement query = null;
    try {
      query = connection.prepareStatement(sql);
      query.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < parameters.size(); i++) {
        query.setObject(i + 1, parameters.get(i));
      }
      return new FeedRows<>(query, query.executeQuery(), mapper);
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

  /** The same rows as something else. */
  public <R> FeedRows<R> map(Function<T, R> change) {
    return new FeedRows<>(query, result, row -> change.apply(mapper.map(row)));
  }

  /** The next row; null after the last. */
  public @Nullable T next() {
    try {
      return result.next() ? mapper.map(result) : null;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** Gives all that are left to a taker. */
  public void forEach(IOConsumer<T> taker) throws IOException {
    for (T row = next(); row != null; row = next()) {
      taker.accept(row);
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
