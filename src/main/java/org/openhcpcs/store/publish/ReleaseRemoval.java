package org.openhcpcs.store.publish;

import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.store.content.CorrectionStore;
import org.openhcpcs.store.derive.Derivation;

/**
 * Takes the current revision of an edition out of the database, in one transaction. All that is
 * left is what would be there had that revision never been loaded; the archives are not touched.
 */
public record ReleaseRemoval(Sql sql) {

  /**
   * What was taken out.
   *
   * @param edition its edition
   * @param revision its number among the revisions of the edition
   * @param archiveName the zip or code file that it came from
   * @param codes its procedure codes
   * @param modifiers its modifiers
   * @param records records that no other release holds
   * @param nowCurrent the revision that is current in its place, if there is one
   */
  public record Removed(
      Edition edition,
      int revision,
      String archiveName,
      int codes,
      int modifiers,
      int records,
      Optional<Integer> nowCurrent) {}

  /**
   * Removes the current revision of an edition.
   *
   * @throws HcpcsException EDITION_UNKNOWN if the edition is not loaded, DATABASE_FAILED or
   *     DATABASE_UNREACHABLE if the database fails; nothing is changed then
   */
  public Removed remove(Edition edition) {
    return Transaction.committed(sql.connection(), () -> take(edition));
  }

  /** Tells what {@link #remove} would take out, and leaves everything as it is. */
  public Removed preview(Edition edition) {
    return Transaction.takenBack(sql.connection(), () -> take(edition));
  }

  /**
   * A release of the sample that was taken out.
   *
   * @param edition its edition
   * @param archiveName the zip or code file that it came from
   */
  public record SampleRelease(Edition edition, String archiveName) {}

  /**
   * Takes the whole sample out in the transaction that is open, and forgets its archives, which
   * nobody need load again. Returns its releases, oldest edition first.
   *
   * @param derivation is told which editions are others now
   */
  List<SampleRelease> takeOutSample(Derivation derivation) {
    List<SampleRelease> sample = sample();
    if (sample.isEmpty()) {
      return sample;
    }
    sql.run(
        """
        delete from hcpcs_load.acquired a
        where exists (
          select
          from hcpcs_load.source_file f
          join hcpcs.release r using (release_id)
          where r.is_sample and r.edition = a.edition and f.archive_sha256 = a.release_sha256
            and f.role like 'code_file_%')
        """);
    sql.run("delete from hcpcs.release where is_sample");
    sample.forEach(release -> derivation.releasesChanged(release.edition()));
    return sample;
  }

  private List<SampleRelease> sample() {
    return sql.list(
        "select edition, archive_name from hcpcs.release"
            + " where is_sample and corrects_release_id is null order by edition, revision",
        SampleRelease.class);
  }

  private record Current(
      int releaseId,
      int revision,
      String archiveName,
      int codes,
      int modifiers,
      boolean isCorrected) {}

  private Removed take(Edition edition) {
    Current going =
        sql.find(
                """
                select release_id, revision, archive_name, codes, modifiers, corrects_release_id is not null
                from hcpcs.release
                where edition = ? and is_current_revision
                """,
                Current.class,
                edition.toString())
            .orElseThrow(
                () ->
                    ErrorCode.EDITION_UNKNOWN.failure(
                        "%s: this edition is not loaded; hcpcs releases lists those that are",
                        edition));
    int records =
        going.isCorrected() ? forgetCorrections(edition) : takeOut(edition, going.releaseId());
    return new Removed(
        edition,
        going.revision(),
        going.archiveName(),
        going.codes(),
        going.modifiers(),
        records,
        current(edition));
  }

  private Optional<Integer> current(Edition edition) {
    return sql.find(
        "select revision from hcpcs.release where edition = ? and is_current_revision",
        Integer.class,
        edition.toString());
  }

  /** A corrected revision goes when its corrections are no longer applied. */
  private int forgetCorrections(Edition edition) {
    new CorrectionStore(sql).accept(edition, false);
    return new Derivation(sql).run();
  }

  /** Returns how many records no release holds any more. */
  private int takeOut(Edition edition, int releaseId) {
    Derivation derivation = new Derivation(sql);
    derivation.releaseGoes(edition, releaseId);
    sql.run("delete from hcpcs.release where release_id = ?", releaseId);
    new StagedStore(sql).remove(edition);
    return derivation.run();
  }
}
