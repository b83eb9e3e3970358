package org.openhcpcs.store.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.database.Sql;

/**
 * The log of runs and of their stages, {@code hcpcs_load.run} and {@code hcpcs_load.stage_run}.
 *
 * <p>A stage is logged when it begins and again when it ends; what ends inside a transaction is
 * logged after it. Whoever begins a run holds the {@link RunLock}, so a run that is still open then
 * was killed.
 */
public record RunLog(Sql sql, int runId) {

  /**
   * The end of a statement that is its own transaction: it does not wait for the disk, as nothing
   * needs the row that is not on the disk first. A server that crashes may lose the last rows.
   */
  private static final String WITHOUT_WAITING =
      " from pg_catalog.set_config('synchronous_commit', 'off', true) ";

  /** How a run ended. */
  public enum RunOutcome implements Labelled {
    DONE,
    NOTHING_NEW,
    REFUSED,
    FAILED
  }

  /**
   * A stage of a release.
   *
   * @param edition the edition
   * @param archiveSha256 the archive that is worked on
   * @param stage the stage's name
   * @param startedAt when it began
   * @param milliseconds how long it took; null while it runs
   * @param read records or lines taken in
   * @param written rows or records given on
   * @param rejected lines rejected
   * @param skipped files or records that were there already
   * @param errorCode why it failed; null if it did not
   */
  public record LoggedStage(
      String edition,
      String archiveSha256,
      String stage,
      Instant startedAt,
      @Nullable Integer milliseconds,
      int read,
      int written,
      int rejected,
      int skipped,
      @Nullable ErrorCode errorCode) {}

  /**
   * Opens the log of a new run, and closes those that were killed.
   *
   * @param command the command line
   */
  public static RunLog begin(Database database, String command) {
    closeKilled(database);
    Sql sql = database.sql();
    return sql.one(
        "insert into hcpcs_load.run (command, program_version) select ?, ?"
            + WITHOUT_WAITING
            + "returning run_id",
        row -> new RunLog(sql, row.getInt(1)),
        command,
        ProgramVersion.get());
  }

  /**
   * Closes the runs that were killed, and returns how many they are. The caller holds the {@link
   * RunLock}.
   */
  public static int closeKilled(Database database) {
    Sql sql = database.sql();
    int closed =
        sql.run(
            """
            update hcpcs_load.run
            set ended_at = greatest(clock_timestamp(), started_at), outcome = 'killed'
            where ended_at is null
            """);
    sql.run(
        """
        update hcpcs_load.stage_run s
        set error_code = 'KILLED'
        from hcpcs_load.run r
        where r.run_id = s.run_id and r.outcome = 'killed' and s.milliseconds is null and s.error_code is null
        """);
    return closed;
  }

  /** Says which archives the run was given, by the hash over theirs. */
  public void inputs(String sha256) {
    sql.run(
        "update hcpcs_load.run set inputs_sha256 = ?" + WITHOUT_WAITING + "where run_id = ?",
        sha256,
        runId);
  }

  /** Logs a stage, or what became of it since it was logged. */
  public void write(LoggedStage stage) {
    sql.run(
        """
        insert into hcpcs_load.stage_run
          (run_id, edition, archive_sha256, stage, started_at, milliseconds, read, written, rejected, skipped, error_code)
        select ?::integer, ?, ?, ?, ?::timestamptz, ?::integer, ?::integer, ?::integer, ?::integer, ?::integer, ?
        %s
        on conflict (run_id, edition, archive_sha256, stage) do update
        set milliseconds = excluded.milliseconds, read = excluded.read, written = excluded.written,
          rejected = excluded.rejected, skipped = excluded.skipped, error_code = excluded.error_code
        """
            .formatted(WITHOUT_WAITING),
        runId,
        stage.edition(),
        stage.archiveSha256(),
        stage.stage(),
        Timestamp.from(stage.startedAt()),
        stage.milliseconds(),
        stage.read(),
        stage.written(),
        stage.rejected(),
        stage.skipped(),
        stage.errorCode() == null ? null : stage.errorCode().name());
  }

  /**
   * Ends a run that failed; where the connection is lost, nothing more can be logged, and the next
   * run closes this one.
   */
  public void endAfter(RuntimeException failure) {
    try {
      end(RunOutcome.FAILED, ErrorCode.of(failure) + ": " + failure.getMessage());
    } catch (HcpcsException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends a run. */
  public void end(RunOutcome outcome, @Nullable String error) {
    sql.run(
        "update hcpcs_load.run set ended_at = greatest(clock_timestamp(), started_at), outcome = ?, error = ? where run_id = ?",
        outcome.label(),
        error,
        runId);
  }
}
