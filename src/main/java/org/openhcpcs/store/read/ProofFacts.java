package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.database.Sql;
import org.openhcpcs.history.Identity;

/**
 * What a receipt rests on and no archive tells: which archives are the releases, which corrections
 * were applied, what people decided, and what became of every other archive that was kept.
 *
 * @param revisions the revisions, corrected ones among them
 * @param workbooks the corrections that are applied
 * @param archives what became of each archive, that of the releases among them
 * @param reviewed decisions on the meaning of codes
 */
public record ProofFacts(
    List<RevisionFacts> revisions,
    List<WorkbookFacts> workbooks,
    List<ArchiveFate> archives,
    List<Identity.Reviewed> reviewed) {

  /**
   * A revision of an edition.
   *
   * @param isCorrected whether corrections make it
   */
  public record RevisionFacts(
      Edition edition,
      LocalDate publishedOn,
      String archiveName,
      String archiveSha256,
      boolean isCorrected) {}

  /** A workbook of corrections. */
  public record WorkbookFacts(
      Edition edition, String archiveName, String archiveSha256, String file) {}

  /**
   * What became of an archive.
   *
   * @param releaseSha256 the archive of the code file that it came with
   * @param editionToldBy how a person told its edition, in case no name does
   * @param isLooseCodeFile whether it is itself a code file, and no zip
   * @param fate {@code published}, {@code beside}, {@code refused}, {@code staged}, {@code rolled
   *     back} or {@code not published}
   * @param reason why it is not published, if the fate does not say it all
   */
  public record ArchiveFate(
      String releaseSha256,
      Edition edition,
      String sha256,
      String name,
      String editionToldBy,
      boolean isLooseCodeFile,
      String fate,
      Optional<String> reason) {}

  /** Reads them, all from one state of the database. */
  public static ProofFacts of(Database database) {
    return RowQuery.inSnapshot(database, () -> ofOpen(database));
  }

  /** Reads them in the transaction that is open. */
  public static ProofFacts ofOpen(Database database) {
    return of(database.sql());
  }

  private static ProofFacts of(Sql sql) {
    return new ProofFacts(
        sql.list(
            """
            select edition, published_on, archive_name, archive_sha256, corrects_release_id is not null
            from hcpcs.release
            order by edition, revision
            """,
            RevisionFacts.class),
        sql.list(
            """
            select distinct on (r.edition, c.file_sha256) r.edition, c.archive_name, c.archive_sha256, c.file
            from hcpcs.correction c
            join hcpcs.release r using (release_id)
            where c.is_accepted
            order by r.edition, c.file_sha256, c.archive_sha256
            """,
            WorkbookFacts.class),
        sql.list(
            """
            select distinct on (edition, archive_sha256) release_sha256, edition, archive_sha256, archive_name,
              edition_told_by, is_loose_code_file, fate, reason
            from hcpcs.kept_archive
            order by edition, archive_sha256, release_sha256 = archive_sha256 desc, archive_name, release_sha256
            """,
            ArchiveFate.class),
        sql.list(
            "select code, edition, meaning, reason, decided_by from hcpcs.reviewed_meaning order by code, edition",
            Identity.Reviewed.class));
  }
}
