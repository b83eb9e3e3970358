package org.openhcpcs.database.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ServerRefusal;

/**
 * Brings the schema up to date with the files in {@code migrations/}. Whether there is anything to
 * do is asked with one query; Flyway runs only then.
 */
public final class Migrations {

  /**
   * The files, so that the class path need not be searched for them; a test holds this list against
   * the folder.
   */
  static final List<String> FILES =
      List.of(
          "V0001__create_schemas_and_roles.sql",
          "V0002__create_lookup.sql",
          "V0003__insert_indicator_wording.sql",
          "V0004__create_release.sql",
          "V0005__create_load_log.sql",
          "V0006__create_history.sql",
          "V0007__let_the_owner_act_as_reader.sql",
          "V0008__create_correction.sql",
          "V0009__create_transaction_report.sql",
          "V0010__create_statement_and_invariant.sql",
          "V0011__drop_index_code_history_code.sql",
          "V0012__create_reviewed_meaning.sql",
          "V0013__create_download.sql",
          "V0014__create_staged_release.sql",
          "V0015__add_schema_generation.sql",
          "V0016__compact_storage.sql",
          "V0017__extend_run_log.sql",
          "V0019__create_search.sql",
          "V0020__create_policy_and_note.sql",
          "V0021__create_code_event.sql",
          "V0022__create_reference.sql",
          "V0023__index_code_history_record_id.sql",
          "V0024__create_run_lock.sql",
          "V0026__mark_sample.sql",
          "V0032__order_reference_by_posting.sql",
          "R__0010_views.sql",
          "R__0020_functions.sql",
          "R__0030_diff.sql",
          "R__0040_invariants.sql",
          "R__0050_gate_evidence.sql",
          "R__0060_archive.sql",
          "R__0070_search.sql",
          "R__0075_analyst.sql",
          "R__0080_reference.sql",
          "R__0085_feed.sql",
          "R__0090_comments.sql",
          "afterMigrate__exclude_overlap.sql",
          "afterMigrate__grant_rights.sql");

  /**
   * Rises with every change of {@link #FILES} or of what is in them, so that an older program knows
   * a newer schema; a test holds it against the files.
   */
  static final int GENERATION = 3;

  /** One program at a time migrates: "HCPCSM" in ASCII. */
  private static final long LOCK_KEY = 0x48_43_50_43_53_4dL;

  /** A login that has a limit of its own keeps it. */
  private static final String LIMIT_WAITING =
      "select set_config('lock_timeout', '1min', false) where current_setting('lock_timeout') = '0'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Migrations() {}

  /** Brings to memory what {@link Database#open} and {@link #apply} need whatever the database. */
  public static void prepare() {
    Database.prepare();
    fingerprint();
  }

  /**
   * Migrates the database unless it is up to date. Returns whether there was anything to do.
   *
   * @throws HcpcsException DATABASE_TOO_NEW if a newer program has migrated it, DATABASE_TOO_OLD if
   *     it is older than this program and the login does not own it, DATABASE_FAILED if somebody
   *     else left it as it is, or a migration fails
   */
  public static boolean apply(Database database, String programVersion) {
    if (isUpToDate(database)) {
      return false;
    }
    MigrationRights.check(database);
    return alone(
        database,
        () -> {
          if (isUpToDate(database)) {
            return false; // another program did it while this one waited
          }
          migrate(database, programVersion);
          return true;
        });
  }

  /**
   * Like {@link #apply}, and takes up what this database could not do when it was migrated.
   *
   * @throws HcpcsException as {@link #apply} does
   */
  public static boolean complete(Database database, String programVersion) {
    if (apply(database, programVersion)) {
      return true;
    }
    if (OverlapExclusion.loss(database).isEmpty() || !MigrationRights.areOwners(database)) {
      return false;
    }
    return alone(
        database,
        () -> {
          migrate(database, programVersion);
          return OverlapExclusion.loss(database).isEmpty();
        });
  }

