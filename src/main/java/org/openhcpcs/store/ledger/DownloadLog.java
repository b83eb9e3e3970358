package org.openhcpcs.store.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.database.Sql;

/**
 * What servers answered when archives were asked for, {@code hcpcs_load.download}. One row per URL
 * and distinct answer, so that the same answer every night does not make it grow.
 */
public record DownloadLog(Sql sql) {

  /** What became of an archive. */
  public enum DownloadOutcome implements Labelled {
    /** It is in the archive folder, and not loaded yet. */
    FETCHED,
    LOADED,
    /** A gate refused to publish it. */
    REFUSED,
    /** It cannot be read. */
    DAMAGED,
    /** The server has none. */
    NOT_POSTED,
    /** No usable answer came. */
    FAILED
  }

  /**
   * What names an archive on a server.
   *
   * @param url what is asked for
   * @param edition the edition that the link names
   * @param fileName the file's name
   */
  public record ArchiveAddress(String url, Optional<Edition> edition, String fileName) {}

  /**
   * An archive that came.
   *
   * @param downloadId its key
   * @param source where from
   * @param sha256 its content, and its name in the archive folder
   * @param bytes its size
   * @param etag the server's tag of this content
   * @param lastModified when the server says that it was changed
   * @param outcome what became of it
   */
  public record Archived(
      int downloadId,
      ArchiveAddress source,
      String sha256,
      long bytes,
      @Nullable String etag,
      @Nullable String lastModified,
      DownloadOutcome outcome) {}

  /** The columns that make an {@link Archived}. */
  private static final String ARCHIVED =
      "download_id, url, edition, file_name, sha256, bytes, etag, last_modified, outcome";

  /**
   * Keeps others from writing to the log until the transaction ends, so that two that change the
   * same lines never wait for each other.
   */
  public void lock() {
    sql.run("lock table hcpcs_load.download in share row exclusive mode");
  }

  /** The content that each URL had when it was last seen, by URL. */
  public Map<String, Archived> newest() {
    Map<String, Archived> newest = new LinkedHashMap<>();
    sql.list(
            """
            select distinct on (url) %s
            from hcpcs_load.download
            where sha256 is not null
            order by url, last_seen_at desc, download_id desc
            """
                .formatted(ARCHIVED),
            Archived.class)
        .forEach(archive -> newest.put(archive.source().url(), archive));
    return newest;
  }

  /**
   * What came and no release was loaded from, or not all that is in it, in the order in which it
   * came. What cannot be loaded counts as long as the server has it: not when it has put another in
   * its place, or nothing.
   */
  public List<Archived> notLoaded() {
    return sql.list(
        """
        select %s
        from hcpcs_load.download d
        where d.sha256 is not null
          and (
            d.outcome = 'damaged'
            or not exists (select from hcpcs_load.source_file f where f.archive_sha256 = d.sha256))
          and (
            d.outcome in ('fetched', 'loaded')
            or not exists (
              select
              from hcpcs_load.download n
              where n.url = d.url and n.outcome <> 'failed'
                and (n.last_seen_at, n.download_id) > (d.last_seen_at, d.download_id)))
        order by d.download_id
        """
            .formatted(ARCHIVED),
        Archived.class);
  }

  /**
   * Notes content that came. Content that this URL had before is seen again, and keeps its outcome.
   * What names it is what was told last, but no edition is forgotten.
   */
  public void add(
      ArchiveAddress source,
      int httpStatus,
      String sha256,
      long bytes,
      @Nullable String etag,
      @Nullable String lastModified) {
    sql.run(
        """
        insert into hcpcs_load.download
          (url, edition, file_name, outcome, http_status, sha256, bytes, etag, last_modified)
        values (?, ?, ?, 'fetched', ?, ?, ?, ?, ?)
        on conflict (url, sha256) where sha256 is not null do update
        set last_seen_at = clock_timestamp(), times_seen = download.times_seen + 1,
          etag = excluded.etag, last_modified = excluded.last_modified,
          edition = coalesce(excluded.edition, download.edition),
          file_name = case
            when excluded.edition is null and download.edition is not null then download.file_name
            else excluded.file_name
          end
        """,
        source.url(),
        editionText(source),
        source.fileName(),
        httpStatus,
        sha256,
        bytes,
        etag,
        lastModified);
  }

