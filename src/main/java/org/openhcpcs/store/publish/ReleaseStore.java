package org.openhcpcs.store.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.history.Identity;
import org.openhcpcs.store.content.ContentStore;
import org.openhcpcs.store.content.CorrectionStore;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.derive.Derivation;
import org.openhcpcs.store.derive.ReviewedMeanings;

/** What is published, and what people decide of it. */
public record ReleaseStore(Sql sql) {

  /**
   * The SHA-256 of every archive that an edition was loaded from, and of every file in it: what
   * somebody takes out of a zip is loaded with it.
   */
  public Set<String> knownArchives(Edition edition) {
    return new HashSet<>(
        sql.list(
            """
            select distinct unnest(array[f.archive_sha256, f.sha256])
            from hcpcs_load.source_file f
            join hcpcs.release r using (release_id)
            where r.edition = ?
            """,
            String.class,
            edition.toString()));
  }

  /** The identity of the content of a release. */
  public UUID contentHash(StagedRelease release) {
    return ContentStore.ReleaseContent.of(release.codeFile().records()).hash();
  }

  /** Whether an edition has a revision with the content of a release. */
  public boolean holds(StagedRelease release) {
    return releaseWith(sql, release.edition(), contentHash(release)).isPresent();
  }

  /** Another edition with the same content as a release. */
  public Optional<String> editionWithTheSame(int releaseId) {
    return sql.find(
        """
        select o.edition
        from hcpcs.release r
        join hcpcs.release o on o.content_hash = r.content_hash and o.edition <> r.edition
        where r.release_id = ?
        order by 1
        limit 1
        """,
        String.class,
        releaseId);
  }

  /** The revision of an edition with some content, corrected ones not counted. */
  static Optional<Integer> releaseWith(Sql sql, Edition edition, UUID contentHash) {
    return sql.find(
        "select release_id from hcpcs.release where edition = ? and content_hash = ? and corrects_release_id is null",
        Integer.class,
        edition.toString(),
        contentHash);
  }

  /** The release that an archive was loaded as; empty if it is not loaded. */
  public Optional<Integer> loadedAs(StagedRelease staged) {
    return new Rereading(sql).release(staged).map(Rereading.LoadedRelease::releaseId);
  }

  /**
   * Makes revisions of editions with the corrections that CMS published for them.
   *
   * @return how the corrections of each fared, of editions that have any that were not applied yet
   */
  public Map<Edition, String> applyCorrections(Set<Edition> editions) {
    return Transaction.committed(
        sql.connection(),
        () -> {
          CorrectionStore corrections = new CorrectionStore(sql);
          List<Edition> accepted = new ArrayList<>();
          for (Edition edition : editions) {
            if (corrections.accept(edition, true)) {
              accepted.add(edition);
            }
          }
          new Derivation(sql).run();
          Map<Edition, String> summaries = new TreeMap<>();
          for (Edition edition : accepted) {
            summaries.put(edition, corrections.summary(edition, corrections.files(edition)));
          }
          return summaries;
        });
  }

  /** Takes over what people decided on the meaning of codes, and derives the history with it. */
  public void review(Set<Identity.Reviewed> decisions) {
    Transaction.committed(
        sql.connection(),
        () -> {
          boolean isChanged = new ReviewedMeanings(sql).replace(decisions);
          if (isChanged) {
            Derivation reviewed = new Derivation(sql);
            reviewed.meaningsReviewed();
            reviewed.run();
          }
          return isChanged;
        });
  }

  /** How many findings a published release has, those of its comparison with others included. */
  public int findings(StagedRelease published) {
    return sql.one(
        "select count(*) from hcpcs.finding where release_id = ?",
        Integer.class,
        loadedAs(published).orElseThrow());
  }

  /** How those corrections of an edition fared that came with some files; empty if none did. */
  public String corrections(Edition edition, StagedCompanions companions) {
    return new CorrectionStore(sql)
        .summary(
            edition,
            companions.corrections().stream()
                .map(corrections -> corrections.file().sha256())
                .toList());
  }

  /** The revisions of an edition that an archive belongs to, corrected ones not counted. */
  public List<StoredRevision> revisionsWith(Edition edition, String archiveSha256) {
    return sql.list(
        """
        select distinct r.release_id, r.published_on
        from hcpcs.release r
        join hcpcs_load.source_file f using (release_id)
        where r.edition = ? and f.archive_sha256 = ? and r.corrects_release_id is null
        order by 1
        """,
        StoredRevision.class,
        edition.toString(),
        archiveSha256);
  }

  /**
   * A revision of an edition.
   *
   * @param releaseId its key
   * @param publishedOn since when CMS has published it
   */
  public record StoredRevision(int releaseId, LocalDate publishedOn) {}

  /** The newest revision of an edition that CMS published, corrections not counted. */
  public Optional<StoredRevision> publishedRelease(Edition edition) {
    return sql.find(
        """
            select release_id, published_on
            from hcpcs.release
            where edition = ? and corrects_release_id is null
            order by revision desc
            limit 1
            """,
        StoredRevision.class,
        edition.toString());
  }
}
