package org.openhcpcs.store.content;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.source.companion.NocCode;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.source.companion.ReportedChange;
import org.openhcpcs.source.companion.TransactionReport;

/**
 * Writes what a release brings besides its records: its files, findings, NOC list, transaction
 * reports, and additions to the lookup tables.
 */
public final class CompanionStore {

  private final Connection connection;

  public CompanionStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * The files of a release, and what the companions among them say; may be added to a release that
   * is published.
   */
  public void addCompanions(int releaseId, StagedCompanions companions) throws SQLException {
    addFiles(releaseId, companions.files());
    addTransactions(releaseId, companions.transactions());
    addWordings(releaseId, companions.wordings());
    addNotes(releaseId, companions.notes(), companions.notesFile());
    replaceFindings(releaseId, companions.findings());
    for (StagedCompanions.CorrectionsFile corrections : companions.corrections()) {
      new CorrectionStore(connection).add(releaseId, corrections);
    }
    CopyRows rows = new CopyRows();
    for (NocCode noc : companions.nocCodes()) {
      rows.add(releaseId)
          .add(noc.code())
          .add(noc.longDescription())
          .add(noc.addedDate())
          .add(noc.terminationDate())
          .endRow();
    }
    if (rows.rows() > 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "delete from hcpcs.not_otherwise_classified where release_id = " + releaseId);
      }
      rows.send(
          connection,
          "hcpcs.not_otherwise_classified (release_id, code, long_description, added_date, termination_date)");
    }
  }

  /** What the transaction reports of a release say; a report of the same name takes the place. */
  private void addTransactions(int releaseId, List<TransactionReport> reports) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.transaction_report (release_id, file, codes, line_steps, changes, actions)
            values (?, ?, ?, ?, ?, ?)
            on conflict (release_id, file) do update
            set codes = excluded.codes, line_steps = excluded.line_steps, changes = excluded.changes,
              actions = excluded.actions
            """)) {
      for (TransactionReport report : reports) {
        List<ReportedChange> changes = report.changes();
        insert.setInt(1, releaseId);
        insert.setString(2, report.file());
        insert.setArray(3, array("text", changes, ReportedChange::code));
        insert.setArray(4, connection.createArrayOf("integer", rowSteps(changes)));
        insert.setArray(5, array("text", changes, ReportedChange::change));
        insert.setArray(6, array("text", changes, ReportedChange::action));
        insert.executeUpdate();
      }
    }
  }

  /** From each row to the next: nearly always one, which takes next to no room. */
  private static Object[] rowSteps(List<ReportedChange> changes) {
    Object[] steps = new Object[changes.size()];
    int row = 0;
    for (int i = 0; i < steps.length; i++) {
      steps[i] = changes.get(i).row() - row;
      row = changes.get(i).row();
    }
    return steps;
  }

  private Array array(
      String type, List<ReportedChange> changes, Function<ReportedChange, @Nullable Object> element)
      throws SQLException {
    return connection.createArrayOf(type, changes.stream().map(element).toArray());
  }

  /** What the record layout says, for the lookup tables. */
  private void addWordings(int releaseId, List<Wording> wordings) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.stated_wording as w
              (release_id, source, indicator, code, stated_on, description, heading, valid_from, valid_to)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (release_id, source, indicator, code, stated_on) do update
            set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
              valid_to = excluded.valid_to
            where w.description < excluded.description
            """)) {
      for (Wording wording : wordings) {
        insert.setInt(1, releaseId);
        insert.setString(2, wording.source());
        insert.setString(3, wording.indicator().table());
        insert.setString(4, wording.code());
        insert.setObject(5, wording.statedOn());
        insert.setString(6, wording.description());
        insert.setString(7, wording.heading());
        insert.setObject(8, wording.validFrom());
        insert.setObject(9, wording.validTo());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** What the processing notes say, for their lookup table. */
  private void addNotes(int releaseId, List<ProcessingNote> notes, String source)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.stated_note as n (release_id, source, code, text, deleted_on)
            values (?, ?, ?, ?, ?)
            on conflict (release_id, source, code) do update
            set text = excluded.text, deleted_on = excluded.deleted_on
            where n.text < excluded.text
            """)) {
      for (ProcessingNote note : notes) {
        insert.setInt(1, releaseId);
        insert.setString(2, source);
        insert.setString(3, note.code());
        insert.setString(4, note.text());
        insert.setObject(5, note.deletedOn().orElse(null));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds findings to a release that may have them already. */
  public void replaceFindings(int releaseId, List<Finding> findings) throws SQLException {
    try (PreparedStatement forget =
        connection.prepareStatement(
            "delete from hcpcs.finding where release_id = ? and file = ? and rule = ?")) {
      for (Finding finding : findings) {
        forget.setInt(1, releaseId);
        forget.setString(2, finding.file());
        forget.setString(3, finding.rule());
        forget.addBatch();
      }
      forget.executeBatch();
    }
    addFindings(releaseId, findings);
  }

  private void addFiles(int releaseId, List<StagedCompanions.SourceFile> files)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.source_file
              (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (release_id, archive_sha256, sha256, name) do nothing
            """)) {
      for (StagedCompanions.SourceFile file : files) {
        insert.setInt(1, releaseId);
        insert.setString(2, file.name());
        insert.setString(3, file.role());
        insert.setLong(4, file.bytes());
        insert.setString(5, file.sha256());
        insert.setObject(6, file.modifiedOn());
        insert.setString(7, file.archiveName());
        insert.setString(8, file.archiveSha256());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  public void addFindings(int releaseId, List<Finding> findings) throws SQLException {
    addFindings("hcpcs.finding", releaseId, findings);
  }

  /** Keeps findings that would stand if another release did not explain the value. */
  public void addExplainedFindings(int releaseId, List<Finding> findings) throws SQLException {
    addFindings("hcpcs_load.explained_finding", releaseId, findings);
  }

  private void addFindings(String table, int releaseId, List<Finding> findings)
      throws SQLException {
    CopyRows rows = new CopyRows();
    for (Finding finding : findings) {
      rows.add(releaseId)
          .add(finding.severity().label())
          .add(finding.rule())
          .add(finding.code())
          .add(finding.field())
          .add(finding.file())
          .add(finding.line() == null ? null : finding.line().toString())
          .add(finding.observed())
          .add(finding.expected())
          .add(finding.message())
          .endRow();
    }
    rows.send(
        connection,
        table
            + " (release_id, severity, rule, code, field, file, line, observed, expected, message)");
  }
}
