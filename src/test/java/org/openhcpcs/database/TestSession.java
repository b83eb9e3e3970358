package org.openhcpcs.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A session of a test's question. The connection of the last one stays open for the next, if that
 * is asked of the same database, because making one takes longer than most questions; what a
 * session can be told to remember is forgotten in between.
 */
final class TestSession implements AutoCloseable {

  /** The one that is open and not in use. */
  private static final AtomicReference<Optional<TestSession>> LAST =
      new AtomicReference<>(Optional.empty());

  private final TestDatabase database;
  private final Connection connection;

  private TestSession(TestDatabase database) throws SQLException {
    this.database = database;
    this.connection = database.connect();
  }

  /** A session with a database; nobody else has it until it is closed. */
  static TestSession of(TestDatabase database) throws SQLException {
    Optional<TestSession> last = LAST.getAndSet(Optional.empty());
    if (last.isPresent()) {
      if (last.get().database.equals(database) && last.get().isAsNew()) {
        return last.get();
      }
      last.get().connection.close();
    }
    return new TestSession(database);
  }

  /** Closes the connection that is kept, as whoever copies or drops its database must. */
  static void leave() {
    LAST.getAndSet(Optional.empty()).ifPresent(TestSession::end);
  }

  Connection connection() {
    return connection;
  }

  /** Forgets settings, roles, locks and temporary tables; false if the server is gone. */
  private boolean isAsNew() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("discard all");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private void end() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    LAST.getAndSet(Optional.of(this)).ifPresent(TestSession::end);
  }
}
