package org.openhcpcs.store.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Kind;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;

/**
 * Puts what a reader of today makes of an archive in the place of what was read from it when it was
 * loaded. What CMS published is the same, so no revision is added; the difference is explained by
 * findings.
 */
final class Rereading {

  /**
   * Rules of findings that follow from other releases, from people or from the path of the load.
   */
  private static final String NOT_OF_THE_FILES = "^(change|correction|edition|gate|reparse)-";

  private final Connection connection;

  Rereading(Connection connection) {
    this.connection = connection;
  }

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
  Optional<LoadedRelease> release(StagedRelease staged) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select r.release_id, r.content_hash, r.archive_sha256 = f.archive_sha256
            from hcpcs.release r
            join hcpcs_load.source_file f using (release_id)
            where r.edition = ? and f.archive_sha256 = ? and r.corrects_release_id is null
            order by 3 desc, 1
            limit 1
            """)) {
      query.setString(1, staged.edition().toString());
      query.setString(2, staged.archiveSha256());
      try (ResultSet result = query.executeQuery()) {
        return result.next()
            ? Optional.of(
                new LoadedRelease(
                    result.getInt(1), result.getObject(2, UUID.class), result.getBoolean(3)))
            : Optional.empty();
      }
    }
  }

  /** Forgets what was read from files of a release, for it to be added again. */
  void forget(int releaseId, List<StagedCompanions.SourceFile> of) throws SQLException {
    String[] files =
        of.stream().map(StagedCompanions.SourceFile::name).distinct().toArray(String[]::new);
    deleteFiles(
        "hcpcs.finding", "file", releaseId, files, " and rule !~ '" + NOT_OF_THE_FILES + "'");
    deleteFiles("hcpcs_load.explained_finding", "file", releaseId, files, "");
    deleteFiles("hcpcs_load.source_line", "file", releaseId, files, "");
    deleteFiles("hcpcs_load.rejected_line", "file", releaseId, files, "");
    deleteFiles("hcpcs_load.stated_wording", "source", releaseId, files, "");
    deleteFiles("hcpcs_load.stated_note", "source", releaseId, files, "");
    deleteFiles("hcpcs_load.transaction_report", "file", releaseId, files, "");
  }

  /** Forgets what was read from a release as a whole, too. */
  void forgetAll(int releaseId, List<StagedCompanions.SourceFile> of) throws SQLException {
    forget(releaseId, of);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "delete from hcpcs.finding where file is null and release_id = "
              + releaseId
              + " and rule !~ '"
              + NOT_OF_THE_FILES
              + "'");
    }
  }

  private void deleteFiles(
      String table, String column, int releaseId, String[] files, String condition)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from %s where release_id = ? and %s = any (?)%s"
                .formatted(table, column, condition))) {
      delete.setInt(1, releaseId);
      delete.setArray(2, connection.createArrayOf("text", files));
      delete.executeUpdate();
    }
  }

  /** Those of the findings that {@link #forget} took away. */
  static List<Finding> ofTheFiles(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> !finding.rule().matches(NOT_OF_THE_FILES + ".*"))
        .toList();
  }

  /** Says what the release holds now, and forgets which records it held. */
  void restate(int releaseId, StagedRelease staged, UUID contentHash) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                """
                update hcpcs.release
                set content_hash = ?, codes = ?, modifiers = ?, terminated = ?, records_read = ?, rejected = ?
                where release_id = ?
                """);
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from hcpcs_load.release_content where release_id = ?")) {
      update.setObject(1, contentHash);
      update.setInt(2, staged.codeFile().count(Kind.PROCEDURE));
      update.setInt(3, staged.codeFile().count(Kind.MODIFIER));
      update.setInt(4, staged.terminated());
      update.setInt(5, staged.codeFile().recordLines());
      update.setInt(6, staged.codeFile().rejected().size());
      update.setInt(7, releaseId);
      update.executeUpdate();
      delete.setInt(1, releaseId);
      delete.executeUpdate();
    }
  }

  /** A release says the same now as another one of its edition, which takes over its files. */
  void merge(int releaseId, int into) throws SQLException {
    try (PreparedStatement files =
            connection.prepareStatement(
                """
                insert into hcpcs_load.source_file
                  (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
                select ?, name, role, bytes, sha256, modified_on, archive_name, archive_sha256
                from hcpcs_load.source_file
                where release_id = ?
                on conflict (release_id, archive_sha256, sha256, name) do nothing
                """);
        PreparedStatement listings =
            connection.prepareStatement(
                "delete from hcpcs_load.newest_listing where absent_after = ?");
        PreparedStatement release =
            connection.prepareStatement("delete from hcpcs.release where release_id = ?")) {
      files.setInt(1, into);
      files.setInt(2, releaseId);
      files.executeUpdate();
      listings.setInt(1, releaseId);
      listings.executeUpdate();
      release.setInt(1, releaseId);
      release.executeUpdate();
    }
  }

  /** An archive says no longer the same as the release that it was loaded as. */
  void part(int releaseId, String archiveSha256) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from hcpcs_load.source_file where release_id = ? and archive_sha256 = ?")) {
      delete.setInt(1, releaseId);
      delete.setString(2, archiveSha256);
      delete.executeUpdate();
    }
  }
}
