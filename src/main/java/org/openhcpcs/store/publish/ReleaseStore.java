package org.openhcpcs.store.publish;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.history.Identity;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;
import org.openhcpcs.store.content.CompanionStore;
import org.openhcpcs.store.content.ContentStore;
import org.openhcpcs.store.content.CorrectionStore;
import org.openhcpcs.store.content.LookupStore;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.derive.Derivation;
import org.openhcpcs.store.derive.ReviewedMeanings;
import org.openhcpcs.store.ledger.Holdings;

/** Publishes releases: each in one transaction, so that readers see all of it or nothing. */
public final class ReleaseStore {

  private final Connection connection;
  private final Sql sql;
  private final CompanionStore companions;
  private final ContentStore contents;
  private final LookupStore lookups;
  private Derivation derivation;
  private int newRecords;
  private List<ReleaseRemoval.Sample> sampleTakenOut = List.of();

  public ReleaseStore(Database database) {
    this.connection = database.connection();
    this.sql = new Sql(connection);
    this.companions = new CompanionStore(connection);
    this.contents = new ContentStore(connection);
    this.lookups = new LookupStore(connection);
    this.derivation = new Derivation(connection);
  }

  /**
   * What publishing a release did.
   *
   * @param releaseId its key
   * @param newRevision whether its content was new; an archive that says the same as a loaded
   *     revision only adds its files
   * @param newRecords records that no release had before
   */
  public record PublishResult(int releaseId, boolean newRevision, int newRecords) {}

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
            row -> row.getString(1),
            edition.toString()));
  }

  /** The identity of the content of a release. */
  public UUID contentHash(StagedRelease release) {
    return ContentStore.ReleaseContent.of(release.codeFile().records()).hash();
  }

  /** Whether an edition has a revision with the content of a release. */
  public boolean holds(StagedRelease release) {
    return releaseWith(release.edition(), contentHash(release)).isPresent();
  }

  /**
   * Opens a transaction and brings the records that no release had before into it, unseen by
   * readers until {@link #publish}. Returns how many they are. A release of CMS's takes the sample
   * out.
   *
   * @throws HcpcsException SAMPLE_REFUSED if it is of the sample, and CMS's releases are there
   */
  public int stage(StagedRelease release) {
    return Transaction.opened(
        connection,
        () -> {
          derivation = new Derivation(connection);
          sampleTakenOut = keepApart(release);
          lookups.makeRoom(release);
          List<PublishedRecord> records = release.codeFile().records();
          contents.stage(ContentStore.ReleaseContent.of(records));
          newRecords = contents.copyNewRecords(position -> records.get(position).record());
          return newRecords;
        });
  }

  /** The releases of the sample that {@link #stage} took out, oldest edition first. */
  public List<ReleaseRemoval.Sample> sampleTakenOut() {
    return sampleTakenOut;
  }

  /** The sample and what CMS published never stand side by side. */
  private List<ReleaseRemoval.Sample> keepApart(StagedRelease release) {
    Holdings holdings = Holdings.of(connection);
    boolean isReadAgain = loadedAs(release).isPresent();
    if (release.isSample() && holdings == Holdings.RELEASES && !isReadAgain) {
      throw new HcpcsException(
          ErrorCode.SAMPLE_REFUSED,
          release.archiveName()
              + ": the sample, which is no CMS publication; it is not loaded beside CMS's releases");
    }
    return release.isSample() || isReadAgain
        ? List.of()
        : new ReleaseRemoval(connection).takeOutSample(derivation);
  }

  /**
   * Publishes in the transaction of {@link #stage}; {@link #commit} makes it last, {@link
   * #rollback} forgets it.
   */
  public PublishResult publish(StagedRelease release) {
    return Transaction.within(
        connection,
        () -> {
          new StagedStore(connection).published(release);
          PublishResult result = write(release);
          derivation.run();
          return result;
        });
  }

  /** Makes what was staged and published last, and readers see it. */
  public void commit() {
    Transaction.commit(connection);
  }

  /** Leaves the database as it was before {@link #stage}. */
  public void rollback() {
    Transaction.takeBack(connection);
  }

  /** Ends a transaction that is open after a failure, whatever becomes of the connection. */
  public void rollbackAfter(RuntimeException failure) {
    try {
      rollback();
    } catch (HcpcsException e) {
      failure.addSuppressed(e);
    }
  }

  private PublishResult write(StagedRelease release) {
    UUID contentHash = contents.staged().hash();
    Optional<Integer> loaded = releaseWith(release.edition(), contentHash);
    if (loaded.isPresent()) {
      improvePublication(loaded.get(), release);
      companions.replaceFindings(
          loaded.get(),
          release.findings().stream().filter(f -> f.rule().startsWith("twin-")).toList());
      companions.addCompanions(loaded.get(), release.companions());
      derivation.companionsChanged(release.edition());
      return new PublishResult(loaded.get(), false, 0);
    }
    int releaseId = insertRelease(release, contentHash);
    contents.publish(releaseId);
    companions.addFindings(releaseId, release.findings());
    companions.addExplainedFindings(releaseId, release.explained());
    companions.addCompanions(releaseId, release.companions());
    addLines(releaseId, release);
    derivation.releaseAdded(release.edition(), releaseId);
    return new PublishResult(releaseId, true, newRecords);
  }

  /** What came of reading a loaded archive again. */
  public enum Reread {
    /** Its records are those that were loaded. */
    UNCHANGED,
    /** They are not: the release holds what was read now. */
    CHANGED
  }

  /** The release that an archive was loaded as; empty if it is not loaded. */
  public Optional<Integer> loadedAs(StagedRelease staged) {
    return new Rereading(connection).release(staged).map(Rereading.LoadedRelease::releaseId);
  }

  /**
   * Puts what was read now in the place of what was read from the same archive before, in the
   * transaction of {@link #stage}.
   *
   * @param differences explains how the records differ, if they do
   */
  public Reread reread(StagedRelease release, List<Finding> differences) {
    return Transaction.within(
        connection,
        () -> {
          new StagedStore(connection).published(release);
          boolean changed = putInPlace(release, differences);
          derivation.run();
          return changed ? Reread.CHANGED : Reread.UNCHANGED;
        });
  }

  /** Returns whether the records are others. */
  private boolean putInPlace(StagedRelease release, List<Finding> differences) {
    Rereading rereading = new Rereading(connection);
    Rereading.LoadedRelease loaded = rereading.release(release).orElseThrow();
    int releaseId = loaded.releaseId();
    UUID contentHash = contents.staged().hash();
    boolean changed = !contentHash.equals(loaded.contentHash());
    Optional<Integer> same = releaseWith(release.edition(), contentHash);
    if (changed && (!loaded.named() || same.isPresent())) {
      if (loaded.named()) {
        rereading.merge(releaseId, same.get());
        derivation.releasesChanged(release.edition());
      } else {
        rereading.part(releaseId, release.archiveSha256());
      }
      companions.addFindings(write(release).releaseId(), differences);
      return true;
    }
    rereading.forgetAll(releaseId, release.companions().files());
    companions.addFindings(releaseId, Rereading.ofTheFiles(release.findings()));
    companions.addExplainedFindings(releaseId, release.explained());
    companions.addCompanions(releaseId, release.companions());
    addLines(releaseId, release);
    derivation.companionsChanged(release.edition());
    if (changed) {
      rereading.restate(releaseId, release, contentHash);
      contents.publish(releaseId);
      companions.addFindings(releaseId, differences);
      derivation.releasesChanged(release.edition());
    }
    return changed;
  }

  /**
   * Of two archives with one content, the one that tells more of its publication, and then the
   * older one, names the revision.
   */
  private void improvePublication(int releaseId, StagedRelease release) {
    int improved =
        sql.run(
            """
            update hcpcs.release
            set published_on = ?, published_basis = ?, named_revision = ?, archive_name = ?, archive_sha256 = ?
            where release_id = ?
              and (array_position(array['name', 'archive', 'edition'], published_basis),
                  case when published_basis = 'edition' then effective_on else published_on end, archive_sha256)
                > (array_position(array['name', 'archive', 'edition'], ?), ?, ?)
            """,
            release.publishedOn(),
            release.publishedBasis(),
            release.namedRevision(),
            release.archiveName(),
            release.archiveSha256(),
            releaseId,
            release.publishedBasis(),
            release.publishedOn(),
            release.archiveSha256());
    if (improved > 0) {
      derivation.releasesChanged(release.edition());
    }
  }

  private Optional<Integer> releaseWith(Edition edition, UUID contentHash) {
    return sql.find(
        "select release_id from hcpcs.release where edition = ? and content_hash = ? and corrects_release_id is null",
        row -> row.getInt(1),
        edition.toString(),
        contentHash);
  }

  private int insertRelease(StagedRelease release, UUID contentHash) {
    return sql.one(
        """
        insert into hcpcs.release (edition, revision, effective_on, published_on, published_basis, named_revision,
          is_current_revision, archive_name, archive_sha256, content_hash, codes, modifiers, terminated, records_read,
          rejected, is_sample)
        values (?, 1 + (select count(*) from hcpcs.release where edition = ?), ?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        returning release_id
        """,
        row -> row.getInt(1),
        release.edition().toString(),
        release.edition().toString(),
        release.edition().effectiveOn(),
        release.publishedOn(),
        release.publishedBasis(),
        release.namedRevision(),
        release.archiveName(),
        release.archiveSha256(),
        contentHash,
        release.codeFile().count(Kind.PROCEDURE),
        release.codeFile().count(Kind.MODIFIER),
        release.terminated(),
        release.codeFile().recordLines(),
        release.codeFile().rejected().size(),
        release.isSample());
  }

  /**
   * Makes revisions of editions with the corrections that CMS published for them.
   *
   * @return how the corrections of each fared, of editions that have any that were not applied yet
   */
  public Map<Edition, String> applyCorrections(Set<Edition> editions) {
    return Transaction.committed(
        connection,
        () -> {
          CorrectionStore corrections = new CorrectionStore(connection);
          List<Edition> accepted = new ArrayList<>();
          for (Edition edition : editions) {
            if (corrections.accept(edition, true)) {
              accepted.add(edition);
            }
          }
          new Derivation(connection).run();
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
        connection,
        () -> {
          boolean isChanged = new ReviewedMeanings(connection).replace(decisions);
          if (isChanged) {
            Derivation reviewed = new Derivation(connection);
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
        row -> row.getInt(1),
        loadedAs(published).orElseThrow());
  }

  /** How those corrections of an edition fared that came with some files; empty if none did. */
  public String corrections(Edition edition, StagedCompanions companions) {
    return new CorrectionStore(connection)
        .summary(
            edition,
            companions.corrections().stream()
                .map(corrections -> corrections.file().sha256())
                .toList());
  }

  /**
   * Opens a transaction and adds companions to a release that is published; {@link #commit} makes
   * it last.
   */
  public void attach(Edition edition, StoredRevision release, StagedCompanions staged) {
    Transaction.opened(
        connection,
        () -> {
          companions.addCompanions(release.releaseId(), staged);
          derivation = new Derivation(connection);
          derivation.companionsChanged(edition);
          derivation.run();
          return true;
        });
  }

  /**
   * Puts what companions say today in the place of what they said before, as {@link #attach} adds
   * them.
   */
  public void reattach(Edition edition, StoredRevision release, StagedCompanions staged) {
    Transaction.opened(
        connection,
        () -> {
          new Rereading(connection).forget(release.releaseId(), staged.files());
          return true;
        });
    attach(edition, release, staged);
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
        ReleaseStore::revision,
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
  public static Optional<StoredRevision> publishedRelease(Database database, Edition edition) {
    return new Sql(database.connection())
        .find(
            """
            select release_id, published_on
            from hcpcs.release
            where edition = ? and corrects_release_id is null
            order by revision desc
            limit 1
            """,
            ReleaseStore::revision,
            edition.toString());
  }

  private static StoredRevision revision(ResultSet row) throws SQLException {
    return new StoredRevision(row.getInt(1), row.getObject(2, LocalDate.class));
  }

  private void addLines(int releaseId, StagedRelease release) {
    String file = release.codeFile().file();
    CopyRows rejected = new CopyRows();
    for (RejectedLine line : release.codeFile().rejected()) {
      rejected
          .add(releaseId)
          .add(file)
          .add(line.line())
          .add(line.raw())
          .add(line.reason())
          .endRow();
    }
    rejected.send(connection, "hcpcs_load.rejected_line (release_id, file, line, raw, reason)");
    CopyRows kept = new CopyRows();
    for (SourceLine line : release.codeFile().keptLines()) {
      kept.add(releaseId).add(file).add(line.line()).add(line.raw()).endRow();
    }
    kept.send(connection, "hcpcs_load.source_line (release_id, file, line, raw)");
  }
}
