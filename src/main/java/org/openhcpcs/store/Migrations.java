package org.openhcpcs.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.postgresql.ds.PGSimpleDataSource;

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
          "V0014__create_staged_release.sql",
          "V0016__compact_storage.sql",
          "V0017__extend_run_log.sql",
          "R__0010_views.sql",
          "R__0020_functions.sql",
          "R__0030_diff.sql",
          "R__0040_invariants.sql",
          "R__0050_gate_evidence.sql",
          "R__0090_comments.sql");

  /** One program at a time migrates: "HCPCSM" in ASCII. */
  private static final long LOCK_KEY = 0x48_43_50_43_53_4dL;

  private static final String UNDEFINED_TABLE = "42P01";

  private Migrations() {}

  /**
   * Migrates the database unless it is up to date. Returns whether there was anything to do.
   *
   * @throws HcpcsException DATABASE_TOO_NEW if a newer program has migrated it, DATABASE_FAILED if
   *     a migration fails
   */
  public static boolean apply(Database database, String programVersion) {
    String fingerprint = fingerprint();
    if (isUpToDate(database, fingerprint)) {
      return false;
    }
    execute(database, "select pg_advisory_lock(" + LOCK_KEY + ")");
    try {
      if (isUpToDate(database, fingerprint)) {
        return false; // another program did it while this one waited
      }
      flyway(database).migrate();
      remember(database, fingerprint, programVersion);
      return true;
    } catch (FlywayException e) {
      throw explain(e);
    } finally {
      execute(database, "select pg_advisory_unlock(" + LOCK_KEY + ")");
    }
  }

  private static void execute(Database database, String sql) {
    try (Statement statement = database.connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static boolean isUpToDate(Database database, String fingerprint) {
    try (PreparedStatement query =
            database
                .connection()
                .prepareStatement("select fingerprint from hcpcs_load.schema_state");
        ResultSet result = query.executeQuery()) {
      return result.next() && fingerprint.equals(result.getString(1));
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return false;
      }
      if (Database.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return true; // a reader cannot look into the loader's schema, and has nothing to migrate
      }
      throw Database.failed(e);
    }
  }

  private static Flyway flyway(Database database) {
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(dataSource(database))
            .locations("classpath:migrations")
            .schemas("hcpcs_load", "hcpcs")
            .failOnMissingLocations(true)
            .ignoreMigrationPatterns(new String[0])
            .validateMigrationNaming(true);
    return configuration.load();
  }

  private static PGSimpleDataSource dataSource(Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    Optional.ofNullable(database.properties().getProperty("user")).ifPresent(source::setUser);
    Optional.ofNullable(database.properties().getProperty("password"))
        .ifPresent(source::setPassword);
    return source;
  }

  private static HcpcsException explain(FlywayException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("not resolved locally")) {
      return new HcpcsException(
          ErrorCode.DATABASE_TOO_NEW,
          "the database was migrated by a newer version of OpenHCPCS than this one; use that version",
          e);
    }
    return new HcpcsException(
        ErrorCode.DATABASE_FAILED,
        "the schema cannot be migrated: " + message.replaceAll("\\s*\\R\\s*", " "),
        e);
  }

  private static void remember(Database database, String fingerprint, String programVersion) {
    try (PreparedStatement update =
        database
            .connection()
            .prepareStatement(
                """
                insert into hcpcs_load.schema_state (fingerprint, program_version) values (?, ?)
                on conflict (only_row) do update
                set fingerprint = excluded.fingerprint, program_version = excluded.program_version, migrated_at = now()
                """)) {
      update.setString(1, fingerprint);
      update.setString(2, programVersion);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private static String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : FILES) {
        try (InputStream in = Migrations.class.getResourceAsStream("/migrations/" + file)) {
          if (in == null) {
            throw new HcpcsException(ErrorCode.INTERNAL, "the program lacks its migration " + file);
          }
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new HcpcsException(ErrorCode.INTERNAL, "the program's migrations cannot be read", e);
    }
  }
}