  /** What this database cannot do, in one line that says what to do about it. */
  public static Optional<String> loss(Database database) {
    return OverlapExclusion.loss(database);
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
    return state.fingerprint().equals(fingerprint());
  }

  private static void migrate(Database database, String programVersion) {
    try {
      Flyway flyway = configuration(database).load();
      OverlapExclusion.migrateWithout(database, lean(database), flyway);
      MigrationHistory.check(flyway);
      if (SchemaState.of(database).generation() > 0) {
        // From here on an older program must not touch it, even if this one is killed.
        remember(database, "", programVersion);
      }
      flyway.migrate();
      remember(database, fingerprint(), programVersion);
    } catch (FlywayException e) {
      throw explain(e);
    }
  }

  private static HcpcsException explain(FlywayException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure && ServerRefusal.isLost(failure)) {
        return Database.failed(failure);
      }
    }
    return new HcpcsException(
        ErrorCode.DATABASE_FAILED,
        "the schema cannot be migrated: "
            + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "),
        e);
  }

  /**
   * Migrates while no other program does; the server drops the lock of a session that is lost.
   * Whoever may connect can take it, so it is not waited for without end.
   *
   * @throws HcpcsException LOCK_HELD if somebody holds it for longer than a minute, or than the
   *     login's lock_timeout says
   */
  private static <T> T alone(Database database, Supplier<T> action) {
    takeLock(database);
    try {
      return action.get();
    } finally {
      if (database.isOpen()) {
        execute(database, "select pg_advisory_unlock(" + LOCK_KEY + ")");
      }
    }
  }

  private static void takeLock(Database database) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(LIMIT_WAITING);
      statement.execute("select pg_advisory_lock(" + LOCK_KEY + ")");
      statement.execute("reset lock_timeout");
    } catch (SQLException e) {
      throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
          ? new HcpcsException(
              ErrorCode.LOCK_HELD,
              "another program is migrating this database, or holds the lock for it; try again when it has ended",
              e)
          : Database.failed(e);
    }
  }

  private static void execute(Database database, String sql) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static FluentConfiguration configuration(Database database) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(new ConnectionSource(database))
        .locations("classpath:migrations")
        .schemas("hcpcs_load", "hcpcs")
        .failOnMissingLocations(true)
        .ignoreMigrationPatterns(new String[0])
        .validateMigrationNaming(true);
  }

  private static Flyway lean(Database database) {
    return configuration(database).resourceProvider(OverlapExclusion.files(FILES)).load();
  }

  private static void remember(Database database, String fingerprint, String programVersion) {
    try (PreparedStatement update =
        database
            .connection()
            .prepareStatement(
                """
                insert into hcpcs_load.schema_state (fingerprint, program_version, generation) values (?, ?, ?)
                on conflict (only_row) do update
                set fingerprint = excluded.fingerprint, program_version = excluded.program_version,
                  generation = excluded.generation, migrated_at = now()
                """)) {
      update.setString(1, fingerprint);
      update.setString(2, programVersion);
      update.setInt(3, GENERATION);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** The SHA-256 of all files. */
  static String fingerprint() {
    return Fingerprint.VALUE;
  }

  /** Taken once, by whoever asks first. */
  private static final class Fingerprint {
    private static final String VALUE = ofFiles();
  }

  private static String ofFiles() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : FILES) {
        digest.update(text(file).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new HcpcsException(ErrorCode.INTERNAL, "this Java has no SHA-256", e);
    }
  }

  /** What is in a file. */
  static String text(String file) {
    try (InputStream in = Migrations.class.getResourceAsStream("/migrations/" + file)) {
      if (in == null) {
        throw new HcpcsException(ErrorCode.INTERNAL, "the program lacks its migration " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new HcpcsException(ErrorCode.INTERNAL, "the program's migrations cannot be read", e);
    }
  }
}
