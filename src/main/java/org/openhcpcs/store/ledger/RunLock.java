package org.openhcpcs.store.ledger;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;

/**
 * The right to write: the one row of {@code hcpcs_load.run_lock}, which only the loader may change,
 * so that one program at a time loads into a database and nobody else can keep it from that. The
 * row names the session; it counts as long as the session lives, and ends however that ends.
 */
public final class RunLock implements AutoCloseable {

  /**
   * How long a lock that is held is asked for again: the server takes about a second to notice that
   * a program was killed while it worked for it.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** Two that ask at the same moment are answered one after the other. */
  private static final String DECIDE_ALONE = "select from hcpcs_load.run_lock for update";

  private static final String IS_HELD =
      "select exists (select from hcpcs_load.run_holder where pid <> pg_catalog.pg_backend_pid())";

  private static final String TAKE =
      """
      update hcpcs_load.run_lock
      set (pid, login_id, session_started_at, server_started_at) = (
        select pid, usesysid, backend_start, pg_catalog.pg_postmaster_start_time()
        from pg_catalog.pg_stat_activity
        where pid = pg_catalog.pg_backend_pid())
      """;

  private static final String GIVE_BACK =
      """
      update hcpcs_load.run_lock
      set (pid, login_id, session_started_at, server_started_at) = (null, null, null, null)
      where pid = pg_catalog.pg_backend_pid()
      """;

  private static final String INVALID_PARAMETER = "22023";

  private final Database database;

  private RunLock(Database database) {
    this.database = database;
  }

  /** Does something with the lock taken, as {@link #take} says. */
  public static <T> T held(Database database, Supplier<T> work) {
    RunLock lock = take(database);
    try {
      return work.get();
    } finally {
      lock.close();
    }
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
    while (!isTaken(database)) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw ErrorCode.LOCK_HELD.failure(
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
    database.sql().run("set jit = off");
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
      throw ErrorCode.LOCK_HELD.failure(e, "interrupted while another run was loading");
    }
  }

  /** Gives the right back; a connection that is lost has given it back already. */
  @Override
  public void close() {
    if (database.isOpen()) {
      Transaction.takeBack(
          database.connection()); // one that was given up half-way is not committed with this
      inTransaction(database, sql -> sql.run(GIVE_BACK) == 1);
    }
  }

  private static boolean isTaken(Database database) {
    return inTransaction(
        database,
        sql -> {
          sql.run(DECIDE_ALONE);
          return !sql.one(IS_HELD, row -> row.getBoolean(1)) && sql.run(TAKE) == 1;
        });
  }

  /** Does not wait for the disk: a server that crashes has no session left either. */
  private static boolean inTransaction(Database database, Predicate<Sql> work) {
    return Transaction.committed(
        database.connection(),
        () -> {
          Sql sql = database.sql();
          sql.run("set local synchronous_commit = off");
          return work.test(sql);
        });
  }
}
