package org.openhcpcs.database.schema;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** What Flyway's table says of earlier migrations, held against the files of this program. */
final class MigrationHistory {

  private static final String TABLE = "hcpcs_load.flyway_schema_history";

  private MigrationHistory() {}

  /**
   * Refuses a schema that this program cannot take further, whoever left it so.
   *
   * @param generation what the database says of the set of files that it was made by; 0 for none
   * @throws HcpcsException DATABASE_TOO_OLD if it was made by the files of before the first
   *     release, DATABASE_TOO_NEW if a newer program migrated it, DATABASE_FAILED if a file failed,
   *     is missing or has changed
   */
  static void check(Flyway flyway, int generation) {
    for (MigrationInfo info : flyway.info().all()) {
      boolean isOfOurs = info.isApplied() && info.isVersioned();
      if (generation < Migrations.OLDEST_GENERATION
          && isOfOurs
          && (info.getState() == MigrationState.MISSING_SUCCESS || !info.isChecksumMatching())) {
        throw SchemaState.tooOld();
      }
      check(info);
    }
  }

  private static void check(MigrationInfo info) {
    MigrationState state = info.getState();
    if (state.isFailed()) {
      throw refused(
          info,
          "failed when " + info.getInstalledBy() + " migrated",
          "if nothing of it is left, delete the row where not success from %s and run: hcpcs db migrate; else restore a backup"
              .formatted(TABLE));
    }
    if (state == MigrationState.FUTURE_SUCCESS
        || (state == MigrationState.MISSING_SUCCESS && info.isRepeatable())) {
      throw SchemaState.tooNew("");
    }
    if (state == MigrationState.MISSING_SUCCESS) {
      throw refused(
          info,
          "was run by " + info.getInstalledBy() + " and is none of OpenHCPCS's files",
          "use the program that has it, or restore a backup");
    }
    if (state == MigrationState.IGNORED) {
      throw refused(
          info,
          "was left out although later files were run",
          "somebody changed %s or migrated by hand; restore a backup, or load into a new database"
              .formatted(TABLE));
    }
    if (info.isVersioned() && info.isApplied() && !info.isChecksumMatching()) {
      throw refused(
          info,
          "had another content when " + info.getInstalledBy() + " ran it than in this program",
          "use the program that it came with, or load into a new database");
    }
  }

  private static HcpcsException refused(MigrationInfo info, String what, String advice) {
    String file =
        String.format(
            "%s (%s)",
            info.getVersion() == null ? "R" : "V" + info.getVersion(), info.getDescription());
    return ErrorCode.DATABASE_FAILED.failure(
        "the schema cannot be migrated: migration %s %s; %s", file, what, advice);
  }
}
