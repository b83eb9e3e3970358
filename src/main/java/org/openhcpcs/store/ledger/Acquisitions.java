package org.openhcpcs.store.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.content.StagedCompanions;

/**
 * Which archives make a release, published or not: {@code hcpcs_load.acquired}, and their members.
 * With the archive folder it is all that it takes to read a release again.
 */
public final class Acquisitions {

  private final Connection connection;

  public Acquisitions(Database database) {
    this.connection = database.connection();
  }

  /**
   * What makes a release.
   *
   * @param releaseSha256 the archive of its code file; of files that came without one, that of the
   *     first of them
   * @param edition its edition
   */
  public record ReleaseKey(String releaseSha256, Edition edition) {}

  /**
   * An archive of a release.
   *
   * @param sha256 SHA-256 of its content
   * @param name the zip's or loose file's own name
   */
  public record Kept(String sha256, String name) {}

  /** Which of the releases that were acquired. */
  public enum Which {
    /** Those of which an archive is not published: all of it, or one that came later. */
    UNPUBLISHED,
    /** Those of which every archive is. */
    PUBLISHED
  }

  /** Records what a release is made of; what is recorded already stays. */
  public void record(
      ReleaseKey key, List<StagedCompanions.SourceFile> files, Map<String, Long> sizes) {
    try (PreparedStatement archive =
            connection.prepareStatement(
                """
                insert into hcpcs_load.acquired (release_sha256, edition, archive_sha256, archive_name, bytes)
                values (?, ?, ?, ?, ?)
                on conflict do nothing
                """);
        PreparedStatement member =
            connection.prepareStatement(
                """
                insert into hcpcs_load.archive_member (archive_sha256, name, role, bytes, sha256, modified_on)
                values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)) {
      for (StagedCompanions.SourceFile file : files) {
        archive.setString(1, key.releaseSha256());
        archive.setString(2, key.edition().toString());
        archive.setString(3, file.archiveSha256());
        archive.setString(4, file.archiveName());
        archive.setObject(5, sizes.get(file.archiveSha256()));
        archive.addBatch();
        member.setString(1, file.archiveSha256());
        member.setString(2, file.name());
        member.setString(3, file.role());
        member.setLong(4, file.bytes());
        member.setString(5, file.sha256());
        member.setObject(6, file.modifiedOn());
        member.addBatch();
      }
      archive.executeBatch();
      member.executeBatch();
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /** SHA-256 of the archives whose release a gate refused, and that wait for somebody to decide. */
  public Set<String> refused() {
    try (PreparedStatement query =
            connection.prepareStatement(
                """
                select s.archive_sha256
                from hcpcs_load.staged_release s
                where exists (select from hcpcs_load.gate_refusal g where g.edition = s.edition)
                """);
        ResultSet result = query.executeQuery()) {
      Set<String> refused = new HashSet<>();
      while (result.next()) {
        refused.add(result.getString(1));
      }
      return refused;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /**
   * The releases that were acquired, oldest edition first.
   *
   * @param edition of this edition only; empty for all
   */
  public Map<ReleaseKey, List<Kept>> releases(Which which, Optional<Edition> edition) {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select a.release_sha256, a.edition, a.archive_sha256, a.archive_name
            from (
              select *,
                bool_and(
                  exists (
                    select
                    from hcpcs_load.source_file f
                    join hcpcs.release r using (release_id)
                    where r.edition = a.edition and f.archive_sha256 = a.archive_sha256))
                  over (partition by a.release_sha256, a.edition) as is_published,
                exists (select from hcpcs.release r where r.archive_sha256 = a.release_sha256 and r.edition = a.edition)
                  as is_named
              from hcpcs_load.acquired a
            ) a
            where a.edition = coalesce(?, a.edition) and a.is_published = ?
            order by a.edition, a.is_named desc, a.acquired_at, a.release_sha256, a.archive_name
            """)) {
      query.setString(1, edition.map(Edition::toString).orElse(null));
      query.setBoolean(2, which == Which.PUBLISHED);
      Map<ReleaseKey, List<Kept>> releases = new LinkedHashMap<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          ReleaseKey key =
              new ReleaseKey(result.getString(1), Edition.parse(result.getString(2)).orElseThrow());
          releases
              .computeIfAbsent(key, k -> new ArrayList<>())
              .add(new Kept(result.getString(3), result.getString(4)));
        }
      }
      return releases;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }
}
