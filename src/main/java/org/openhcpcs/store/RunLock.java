package org.openhcpcs.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The right to write: an advisory lock of the database session, so that one program at a time loads
 * into a database. PostgreSQL drops it when the session ends, however it ends.
 */
public final class RunLock implements AutoCloseable {

  /**
   * How long a lock that is held is asked for again: the server takes about a second to notice that
   * a program was killed while it worked for it.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** "HCPCS" in ASCII. */
  private static final long KEY = 0x48_43_50_43_53L;

  /** An SQL condition: some session of this database holds the lock. */
  static final String IS_HELD =
      """
      exists (
        select
        from pg_catalog.pg_locks
        where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_catalog.pg_database where datname = current_database())
          and classid::bigint = %d and objid::bigint = %d)
      """
          .formatted(KEY >>> 32, KEY & 0xFFFF_FFFFL);

  private static final String INVALID_PARAMETER = "22023";

  private final Database database;

  private RunLock(Database database) {
    this.database = database;
  }

  /**
   * Takes the lock.
   *
   * @throws HcpcsException LOCK_HELD if another run holds it for more than three seconds
   */
  public static RunLock take(Database database) {
    compileNoQueries(database);
    watchForKill(database);
    long begin = System.nanoTime();
    while (!ask(database, "select pg_try_advisory_lock(" + KEY + ")")) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new HcpcsException(
            ErrorCode.LOCK_HELD,
            "another run is loading into this database; try again when it has ended");
      }
      pause();
    }
    return new RunLock(database);
  }

  /**
   * To compile what runs once takes the server longer than to run it; its estimates for temporary
   * tables and arrays are too high to tell.
   */
  private static void compileNoQueries(Database database) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute("set jit = off");
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /**
   * Lets the server look every second whether this program still lives, so that the work and the
   * lock of a killed one end; a server whose system cannot tell goes without.
   */
  private static void watchForKill(Database database) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute("set client_connection_check_interval = '1s'");
    } catch (SQLException e) {
      if (!INVALID_PARAMETER.equals(e.getSQLState())) {
        throw Database.failed(e);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HcpcsException(ErrorCode.LOCK_HELD, "interrupted while another run was loading", e);
    }
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
