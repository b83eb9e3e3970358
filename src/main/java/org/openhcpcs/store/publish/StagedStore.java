package org.openhcpcs.store.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.check.gate.Baseline;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.store.content.ContentStore;
import org.openhcpcs.store.content.FindingStore;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.ledger.Acquisitions;

/**
 * Releases that were read and checked but not published, for people to look at: {@code
 * hcpcs_load.staged_release} and what hangs on it. There is one per edition at most.
 */
public record StagedStore(Sql sql) {

  private static final String RECORD_COLUMNS =
      "edition, position, sequence_number, line, code, kind, "
          + Field.ALL.stream().map(Field::column).collect(Collectors.joining(", "));

  /**
   * Keeps a release in a transaction of its own, in the place of what was staged of its edition
   * before.
   *
   * @param refusals the gates that did not let it pass; empty for one that is staged on purpose
   */
  public void keep(StagedRelease release, List<Gate.Refusal> refusals) {
    Transaction.committed(
        sql.connection(),
        () -> {
          remove(release.edition());
          insertRelease(release);
          insertRecords(release);
          insertFindings(release);
          insertRefusals(release.edition(), refusals);
          return true;
        });
  }

  /** The content of all that is staged. */
  public Map<Acquisitions.ReleaseKey, UUID> contents() {
    Map<Acquisitions.ReleaseKey, UUID> contents = new HashMap<>();
    sql.each(
        "select archive_sha256, edition, content_hash from hcpcs_load.staged_release",
        row ->
            contents.put(
                new Acquisitions.ReleaseKey(
                    row.getString(1), Edition.parse(row.getString(2)).orElseThrow()),
                row.getObject(3, UUID.class)));
    return contents;
  }

  /** Forgets what was staged of an edition, in the transaction that is open. */
  void remove(Edition edition) {
    sql.run("delete from hcpcs_load.staged_release where edition = ?", edition.toString());
  }

  /**
   * Forgets what was staged of an edition when its archive is published, or one that is not older,
   * in the transaction that is open.
   */
  void published(StagedRelease release) {
    sql.run(
        "delete from hcpcs_load.staged_release where edition = ? and (archive_sha256 = ? or published_on <= ?)",
        release.edition().toString(),
        release.archiveSha256(),
        release.publishing().on());
  }

  private void insertRelease(StagedRelease release) {
    sql.run(
        """
        insert into hcpcs_load.staged_release (edition, named_revision, published_on, published_basis, archive_name,
          archive_sha256, content_hash, codes, modifiers, terminated, records_read, rejected)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        release.edition().toString(),
        release.publishing().revision(),
        release.publishing().on(),
        release.publishing().basis().label(),
        release.archiveName(),
        release.archiveSha256(),
        ContentStore.ReleaseContent.of(release.codeFile().records()).hash(),
        release.codeFile().count(Kind.PROCEDURE),
        release.codeFile().count(Kind.MODIFIER),
        release.terminated(),
        release.codeFile().recordLines(),
        release.codeFile().rejected().size());
  }

  private void insertRecords(StagedRelease release) {
    CopyRows rows = new CopyRows();
    int position = 0;
    for (PublishedRecord published : release.codeFile().records()) {
      rows.add(release.edition().toString())
          .add(++position)
          .add(published.sequenceNumber())
          .add(published.line())
          .add(published.code())
          .add(published.record().kind().label());
      published.record().values().forEach(rows::addField);
      rows.endRow();
    }
    rows.send(sql.connection(), "hcpcs_load.staged_record (" + RECORD_COLUMNS + ")");
  }

  private void insertFindings(StagedRelease release) {
    CopyRows rows = new CopyRows();
    int number = 0;
    for (Finding finding :
        Stream.concat(release.findings().stream(), release.companions().findings().stream())
            .toList()) {
      rows.add(release.edition().toString()).add(++number).addRow(finding);
    }
    rows.send(
        sql.connection(),
        "hcpcs_load.staged_finding (edition, number, " + FindingStore.COLUMNS + ")");
  }

  private void insertRefusals(Edition edition, List<Gate.Refusal> refusals) {
    sql.batch(
        """
        insert into hcpcs_load.gate_refusal (edition, gate, reason, observed, allowed, compared_edition, compared_revision)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        refusals,
        refusal ->
            Sql.values(
                edition.toString(),
                refusal.gate().label(),
                refusal.reason(),
                refusal.observed(),
                refusal.allowed(),
                refusal.comparedWith().map(baseline -> baseline.edition().toString()).orElse(null),
                refusal.comparedWith().map(Baseline::revision).orElse(null)));
  }
}
