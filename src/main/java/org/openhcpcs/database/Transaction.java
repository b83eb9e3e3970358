package org.openhcpcs.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openhcpcs.code.HcpcsException;

/**
 * The transactions of a connection, one at a time. Nobody else begins or ends one. Whatever fails
 * in one takes it back, and comes out as an {@link HcpcsException}, or as what was thrown.
 */
public final class Transaction {

  private Transaction() {}

  /** What is done in a transaction. */
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** Begins a transaction, does the work and commits. */
  public static <T> T committed(Connection connection, Work<T> work) {
    T result = opened(connection, work);
    commit(connection);
    return result;
  }

  /** Begins a transaction, does the work and takes it back: for questions, and for trials. */
  public static <T> T takenBack(Connection connection, Work<T> work) {
    T result = opened(connection, work);
    takeBack(connection);
    return result;
  }

  /** The same for those who know no JDBC. */
  public static <T> T takenBack(Database database, Supplier<T> work) {
    return takenBack(database.connection(), work::get);
  }

  /** Begins a transaction, unless one is open, does the work, and leaves the transaction open. */
  public static <T> T opened(Connection connection, Work<T> work) {
    return within(
        connection,
        () -> {
          connection.setAutoCommit(false);
          return work.run();
        });
  }

  /** Does work in the transaction that is open. */
  public static <T> T within(Connection connection, Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      takeBack(connection, e);
      throw Database.failed(e);
    } catch (RuntimeException | Error e) {
      takeBack(connection, e);
      throw e;
    }
  }

  /** Where the connection is lost, the server takes it back by itself. */
  private static void takeBack(Connection connection, Throwable failure) {
    try {
      takeBack(connection);
    } catch (HcpcsException lost) {
      failure.addSuppressed(lost);
    }
  }

  /** Does work in the transaction that is open; of what fails, only this work is taken back. */
  public static <T> T attempt(
      Connection connection, Supplier<T> work, Function<HcpcsException, T> otherwise)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return work.get();
    } catch (HcpcsException e) {
      connection.rollback(before);
      return otherwise.apply(e);
    }
  }

  /** Commits the transaction that is open. */
  public static void commit(Connection connection) {
    within(
        connection,
        () -> {
          connection.commit();
          connection.setAutoCommit(true);
          return true;
        });
  }

  /** Takes the transaction back that is open, if one is. */
  public static void takeBack(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
