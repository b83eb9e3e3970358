package org.openhcpcs.store.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;

/**
 * The log of runs and of their stages, {@code hcpcs_load.run} and {@code hcpcs_load.stage_run}.
 *
 * <p>A stage is logged when it begins and again when it ends; what ends inside a transaction is
 * logged after it. Whoever begins a run holds the {@link RunLock}, so a run that is still open then
 * was killed.
 */
public final class RunLog {

  /**
   * The end of a statement that is its own transaction: it does not wait for the disk, as nothing
   * needs the row that is not on the disk first. A server that crashes may lose the last rows.
   */
  private static final String WITHOUT_WAITING =
      " from pg_catalog.set_config('synchronous_commit', 'off', true) ";

  private final Connection connection;
  private final int runId;

  private RunLog(Connection connection, int runId) {
    this.connection = connection;
    this.runId = runId;
  }

  /** How a run ended. */
  public enum RunOutcome {
    DONE("done"),
    NOTHING_NEW("nothing new"),
    REFUSED("refused"),
    FAILED("failed");

    private final String label;

    RunOutcome(String label) {
      this.label = label;
    }

    /** The word that the database uses. */
    public String label() {
      return label;
    }
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
   * @param programVersion the program's version
   */
  public static RunLog begin(Database database, String command, String programVersion) {
    closeKilled(database);
    try (PreparedStatement insert =
        database
            .connection()
            .prepareStatement(
                "insert into hcpcs_load.run (command, program_version) select ?, ?"
                    + WITHOUT_WAITING
                    + "returning run_id")) {
      insert.setString(1, command);
      insert.setString(2, programVersion);
      try (ResultSet result = insert.executeQuery()) {
        result.next();
        return new RunLog(database.connection(), result.getInt(1));
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /**
   * Closes the runs that were killed, and returns how many they are. The caller holds the {@link
   * RunLock}.
   */
  public static int closeKilled(Database database) {
    try (Statement statement = database.connection().createStatement()) {
      int closed =
          statement.executeUpdate(
              """
              update hcpcs_load.run
              set ended_at = greatest(clock_timestamp(), started_at), outcome = 'killed'
              where ended_at is null
              """);
      statement.executeUpdate(
          """
          update hcpcs_load.stage_run s
          set error_code = 'KILLED'
          from hcpcs_load.run r
          where r.run_id = s.run_id and r.outcome = 'killed' and s.milliseconds is null and s.error_code is null
          """);
      return closed;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** The number of the run. */
  public int run() {
    return runId;
  }

  /** Says which archives the run was given, by the hash over theirs. */
  public void inputs(String sha256) {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update hcpcs_load.run set inputs_sha256 = ?" + WITHOUT_WAITING + "where run_id = ?")) {
      update.setString(1, sha256);
      update.setInt(2, runId);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** Logs a stage, or what became of it since it was logged. */
  public void write(LoggedStage stage) {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.stage_run
              (run_id, edition, archive_sha256, stage, started_at, milliseconds, read, written, rejected, skipped, error_code)
            select ?::integer, ?, ?, ?, ?::timestamptz, ?::integer, ?::integer, ?::integer, ?::integer, ?::integer, ?
            %s
            on conflict (run_id, edition, archive_sha256, stage) do update
            set milliseconds = excluded.milliseconds, read = excluded.read, written = excluded.written,
              rejected = excluded.rejected, skipped = excluded.skipped, error_code = excluded.error_code
            """
                .formatted(WITHOUT_WAITING))) {
      insert.setInt(1, runId);
      insert.setString(2, stage.edition());
      insert.setString(3, stage.archiveSha256());
      insert.setString(4, stage.stage());
      insert.setTimestamp(5, Timestamp.from(stage.startedAt()));
      insert.setObject(6, stage.milliseconds());
      insert.setInt(7, stage.read());
      insert.setInt(8, stage.written());
      insert.setInt(9, stage.rejected());
      insert.setInt(10, stage.skipped());
      insert.setString(11, stage.errorCode() == null ? null : stage.errorCode().name());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
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
    try (PreparedStatement update =
        connection.prepareStatement(
            "update hcpcs_load.run set ended_at = greatest(clock_timestamp(), started_at), outcome = ?, error = ? where run_id = ?")) {
      update.setString(1, outcome.label);
      update.setString(2, error);
      update.setInt(3, runId);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
