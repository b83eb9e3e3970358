package org.openhcpcs.store.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Sql;
import org.openhcpcs.store.content.StagedCompanions;

/**
 * Which archives make a release, published or not: {@code hcpcs_load.acquired}, and their members.
 * With the archive folder it is all that it takes to read a release again.
 */
public record Acquisitions(Sql sql) {

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
    sql.batch(
        """
        insert into hcpcs_load.acquired (release_sha256, edition, archive_sha256, archive_name, bytes)
        values (?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        files,
        file ->
            Sql.values(
                key.releaseSha256(),
                key.edition().toString(),
                file.archiveSha256(),
                file.archiveName(),
                sizes.get(file.archiveSha256())));
    sql.batch(
        """
        insert into hcpcs_load.archive_member (archive_sha256, name, role, bytes, sha256, modified_on)
        values (?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        files,
        file ->
            Sql.values(
                file.archiveSha256(),
                file.name(),
                file.role(),
                file.bytes(),
                file.sha256(),
                file.modifiedOn()));
  }

  /** SHA-256 of the archives whose release a gate refused, and that wait for somebody to decide. */
  public Set<String> refused() {
    return new HashSet<>(
        sql.list(
            """
            select s.archive_sha256
            from hcpcs_load.staged_release s
            where exists (select from hcpcs_load.gate_refusal g where g.edition = s.edition)
            """,
            row -> row.getString(1)));
  }

  /**
   * The releases that were acquired, oldest edition first.
   *
   * @param edition of this edition only; empty for all
   */
  public Map<ReleaseKey, List<Kept>> releases(Which which, Optional<Edition> edition) {
    Map<ReleaseKey, List<Kept>> releases = new LinkedHashMap<>();
    sql.each(
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
        """,
        row -> {
          ReleaseKey key =
              new ReleaseKey(row.getString(1), Edition.parse(row.getString(2)).orElseThrow());
          releases
              .computeIfAbsent(key, k -> new ArrayList<>())
              .add(new Kept(row.getString(3), row.getString(4)));
        },
        edition.map(Edition::toString).orElse(null),
        which == Which.PUBLISHED);
    return releases;
  }
}
