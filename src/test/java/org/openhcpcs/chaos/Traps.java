package org.openhcpcs.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.openhcpcs.database.TestDatabase;

/**
 * Tells from outside at what point of its work the program is. Triggers in the test database let it
 * sleep for a moment, or until the trap is lifted, at the points that no other session can see.
 */
final class Traps implements AutoCloseable {

  private static final String INSTALL =
      """
      create schema chaos;
      create table chaos.trap (point text, occurrence integer);
      create sequence chaos.hit;
      create function chaos.spring() returns trigger language plpgsql as $$
      declare
        latest timestamptz;
      begin
        if exists (select from chaos.trap where point = tg_argv[0]) then
          if nextval('chaos.hit') = (select occurrence from chaos.trap) then
            latest := clock_timestamp() + make_interval(secs => coalesce(current_setting('chaos.seconds', true), tg_argv[1])::double precision);
            while clock_timestamp() < latest and exists (select from chaos.trap where point = tg_argv[0]) loop
              perform pg_sleep(0.05);
            end loop;
          end if;
        end if;
        return null;
      end
      $$;
      """;

  private static final String AFTER_STATEMENT =
      """
      create trigger chaos_%1$s after insert or update or delete on %2$s
      for each statement execute function chaos.spring('%3$s', '2');
      """;

  private static final String AT_COMMIT =
      """
      create constraint trigger chaos_commit after insert on hcpcs.release
      deferrable initially deferred for each row execute function chaos.spring('commit', '0.3');
      """;

  private final Connection connection;
  private final int lastRun;
  private final int releases;
  private final String sessions;
  private final KillPoint point;
  private final int occurrence;

  private Traps(TestDatabase database, KillPoint point, int occurrence) throws SQLException {
    this.connection = database.connect();
    this.point = point;
    this.occurrence = occurrence;
    this.lastRun = Integer.parseInt(value("select coalesce(max(run_id), 0) from hcpcs_load.run"));
    this.releases = Integer.parseInt(value("select count(*) from hcpcs.release"));
    this.sessions =
        value(
            "select array(select pid from pg_catalog.pg_stat_activity"
                + " where application_name = 'hcpcs' and state <> 'idle')");
    value(
        "with gone as (delete from chaos.trap), set_it as (insert into chaos.trap values ('%s', %d)) select 1"
            .formatted(point.label(), occurrence));
    value("select setval('chaos.hit', 1, false)");
  }

  /** Makes traps possible in a database; it takes being set that one of them springs. */
  static void install(TestDatabase database) {
    database.execute(INSTALL);
    for (KillPoint point : KillPoint.values()) {
      if (!point.table().isEmpty()) {
        database.execute(AFTER_STATEMENT.formatted(point.name(), point.table(), point.label()));
      }
    }
    database.execute(AT_COMMIT);
  }

  /**
   * Sets one trap for the run that begins next.
   *
   * @param occurrence at the how many-th time that the run comes there
   */
  static Traps set(TestDatabase database, KillPoint point, int occurrence) throws SQLException {
    return new Traps(database, point, occurrence);
  }

  /** Waits until the program is at the point; false if it ended without having been seen there. */
  boolean waitFor(Victim victim, Duration longest) throws SQLException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    try (PreparedStatement query =
        connection.prepareStatement(
            point.query(lastRun, releases + occurrence - 1, sessions, occurrence))) {
      while (System.nanoTime() < end) {
        boolean alive = victim.isAlive();
        if (value(query).equals("t")) {
          return true;
        }
        if (!alive) {
          return false;
        }
        Thread.sleep(point.isHeld() ? 20 : 4); // each look takes time that the program needs
      }
    }
    throw new AssertionError("not " + point + " within " + longest + ": " + victim.output());
  }

  /** Lets a program that sleeps in a trap go on. */
  static void lift(TestDatabase database) {
    database.execute("delete from chaos.trap");
  }

  private String value(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return value(statement);
    }
  }

  private static String value(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
