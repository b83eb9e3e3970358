package org.openhcpcs.database.schema;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.database.ServerRefusal;

/**
 * Brings the schema up to date with the files in {@code migrations/}. Whether there is anything to
 * do is asked with one query; Flyway runs only then.
 */
public final class Migrations {

  /**
   * Rises with every change of the files, so that an older program knows a newer schema; a test
   * holds it against them.
   */
  static final int GENERATION = 11;

  /**
   * The SHA-256 of all files in the order of their names. To read them would take each command a
   * twentieth of a second; a test holds it against them.
   */
  static final String FINGERPRINT =
      "7480d12c5be74a3e52866826537b0d2b0fc86820fb0b621ba33dfc00b65c77a8";

  /** Numbered files were written anew for this one, once, before anything was released. */
  static final int OLDEST_GENERATION = 4;

  /** One program at a time migrates: "HCPCSM" in ASCII. */
  private static final long LOCK_KEY = 0x48_43_50_43_53_4dL;

  /** A login that has a limit of its own keeps it. */
  private static final String LIMIT_WAITING =
      "select set_config('lock_timeout', '1min', false) where current_setting('lock_timeout') = '0'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String DEADLOCK = "40P01";
  private static final int MOST_DEADLOCKS = 50;

  private Migrations() {}

  /** Brings to memory what {@link Database#open} and {@link #apply} need whatever the database. */
  public static void prepare() {
    Database.prepare();
  }

  /**
   * Migrates the database unless it is up to date. Returns whether there was anything to do.
   *
   * @throws HcpcsException DATABASE_TOO_NEW if a newer program has migrated it, DATABASE_TOO_OLD if
   *     it is older than this program and the login does not own it, DATABASE_FAILED if somebody
   *     else left it as it is, or a migration fails
   */
  public static boolean apply(Database database) {
    if (isUpToDate(database)) {
      return false;
    }
    MigrationRights.check(database);
    takeLock(database);
    try {
      if (isUpToDate(database)) {
        return false; // another program did it while this one waited
      }
      migrate(database);
      return true;
    } finally {
      if (database.isOpen()) {
        database.sql().run("select pg_advisory_unlock(" + LOCK_KEY + ")");
      }
    }
  }

  /**
   * Whether a reader finds the schema as this program left it.
   *
   * @throws HcpcsException DATABASE_TOO_NEW if a newer program has migrated it
   */
  public static boolean isReadable(Database database) {
    try {
      return isUpToDate(database);
    } catch (HcpcsException e) {
      if (e.errorCode() == ErrorCode.DATABASE_FAILED) {
        return false; // nothing that a reader may see; its owner learns why
      }
      throw e;
    }
  }

  private static boolean isUpToDate(Database database) {
    SchemaState state = SchemaState.of(database);
    state.refuseNewerThan(GENERATION);
    return state.fingerprint().equals(FINGERPRINT);
  }

  private static void migrate(Database database) {
    try {
      Flyway flyway = configuration(database).load();
      int generation = SchemaState.of(database).generation();
      MigrationHistory.check(flyway, generation);
      if (generation > 0) {
        // From here on an older program must not touch it, even if this one is killed.
        remember(database, "");
      }
      migrate(flyway);
      remember(database, FINGERPRINT);
    } catch (FlywayException e) {
      throw explain(e);
    }
  }

  /**
   * Who reads meanwhile may hold one view and wait for another that a file makes anew, while the
   * file waits for the first. Where the server ends the file's part of it, the file is run again.
   */
  private static void migrate(Flyway flyway) {
    for (int left = MOST_DEADLOCKS; ; left--) {
      try {
        flyway.migrate();
        return;
      } catch (FlywayException e) {
        if (left == 0 || cause(e).filter(each -> DEADLOCK.equals(each.getSQLState())).isEmpty()) {
          throw e;
        }
      }
    }
  }

  private static Optional<SQLException> cause(FlywayException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  private static HcpcsException explain(FlywayException e) {
    Optional<SQLException> lost = cause(e).filter(ServerRefusal::isLost);
    if (lost.isPresent()) {
      return Database.failed(lost.get());
    }
    return ErrorCode.DATABASE_FAILED.failure(
        e,
        "the schema cannot be migrated: %s",
        String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
  }

  /**
   * While one program migrates no other does; the server drops the lock of a session that is lost.
   * Whoever may connect can take it, so it is not waited for without end.
   *
   * @throws HcpcsException LOCK_HELD if somebody holds it for longer than a minute, or than the
   *     login's lock_timeout says
   */
  private static void takeLock(Database database) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(LIMIT_WAITING);
      statement.execute("select pg_advisory_lock(" + LOCK_KEY + ")");
      statement.execute("reset lock_timeout");
    } catch (SQLException e) {
      throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
          ? ErrorCode.LOCK_HELD.failure(
              e,
              "another program is migrating this database, or holds the lock for it; try again when it has ended")
          : Database.failed(e);
    }
  }

  private static FluentConfiguration configuration(Database database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database.source())
        .locations("classpath:migrations")
        .schemas("hcpcs_load", "hcpcs")
        .failOnMissingLocations(true)
        .ignoreMigrationPatterns(new String[0])
        .validateMigrationNaming(true);
  }

  private static void remember(Database database, String fingerprint) {
    database
        .sql()
        .run(
            """
                insert into hcpcs_load.schema_state (fingerprint, program_version, generation) values (?, ?, ?)
                on conflict (only_row) do update
                set fingerprint = excluded.fingerprint, program_version = excluded.program_version,
                  generation = excluded.generation, migrated_at = now()
                """,
            fingerprint,
            ProgramVersion.get(),
            GENERATION);
  }
}
