package org.openhcpcs.database.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ServerRefusal;

/**
 * What the database says of its schema: which program brought it up to date.
 *
 * @param generation the number of the set of migration files; 0 if there is none, or one from
 *     before they were counted
 * @param fingerprint the SHA-256 of the files; empty if it is not known
 * @param programVersion the program's version; empty if it is not known
 */
record SchemaState(int generation, String fingerprint, String programVersion) {

  private static final String UNDEFINED_TABLE = "42P01";
  private static final SchemaState UNKNOWN = new SchemaState(0, "", "");

  private static final String ANY_SCHEMA =
      """
      select exists (
        select
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'hcpcs' and c.relname = 'release')
      """;

  /**
   * Whether the database has a schema of ours, of whatever version.
   *
   * @throws HcpcsException DATABASE_FAILED if the login may not read it
   */
  static boolean isThere(Database database) {
    return !of(database).equals(UNKNOWN)
        || database.sql().one(ANY_SCHEMA, row -> row.getBoolean(1));
  }

  /**
   * Asks the database.
   *
   * @throws HcpcsException DATABASE_FAILED if the login may not read the schema
   */
  static SchemaState of(Database database) {
    try (Statement statement = database.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "select generation, fingerprint, program_version from hcpcs.schema_version")) {
      return result.next()
          ? new SchemaState(result.getInt(1), result.getString(2), result.getString(3))
          : UNKNOWN;
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return UNKNOWN;
      }
      if (ServerRefusal.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw ErrorCode.DATABASE_FAILED.failure(
            e,
            "login %s may not read this database; ask its owner for: grant hcpcs_reader to %s (hcpcs_loader if it is to load)",
            database.user(),
            database.user());
      }
      throw Database.failed(e);
    }
  }

  /**
   * Refuses a schema of a newer program: this one would put its older views and functions back.
   *
   * @throws HcpcsException DATABASE_TOO_NEW
   */
  void refuseNewerThan(int ours) {
    if (generation > ours) {
      throw tooNew(programVersion);
    }
  }

  static HcpcsException tooNew(String programVersion) {
    return ErrorCode.DATABASE_TOO_NEW.failure(
        "the database was migrated by a newer version of OpenHCPCS than this one%s; use that version",
        programVersion.isEmpty() ? "" : ", " + programVersion);
  }

  /** What an unreleased program made cannot be taken further, and need not be lost. */
  static HcpcsException tooOld() {
    return ErrorCode.DATABASE_TOO_OLD.failure(
        "the database was made by OpenHCPCS from before its first release, and its tables are others now; make it "
            + "anew: hcpcs db save DIR; psql \"$(hcpcs db url)\" -c 'drop schema hcpcs, hcpcs_load cascade'; hcpcs db "
            + "restore DIR; hcpcs load --from parse");
  }
}
