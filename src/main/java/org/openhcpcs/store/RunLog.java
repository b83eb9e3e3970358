package org.openhcpcs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;

/** The log of runs and of their stages, {@code hcpcs_load.run} and {@code hcpcs_load.stage_run}. */
public final class RunLog {

  private final Connection connection;
  private final int runId;

  private RunLog(Connection connection, int runId) {
    this.connection = connection;
    this.runId = runId;
  }

  /** How a run ended. */
  public enum Outcome {
    DONE("done"),
    NOTHING_NEW("nothing new"),
    FAILED("failed");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }
  }

  /**
   * One stage of one release.
   *
   * @param edition the edition
   * @param archiveSha256 the archive that was worked on
   * @param stage the stage's name
   * @param startedAt when it began
   * @param milliseconds how long it took
   * @param read records taken in
   * @param written rows or records given on
   * @param rejected lines rejected
   */
  public record Stage(
      String edition,
      String archiveSha256,
      String stage,
      Instant startedAt,
      int milliseconds,
      int read,
      int written,
      int rejected) {}

  /** Opens the log of a new run. */
  public static RunLog begin(Database database, String command, String programVersion) {
    try (PreparedStatement insert =
        database
            .connection()
            .prepareStatement(
                "insert into hcpcs_load.run (command, program_version) values (?, ?) returning run_id")) {
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

  public void add(Stage stage) {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.stage_run
              (run_id, edition, archive_sha256, stage, started_at, milliseconds, read, written, rejected)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setInt(1, runId);
      insert.setString(2, stage.edition());
      insert.setString(3, stage.archiveSha256());
      insert.setString(4, stage.stage());
      insert.setTimestamp(5, Timestamp.from(stage.startedAt()));
      insert.setInt(6, stage.milliseconds());
      insert.setInt(7, stage.read());
      insert.setInt(8, stage.written());
      insert.setInt(9, stage.rejected());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** Ends a run that failed; where the connection is lost, nothing more can be logged. */
  public void endAfter(RuntimeException failure, String error) {
    try {
      end(Outcome.FAILED, error);
    } catch (HcpcsException e) {
      failure.addSuppressed(e);
    }
  }

  public void end(Outcome outcome, @Nullable String error) {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update hcpcs_load.run set ended_at = clock_timestamp(), outcome = ?, error = ? where run_id = ?")) {
      update.setString(1, outcome.label);
      update.setString(2, error);
      update.setInt(3, runId);
      update.executeUpdate();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
