package org.openhcpcs.store.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.source.companion.NocCode;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.source.companion.ReportedChange;
import org.openhcpcs.source.companion.TransactionReport;

/**
 * Writes what a release brings besides its records: its files, NOC list, transaction reports, and
 * additions to the lookup tables.
 */
public record CompanionStore(Sql sql) {

  /**
   * The files of a release, and what the companions among them say; may be added to a release that
   * is published.
   */
  public void addCompanions(int releaseId, StagedCompanions companions) {
    addFiles(releaseId, companions.files());
    addTransactions(releaseId, companions.transactions());
    addWordings(releaseId, companions.wordings());
    addNotes(releaseId, companions.notes(), companions.notesFile());
    new FindingStore(sql).replace(releaseId, companions.findings());
    for (StagedCompanions.CorrectionsFile corrections : companions.corrections()) {
      new CorrectionStore(sql).add(releaseId, corrections);
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
      sql.run("delete from hcpcs.not_otherwise_classified where release_id = " + releaseId);
      rows.send(
          sql.connection(),
          "hcpcs.not_otherwise_classified (release_id, code, long_description, added_date, termination_date)");
    }
  }

  /** What the transaction reports of a release say; a report of the same name takes the place. */
  private void addTransactions(int releaseId, List<TransactionReport> reports) {
    for (TransactionReport report : reports) {
      List<ReportedChange> changes = report.changes();
      sql.run(
          """
          insert into hcpcs_load.transaction_report (release_id, file, code_steps, line_steps, changes, actions)
          values (?, ?, ?, ?, ?, ?)
          on conflict (release_id, file) do update
          set code_steps = excluded.code_steps, line_steps = excluded.line_steps, changes = excluded.changes,
            actions = excluded.actions
          """,
          releaseId,
          report.file(),
          steps(changes, change -> numberOf(change.code())),
          steps(changes, ReportedChange::row),
          texts(changes, ReportedChange::change),
          texts(changes, ReportedChange::action));
    }
  }

  /**
   * What {@code hcpcs_load.code_of_number} reads: a code as a number, however many zeros begin it.
   */
  static int numberOf(String code) {
    return Integer.parseInt("1" + code, Character.MAX_RADIX);
  }

  /** From each number to the next: nearly always a small one, which takes next to no room. */
  private static Object steps(List<ReportedChange> changes, ToIntFunction<ReportedChange> number) {
    List<Integer> steps = new ArrayList<>(changes.size());
    int before = 0;
    for (ReportedChange change : changes) {
      int next = number.applyAsInt(change);
      steps.add(next - before);
      before = next;
    }
    return Sql.array("integer", steps);
  }

  private static Object texts(
      List<ReportedChange> changes, Function<ReportedChange, @Nullable Object> element) {
    return Sql.array("text", changes.stream().map(element).toList());
  }

  /** What the record layout says, for the lookup tables. */
  private void addWordings(int releaseId, List<Wording> wordings) {
    sql.batch(
        """
        insert into hcpcs_load.stated_wording as w
          (release_id, source, indicator, code, stated_on, description, heading, valid_from, valid_to)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (release_id, source, indicator, code, stated_on) do update
        set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
          valid_to = excluded.valid_to
        where w.description < excluded.description
        """,
        wordings,
        wording ->
            Sql.values(
                releaseId,
                wording.source(),
                wording.indicator().table(),
                wording.code(),
                wording.statedOn(),
                wording.description(),
                wording.heading(),
                wording.validFrom(),
                wording.validTo()));
  }

  /** What the processing notes say, for their lookup table. */
  private void addNotes(int releaseId, List<ProcessingNote> notes, String source) {
    sql.batch(
        """
        insert into hcpcs_load.stated_note as n (release_id, source, code, text, deleted_on)
        values (?, ?, ?, ?, ?)
        on conflict (release_id, source, code) do update
        set text = excluded.text, deleted_on = excluded.deleted_on
        where n.text < excluded.text
        """,
        notes,
        note ->
            Sql.values(releaseId, source, note.code(), note.text(), note.deletedOn().orElse(null)));
  }

  private void addFiles(int releaseId, List<StagedCompanions.SourceFile> files) {
    sql.batch(
        """
        insert into hcpcs_load.source_file
          (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (release_id, archive_sha256, sha256, name) do nothing
        """,
        files,
        file ->
            Sql.values(
                releaseId,
                file.name(),
                file.role(),
                file.bytes(),
                file.sha256(),
                file.modifiedOn(),
                file.archiveName(),
                file.archiveSha256()));
  }
}
