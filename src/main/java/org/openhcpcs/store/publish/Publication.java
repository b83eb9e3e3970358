package org.openhcpcs.store.publish;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
import org.openhcpcs.store.content.CompanionStore;
import org.openhcpcs.store.content.ContentStore;
import org.openhcpcs.store.content.FindingStore;
import org.openhcpcs.store.content.LookupStore;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;
import org.openhcpcs.store.derive.Derivation;
import org.openhcpcs.store.derive.UnitStore;
import org.openhcpcs.store.ledger.Holdings;

/**
 * The transaction in which a release, or what belongs to one, is published: readers see all of it
 * or nothing. It is opened, used once, and committed; what is closed before that is taken back.
 */
public record Publication(Sql sql, ContentStore contents, Derivation derivation, boolean isTrial)
    implements AutoCloseable {

  private static Publication of(Sql sql, boolean isTrial) {
    return new Publication(sql, new ContentStore(sql), new Derivation(sql), isTrial);
  }

  /** Opens one. */
  public static Publication open(Database database) {
    return of(database.sql(), false);
  }

  /**
   * Opens one that is never committed, in a transaction that whoever tries things out has open and
   * takes back.
   */
  public static Publication trial(Database database) {
    return of(database.sql(), true);
  }

  /**
   * What publishing a release did.
   *
   * @param releaseId its key
   * @param newRevision whether its content was new; an archive that says the same as a loaded
   *     revision only adds its files
   */
  public record PublishResult(int releaseId, boolean newRevision) {}

  /** What came of reading a loaded archive again. */
  public enum Reread {
    /** Its records are those that were loaded. */
    UNCHANGED,
    /** They are not: the release holds what was read now. */
    CHANGED
  }

  /**
   * Brings the records of a release that no other had before into the database, unseen by readers.
   * A release of CMS's takes the sample out.
   *
   * @throws HcpcsException SAMPLE_REFUSED if it is of the sample, and CMS's releases are there
   */
  public Staged stage(StagedRelease release) {
    return Transaction.opened(
        sql.connection(),
        () -> {
          List<ReleaseRemoval.SampleRelease> gone = keepApart(release);
          new LookupStore(sql).makeRoom(release);
          List<PublishedRecord> records = release.codeFile().records();
          contents.stage(ContentStore.ReleaseContent.of(records));
          new UnitStore(sql).bringUpToDate();
          int newRecords = contents.copyNewRecords(position -> records.get(position).record());
          return new Staged(this, release, newRecords, gone);
        });
  }

  /**
   * A release whose records are in the database, and which is not published yet.
   *
   * @param newRecords how many records no release had before
   * @param sampleTakenOut the releases of the sample that went for it, oldest edition first
   */
  public record Staged(
      Publication in,
      StagedRelease release,
      int newRecords,
      List<ReleaseRemoval.SampleRelease> sampleTakenOut) {

    /** Publishes it, and brings up to date what follows. */
    public PublishResult publish() {
      return in.taken(release, () -> in.write(release));
    }

    /**
     * Puts it in the place of what was read from the same archive before.
     *
     * @param differences explains how the records differ, if they do
     */
    public Reread replace(List<Finding> differences) {
      return in.taken(
          release, () -> in.putInPlace(release, differences) ? Reread.CHANGED : Reread.UNCHANGED);
    }
  }

  /** Takes a staged release in, and brings up to date what follows from the releases. */
  private <T> T taken(StagedRelease release, Supplier<T> taking) {
    return Transaction.within(
        sql.connection(),
        () -> {
          new StagedStore(sql).published(release);
          T result = taking.get();
          derivation.run();
          return result;
        });
  }

  /**
   * Adds companions to a release that is published.
   *
   * @param again whether they take the place of what they said before
   */
  public void attach(
      Edition edition,
      ReleaseStore.StoredRevision release,
      StagedCompanions staged,
      boolean again) {
    Transaction.opened(
        sql.connection(),
        () -> {
          if (again) {
            new Rereading(sql).forget(release.releaseId(), staged.files());
          }
          new CompanionStore(sql).addCompanions(release.releaseId(), staged);
          derivation.companionsChanged(edition);
          return derivation.run();
        });
  }

  /** Makes it last, and readers see it; a trial stays as it is. */
  public void commit() {
    if (!isTrial) {
      Transaction.commit(sql.connection());
    }
  }

  /** Leaves the database as it was, unless it was committed or is a trial. */
  @Override
  public void close() {
    if (!isTrial) {
      Transaction.takeBack(sql.connection());
    }
  }

  /** The sample and what CMS published never stand side by side. */
  private List<ReleaseRemoval.SampleRelease> keepApart(StagedRelease release) {
    Holdings holdings = Holdings.of(sql);
    boolean isReadAgain = new Rereading(sql).release(release).isPresent();
    if (release.isSample() && holdings == Holdings.RELEASES && !isReadAgain) {
      throw ErrorCode.SAMPLE_REFUSED.failure(
          "%s: the sample, which is no CMS publication; it is not loaded beside CMS's releases",
          release.archiveName());
    }
    return release.isSample() || isReadAgain
        ? List.of()
        : new ReleaseRemoval(sql).takeOutSample(derivation);
  }

  private PublishResult write(StagedRelease release) {
    FindingStore findings = new FindingStore(sql);
    UUID contentHash = contents.staged().hash();
    Optional<Integer> loaded = ReleaseStore.releaseWith(sql, release.edition(), contentHash);
    if (loaded.isPresent()) {
      improvePublication(loaded.get(), release);
      findings.replace(
          loaded.get(),
          release.findings().stream().filter(f -> f.rule().startsWith("twin-")).toList());
      new CompanionStore(sql).addCompanions(loaded.get(), release.companions());
      derivation.companionsChanged(release.edition());
      return new PublishResult(loaded.get(), false);
    }
    int releaseId = insertRelease(release, contentHash);
    contents.publish(releaseId);
    findings.add(releaseId, release.findings());
    findings.addExplained(releaseId, release.explained());
    new CompanionStore(sql).addCompanions(releaseId, release.companions());
    addLines(releaseId, release);
    derivation.releaseAdded(release.edition(), releaseId);
    return new PublishResult(releaseId, true);
  }

  /** Returns whether the records are others. */
  private boolean putInPlace(StagedRelease release, List<Finding> differences) {
    FindingStore findings = new FindingStore(sql);
    Rereading rereading = new Rereading(sql);
    Rereading.LoadedRelease loaded = rereading.release(release).orElseThrow();
    int releaseId = loaded.releaseId();
    UUID contentHash = contents.staged().hash();
    boolean changed = !contentHash.equals(loaded.contentHash());
    Optional<Integer> same = ReleaseStore.releaseWith(sql, release.edition(), contentHash);
    if (changed && (!loaded.named() || same.isPresent())) {
      if (loaded.named()) {
        rereading.merge(releaseId, same.get());
        derivation.releasesChanged(release.edition());
      } else {
        rereading.part(releaseId, release.archiveSha256());
      }
      findings.add(write(release).releaseId(), differences);
      return true;
    }
    rereading.forgetAll(releaseId, release.companions().files());
    findings.add(releaseId, Rereading.ofTheFiles(release.findings()));
    findings.addExplained(releaseId, release.explained());
    new CompanionStore(sql).addCompanions(releaseId, release.companions());
    addLines(releaseId, release);
    derivation.companionsChanged(release.edition());
    if (changed) {
      rereading.restate(releaseId, release, contentHash);
      contents.publish(releaseId);
      findings.add(releaseId, differences);
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
            release.publishing().on(),
            release.publishing().basis().label(),
            release.publishing().revision(),
            release.archiveName(),
            release.archiveSha256(),
            releaseId,
            release.publishing().basis().label(),
            release.publishing().on(),
            release.archiveSha256());
    if (improved > 0) {
      derivation.releasesChanged(release.edition());
    }
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
        release.publishing().on(),
        release.publishing().basis().label(),
        release.publishing().revision(),
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

  private void addLines(int releaseId, StagedRelease release) {
    String file = release.codeFile().file();
    CopyRows rejected = new CopyRows();
    release.codeFile().rejected().forEach(line -> rejected.add(releaseId).add(file).addRow(line));
    rejected.send(
        sql.connection(), "hcpcs_load.rejected_line (release_id, file, line, raw, reason)");
    CopyRows kept = new CopyRows();
    release.codeFile().keptLines().forEach(line -> kept.add(releaseId).add(file).addRow(line));
    kept.send(sql.connection(), "hcpcs_load.source_line (release_id, file, line, raw)");
  }
}
