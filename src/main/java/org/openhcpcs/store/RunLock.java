package org.openhcpcs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The right to write: an advisory lock of the database session, so that one program at a time loads
 * into a database. PostgreSQL drops it when the session ends, however it ends.
 */
public final class RunLock implements AutoCloseable {

  /** "HCPCS" in ASCII. */
  private static final long KEY = 0x48_43_50_43_53L;

  private final Database database;

  private RunLock(Database database) {
    this.database = database;
  }

  /**
   * Takes the lock.
   *
   * @throws HcpcsException LOCK_HELD if another run holds it
   */
  public static RunLock take(Database database) {
    if (!ask(database, "select pg_try_advisory_lock(" + KEY + ")")) {
      throw new HcpcsException(
          ErrorCode.LOCK_HELD,
          "another run is loading into this database; try again when it has ended");
    }
    return new RunLock(database);
  }

  /** Gives the right back; a connection that is lost has given it back already. */
  @Override
  public void close() {
    if (database.isOpen()) {
      ask(database, "select pg_advisory_unlock(" + KEY + ")");
    }
  }

  private static boolean ask(Database database, String query) {
    try (Statement statement = database.connection().createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() && result.getBoolean(1);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
