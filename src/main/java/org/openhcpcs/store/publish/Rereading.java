package org.openhcpcs.store.publish;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.Sql;
import org.openhcpcs.store.content.FindingStore;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;

/**
 * Puts what a reader of today makes of an archive in the place of what was read from it when it was
 * loaded. What CMS published is the same, so no revision is added; the difference is explained by
 * findings.
 */
record Rereading(Sql sql) {

  /**
   * A release that is loaded.
   *
   * @param releaseId its key
   * @param contentHash its content as it was read then
   * @param named whether it is named after the archive that is read again; if not, it is named
   *     after another one that said the same
   */
  record LoadedRelease(int releaseId, UUID contentHash, boolean named) {}

  /** The release that an archive was loaded as. */
  Optional<LoadedRelease> release(StagedRelease staged) {
    return sql.find(
        """
        select r.release_id, r.content_hash, r.archive_sha256 = f.archive_sha256
        from hcpcs.release r
        join hcpcs_load.source_file f using (release_id)
        where r.edition = ? and f.archive_sha256 = ? and r.corrects_release_id is null
        order by 3 desc, 1
        limit 1
        """,
        LoadedRelease.class,
        staged.edition().toString(),
        staged.archiveSha256());
  }

  /** Forgets what was read from files of a release, for it to be added again. */
  void forget(int releaseId, List<StagedCompanions.SourceFile> of) {
    List<String> files = of.stream().map(StagedCompanions.SourceFile::name).distinct().toList();
    new FindingStore(sql).forget(releaseId, files);
    deleteFiles("hcpcs_load.source_line", "file", releaseId, files);
    deleteFiles("hcpcs_load.rejected_line", "file", releaseId, files);
    deleteFiles("hcpcs_load.stated_wording", "source", releaseId, files);
    deleteFiles("hcpcs_load.stated_note", "source", releaseId, files);
    deleteFiles("hcpcs_load.transaction_report", "file", releaseId, files);
  }

  /** Forgets what was read from a release as a whole, too. */
  void forgetAll(int releaseId, List<StagedCompanions.SourceFile> of) {
    forget(releaseId, of);
    new FindingStore(sql).forgetThoseOfNoFile(releaseId);
  }

  private void deleteFiles(String table, String column, int releaseId, List<String> files) {
    sql.run(
        "delete from %s where release_id = ? and %s = any (?)".formatted(table, column),
        releaseId,
        Sql.array("text", files));
  }

  /** Those of the findings that {@link #forget} took away. */
  static List<Finding> ofTheFiles(List<Finding> findings) {
    return findings.stream().filter(finding -> FindingStore.isOfTheFiles(finding.rule())).toList();
  }

  /** Says what the release holds now, and forgets which records it held. */
  void restate(int releaseId, StagedRelease staged, UUID contentHash) {
    sql.run(
        """
        update hcpcs.release
        set content_hash = ?, codes = ?, modifiers = ?, terminated = ?, records_read = ?, rejected = ?
        where release_id = ?
        """,
        contentHash,
        staged.codeFile().count(Kind.PROCEDURE),
        staged.codeFile().count(Kind.MODIFIER),
        staged.terminated(),
        staged.codeFile().recordLines(),
        staged.codeFile().rejected().size(),
        releaseId);
    sql.run("delete from hcpcs_load.release_content where release_id = ?", releaseId);
  }

  /** A release says the same now as another one of its edition, which takes over its files. */
  void merge(int releaseId, int into) {
    sql.run(
        """
        insert into hcpcs_load.source_file
          (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
        select ?, name, role, bytes, sha256, modified_on, archive_name, archive_sha256
        from hcpcs_load.source_file
        where release_id = ?
        on conflict (release_id, archive_sha256, sha256, name) do nothing
        """,
        into,
        releaseId);
    sql.run("delete from hcpcs.release where release_id = ?", releaseId);
  }

  /** An archive says no longer the same as the release that it was loaded as. */
  void part(int releaseId, String archiveSha256) {
    sql.run(
        "delete from hcpcs_load.source_file where release_id = ? and archive_sha256 = ?",
        releaseId,
        archiveSha256);
  }
}