  /**
   * Notes that a server still has the same.
   *
   * @param source what names it now; its file name counts if its edition is news
   */
  public void seenAgain(Archived archive, ArchiveAddress source) {
    sql.run(
        """
        update hcpcs_load.download d
        set last_seen_at = clock_timestamp(), times_seen = times_seen + 1,
          edition = coalesce(n.edition, d.edition),
          file_name = case
            when n.edition is distinct from d.edition and n.edition is not null then n.file_name
            else d.file_name
          end
        from (select cast(? as text) as edition, cast(? as text) as file_name) n
        where d.download_id = ?
        """,
        editionText(source),
        source.fileName(),
        archive.downloadId());
  }

  /**
   * Notes an answer without content.
   *
   * @param outcome NOT_POSTED or FAILED
   * @param httpStatus the status code; empty if there was no answer
   */
  public void addWithoutContent(
      ArchiveAddress source,
      DownloadOutcome outcome,
      Optional<Integer> httpStatus,
      @Nullable String error) {
    sql.run(
        """
        insert into hcpcs_load.download (url, edition, file_name, outcome, http_status, error)
        values (?, ?, ?, ?, ?, ?)
        on conflict (url, coalesce(http_status, 0)) where sha256 is null do update
        set last_seen_at = clock_timestamp(), times_seen = download.times_seen + 1,
          outcome = excluded.outcome, error = excluded.error,
          edition = coalesce(excluded.edition, download.edition)
        """,
        source.url(),
        editionText(source),
        source.fileName(),
        outcome.label(),
        httpStatus.orElse(null),
        error);
  }

  /** Notes what became of an archive, wherever it came from. */
  public void judge(String sha256, DownloadOutcome outcome, @Nullable String error) {
    sql.run(
        "update hcpcs_load.download set outcome = ?, error = ? where sha256 = ?",
        outcome.label(),
        error,
        sha256);
  }

  /** Notes of everything that releases were loaded from that it is loaded. */
  public void judgeLoaded() {
    sql.run(
        """
        update hcpcs_load.download d
        set outcome = 'loaded', error = null
        where sha256 is not null and outcome <> 'loaded'
          and exists (select from hcpcs_load.source_file f where f.archive_sha256 = d.sha256)
        """);
  }

  /**
   * The newest edition that CMS's files were loaded for. The sample that comes with the program is
   * not CMS's, and says nothing about what a database lacks.
   */
  public Optional<Edition> newestEdition() {
    return sql.one(
        "select max(edition) from hcpcs.release where not is_sample",
        row -> Optional.ofNullable(row.getString(1)).flatMap(Edition::parse));
  }

  /**
   * The editions that a site was asked for, that are not loaded, and of which some URL last gave
   * nothing that can be loaded. Newer ones may have been loaded since.
   *
   * @param origin what the site's URLs begin with
   */
  public Set<Edition> missing(String origin) {
    return new TreeSet<>(
        sql.list(
            """
            select distinct n.edition
            from (
              select distinct on (url) edition, outcome
              from hcpcs_load.download
              where starts_with(url, ?)
              order by url, last_seen_at desc, download_id desc) n
            where n.outcome in ('failed', 'damaged', 'refused') and n.edition is not null
              and not exists (select from hcpcs.release r where r.edition = n.edition)
            """,
            Edition.class,
            origin));
  }

  private static @Nullable String editionText(ArchiveAddress source) {
    return source.edition().map(Edition::toString).orElse(null);
  }
}
