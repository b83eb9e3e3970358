package org.openhcpcs.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Finding;
import org.openhcpcs.source.NocCode;
import org.openhcpcs.source.ReportedChange;
import org.openhcpcs.source.TransactionReport;

/**
 * Writes what a release brings besides its records: its files, findings, NOC list, transaction
 * reports, and additions to the lookup tables.
 */
final class CompanionStore {

  private final Connection connection;

  CompanionStore(Connection connection) {
    this.connection = connection;
  }

  /** What layouts and notes add to the lookup tables. */
  void addLookups(StagedCompanions companions, LocalDate publishedOn) throws SQLException {
    LookupStore lookups = new LookupStore(connection);
    lookups.addWordings(companions.wordings());
    lookups.addNotes(companions.notes(), companions.notesFile(), publishedOn);
  }

  /**
   * The files of a release, and what the companions among them say; may be added to a release that
   * is published.
   */
  void addCompanions(int releaseId, StagedCompanions companions) throws SQLException {
    addFiles(releaseId, companions.files());
    addTransactions(releaseId, companions.transactions());
    replaceFindings(releaseId, companions.findings());
    for (StagedCompanions.Corrections corrections : companions.corrections()) {
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
            insert into hcpcs_load.transaction_report (release_id, file, codes, lines, changes, actions)
            values (?, ?, ?, ?, ?, ?)
            on conflict (release_id, file) do update
            set codes = excluded.codes, lines = excluded.lines, changes = excluded.changes, actions = excluded.actions
            """)) {
      for (TransactionReport report : reports) {
        List<ReportedChange> changes = report.changes();
        insert.setInt(1, releaseId);
        insert.setString(2, report.file());
        insert.setArray(3, array("text", changes, ReportedChange::code));
        insert.setArray(4, array("integer", changes, ReportedChange::row));
        insert.setArray(5, array("text", changes, ReportedChange::change));
        insert.setArray(6, array("text", changes, ReportedChange::action));
        insert.executeUpdate();
      }
    }
  }

  private Array array(
      String type, List<ReportedChange> changes, Function<ReportedChange, @Nullable Object> element)
      throws SQLException {
    return connection.createArrayOf(type, changes.stream().map(element).toArray());
  }

  /** Adds findings to a release that may have them already. */
  void replaceFindings(int releaseId, List<Finding> findings) throws SQLException {
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

  private void addFiles(int releaseId, List<StagedCompanions.File> files) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.source_file
              (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (release_id, archive_sha256, sha256, name) do nothing
            """)) {
      for (StagedCompanions.File file : files) {
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

  void addFindings(int releaseId, List<Finding> findings) throws SQLException {
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
        "hcpcs.finding (release_id, severity, rule, code, field, file, line, observed, expected, message)");
  }
}
