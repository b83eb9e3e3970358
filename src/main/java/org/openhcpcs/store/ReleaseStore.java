package org.openhcpcs.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.history.Identity;
import org.openhcpcs.source.NocCode;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;

/** Publishes releases: each in one transaction, so that readers see all of it or nothing. */
public final class ReleaseStore {

  private static final String RECORD_COLUMNS =
      "content_hash, descriptive_hash, code, kind, "
          + Field.ALL.stream().map(Field::column).collect(Collectors.joining(", "));

  private final Connection connection;
  private final Identity identity;
  private List<UUID> hashes = List.of();
  private int newRecords;

  /**
   * @param identity decides whether a code still means the same
   */
  public ReleaseStore(Database database, Identity identity) {
    this.connection = database.connection();
    this.identity = identity;
  }

  /**
   * What publishing a release did.
   *
   * @param releaseId its key
   * @param newRevision whether its content was new; an archive that says the same as a loaded
   *     revision only adds its files
   * @param newRecords records that no release had before
   */
  public record Published(int releaseId, boolean newRevision, int newRecords) {}

  /** The SHA-256 of every archive that an edition was loaded from. */
  public Set<String> knownArchives(Edition edition) {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select distinct f.archive_sha256
            from hcpcs_load.source_file f
            join hcpcs.release r using (release_id)
            where r.edition = ?
            """)) {
      query.setString(1, edition.toString());
      Set<String> known = new HashSet<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          known.add(result.getString(1));
        }
      }
      return known;
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  /**
   * Opens a transaction and brings the records that no release had before into it, unseen by
   * readers until {@link #publish}. Returns how many they are.
   */
  public int stage(StagedRelease release) {
    try {
      connection.setAutoCommit(false);
      LookupStore lookups = new LookupStore(connection);
      addLookups(release.companions(), release.publishedOn());
      lookups.addStatutes(statutes(release));
      lookups.addUndocumented(release.undocumented(), release.codeFile().file());
      hashes = release.codeFile().records().stream().map(r -> r.record().contentHash()).toList();
      stageHashes(release.codeFile().records());
      newRecords = copyNewRecords(release.codeFile().records());
      return newRecords;
    } catch (SQLException | RuntimeException e) {
      throw abandon(e);
    }
  }

  /**
   * Publishes in the transaction of {@link #stage}; {@link #commit} makes it last, {@link
   * #rollback} forgets it.
   */
  public Published publish(StagedRelease release) {
    try {
      return write(release);
    } catch (SQLException | RuntimeException e) {
      throw abandon(e);
    }
  }

  /** Makes what was staged and published last, and readers see it. */
  public void commit() {
    try {
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw abandon(e);
    }
  }

  /** Leaves the database as it was before {@link #stage}. */
  public void rollback() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private RuntimeException abandon(Exception cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e); // the connection is lost, and the server rolls back by itself
    }
    return cause instanceof SQLException e ? Database.failed(e) : (RuntimeException) cause;
  }

  private Published write(StagedRelease release) throws SQLException {
    UUID contentHash = contentHash(hashes, release.codeFile().records());
    Optional<Integer> loaded = releaseWith(release.edition(), contentHash);
    if (loaded.isPresent()) {
      improvePublication(loaded.get(), release);
      replaceFindings(
          loaded.get(),
          release.findings().stream().filter(f -> f.rule().startsWith("twin-")).toList());
      addCompanions(loaded.get(), release.companions());
      return new Published(loaded.get(), false, 0);
    }
    int releaseId = insertRelease(release, contentHash);
    addContent(releaseId);
    addFindings(releaseId, release.findings());
    addCompanions(releaseId, release.companions());
    addLines(releaseId, release);
    renumberRevisions(release.edition());
    refreshNewestListing();
    new HistoryStore(connection, identity).releaseAdded(releaseId);
    new ChangeStore(connection).releaseAdded(releaseId);
    return new Published(releaseId, true, newRecords);
  }

  /**
   * Of two archives with one content, the one that tells more of its publication, and then the
   * older one, names the revision.
   */
  private void improvePublication(int releaseId, StagedRelease release) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update hcpcs.release
            set published_on = ?, published_basis = ?, named_revision = ?, archive_name = ?, archive_sha256 = ?
            where release_id = ?
              and (array_position(array['name', 'archive', 'edition'], published_basis), published_on, archive_sha256)
                > (array_position(array['name', 'archive', 'edition'], ?), ?, ?)
            """)) {
      update.setObject(1, release.publishedOn());
      update.setString(2, release.publishedBasis());
      update.setInt(3, release.namedRevision());
      update.setString(4, release.archiveName());
      update.setString(5, release.archiveSha256());
      update.setInt(6, releaseId);
      update.setString(7, release.publishedBasis());
      update.setObject(8, release.publishedOn());
      update.setString(9, release.archiveSha256());
      if (update.executeUpdate() > 0) {
        renumberRevisions(release.edition());
        refreshNewestListing();
        new HistoryStore(connection, identity).rebuild();
        new ChangeStore(connection).releaseAdded(releaseId);
      }
    }
  }

  private Optional<Integer> releaseWith(Edition edition, UUID contentHash) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select release_id from hcpcs.release where edition = ? and content_hash = ?")) {
      query.setString(1, edition.toString());
      query.setObject(2, contentHash);
      try (ResultSet result = query.executeQuery()) {
        return result.next() ? Optional.of(result.getInt(1)) : Optional.empty();
      }
    }
  }

  private void stageHashes(List<PublishedRecord> records) throws SQLException {
    execute(
        "create temporary table if not exists staged (position integer, content_hash uuid, sequence_number integer) on commit drop");
    execute("truncate staged");
    CopyRows rows = new CopyRows();
    for (int i = 0; i < hashes.size(); i++) {
      rows.add(i).add(hashes.get(i).toString()).add(records.get(i).sequenceNumber()).endRow();
    }
    rows.send(connection, "staged (position, content_hash, sequence_number)");
    execute("analyze staged");
  }

  private int copyNewRecords(List<PublishedRecord> records) throws SQLException {
    CopyRows rows = new CopyRows();
    for (int position : newPositions()) {
      CodeRecord record = records.get(position).record();
      rows.add(hashes.get(position).toString())
          .add(record.descriptiveHash().toString())
          .add(record.code())
          .add(record.kind().label());
      record.values().forEach(rows::addField);
      rows.endRow();
    }
    rows.send(connection, "hcpcs.code_record (" + RECORD_COLUMNS + ")");
    return rows.rows();
  }

  private List<Integer> newPositions() throws SQLException {
    List<Integer> positions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                select s.position
                from staged s
                where not exists (select from hcpcs.code_record r where r.content_hash = s.content_hash)
                order by s.position
                """)) {
      while (result.next()) {
        positions.add(result.getInt(1));
      }
    }
    return positions;
  }

  private int insertRelease(StagedRelease release, UUID contentHash) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs.release (edition, revision, effective_on, published_on, published_basis, named_revision,
              is_current_revision, archive_name, archive_sha256, content_hash, codes, modifiers, terminated, records_read,
              rejected)
            values (?, 1 + (select count(*) from hcpcs.release where edition = ?), ?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?)
            returning release_id
            """)) {
      List<PublishedRecord> records = release.codeFile().records();
      insert.setString(1, release.edition().toString());
      insert.setString(2, release.edition().toString());
      insert.setObject(3, release.edition().effectiveOn());
      insert.setObject(4, release.publishedOn());
      insert.setString(5, release.publishedBasis());
      insert.setInt(6, release.namedRevision());
      insert.setString(7, release.archiveName());
      insert.setString(8, release.archiveSha256());
      insert.setObject(9, contentHash);
      insert.setInt(10, release.codeFile().count(Kind.PROCEDURE));
      insert.setInt(11, release.codeFile().count(Kind.MODIFIER));
      insert.setInt(
          12,
          (int)
              records.stream()
                  .filter(r -> !r.record().get(Field.TERMINATION_DATE).isEmpty())
                  .count());
      insert.setInt(13, release.codeFile().recordLines());
      insert.setInt(14, release.codeFile().rejected().size());
      try (ResultSet result = insert.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  private void addContent(int releaseId) throws SQLException {
    execute(
        """
        insert into hcpcs_load.release_content (release_id, record_ids, sequence_numbers)
        select %d, array_agg(r.record_id order by s.position), array_agg(s.sequence_number order by s.position)
        from staged s
        join hcpcs.code_record r using (content_hash)
        """
            .formatted(releaseId));
  }

  /** Adds companions to a release that is published. */
  public void attach(Current release, StagedCompanions companions) {
    try {
      connection.setAutoCommit(false);
      addLookups(companions, release.publishedOn());
      addCompanions(release.releaseId(), companions);
    } catch (SQLException | RuntimeException e) {
      throw abandon(e);
    }
    commit();
  }

  /**
   * The current revision of an edition.
   *
   * @param releaseId its key
   * @param publishedOn since when CMS has published it
   */
  public record Current(int releaseId, LocalDate publishedOn) {}

  /** The current revision of an edition, if it is loaded. */
  public static Optional<Current> currentRelease(Database database, Edition edition) {
    try (PreparedStatement query =
        database
            .connection()
            .prepareStatement(
                "select release_id, published_on from hcpcs.release where edition = ? and is_current_revision")) {
      query.setString(1, edition.toString());
      try (ResultSet result = query.executeQuery()) {
        return result.next()
            ? Optional.of(new Current(result.getInt(1), result.getObject(2, LocalDate.class)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw Database.failed(e);
    }
  }

  private void addLookups(StagedCompanions companions, LocalDate publishedOn) throws SQLException {
    LookupStore lookups = new LookupStore(connection);
    lookups.addWordings(companions.wordings());
    lookups.addNotes(companions.notes(), companions.notesFile(), publishedOn);
  }

  /**
   * The files of a release, and what the companions among them say; may be added to a release that
   * is published.
   */
  private void addCompanions(int releaseId, StagedCompanions companions) throws SQLException {
    addFiles(releaseId, companions.files());
    replaceFindings(releaseId, companions.findings());
    CopyRows rows = new CopyRows();
    for (NocCode noc : companions.nocCodes()) {
      rows.add(releaseId)
          .add(noc.code())
          .add(noc.longDescription())
          .add(noc.addedDate())
          .add(noc.terminationDate())
          .endRow();
    }
    if (rows.rows() > 0) {
      execute("delete from hcpcs.not_otherwise_classified where release_id = " + releaseId);
      rows.send(
          connection,
          "hcpcs.not_otherwise_classified (release_id, code, long_description, added_date, termination_date)");
    }
  }

  /** Adds findings to a release that may have them already. */
  private void replaceFindings(int releaseId, List<Finding> findings) throws SQLException {
    try (PreparedStatement forget =
        connection.prepareStatement(
            "delete from hcpcs.finding where release_id = ? and file = ? and rule = ?")) {
      for (Finding finding : findings) {
        forget.setInt(1, releaseId);
        forget.setString(2, finding.file());
        forget.setString(3, finding.rule());
        forget.addBatch();
      }
      forget.executeBatch();
    }
    addFindings(releaseId, findings);
  }

  private static Set<String> statutes(StagedRelease release) {
    return release.codeFile().records().stream()
        .map(published -> published.record().get(Field.STATUTE))
        .filter(statute -> !statute.isEmpty())
        .collect(Collectors.toSet());
  }

  private void addFiles(int releaseId, List<StagedCompanions.File> files) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into hcpcs_load.source_file
              (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (release_id, archive_sha256, sha256, name) do nothing
            """)) {
      for (StagedCompanions.File file : files) {
        insert.setInt(1, releaseId);
        insert.setString(2, file.name());
        insert.setString(3, file.role());
        insert.setLong(4, file.bytes());
        insert.setString(5, file.sha256());
        insert.setObject(6, file.modifiedOn());
        insert.setString(7, file.archiveName());
        insert.setString(8, file.archiveSha256());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void addFindings(int releaseId, List<Finding> findings) throws SQLException {
    CopyRows rows = new CopyRows();
    for (Finding finding : findings) {
      rows.add(releaseId)
          .add(finding.severity().label())
          .add(finding.rule())
          .add(finding.code())
          .add(finding.field())
          .add(finding.file())
          .add(finding.line() == null ? null : finding.line().toString())
          .add(finding.observed())
          .add(finding.expected())
          .add(finding.message())
          .endRow();
    }
    rows.send(
        connection,
        "hcpcs.finding (release_id, severity, rule, code, field, file, line, observed, expected, message)");
  }

  private void addLines(int releaseId, StagedRelease release) throws SQLException {
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

  /** Revisions count in the order of publication, whatever the order in which they were loaded. */
  private void renumberRevisions(Edition edition) throws SQLException {
    try (PreparedStatement forget =
            connection.prepareStatement(
                "update hcpcs.release set is_current_revision = false where edition = ? and is_current_revision");
        PreparedStatement number =
            connection.prepareStatement(
                """
                update hcpcs.release r
                set revision = o.place, is_current_revision = o.place = o.revisions
                from (
                  select release_id, count(*) over () as revisions,
                    row_number() over (order by published_on, named_revision, archive_sha256) as place
                  from hcpcs.release
                  where edition = ?
                ) o
                where r.release_id = o.release_id
                """)) {
      forget.setString(1, edition.toString());
      forget.executeUpdate();
      number.setString(1, edition.toString());
      number.executeUpdate();
    }
  }

  private void refreshNewestListing() throws SQLException {
    execute(
        """
        with newest as (
          select release_id from hcpcs.release where is_current_revision order by effective_on desc limit 1
        ), listed as (
          select r.code, r.record_id
          from newest
          join hcpcs.release_code m using (release_id)
          join hcpcs.code_record r using (record_id)
        ), gone as (
          select distinct on (r.code) r.code, r.record_id, l.release_id
          from hcpcs.release l
          join hcpcs.release_code m using (release_id)
          join hcpcs.code_record r using (record_id)
          where l.is_current_revision and not exists (select from listed where listed.code = r.code)
          order by r.code, l.effective_on desc
        ), target as (
          select code, record_id, null::integer as absent_after from listed
          union all
          select code, record_id, release_id from gone
        ), removed as (
          delete from hcpcs_load.newest_listing n where not exists (select from target t where t.code = n.code)
        )
        insert into hcpcs_load.newest_listing as n (code, record_id, absent_after)
        select code, record_id, absent_after from target
        on conflict (code) do update
        set record_id = excluded.record_id, absent_after = excluded.absent_after
        where (n.record_id, n.absent_after) is distinct from (excluded.record_id, excluded.absent_after)
        """);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static UUID contentHash(List<UUID> hashes, List<PublishedRecord> records) {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * (2 * Long.BYTES + Integer.BYTES));
    for (int i = 0; i < hashes.size(); i++) {
      UUID hash = hashes.get(i);
      bytes.putLong(hash.getMostSignificantBits()).putLong(hash.getLeastSignificantBits());
      bytes.putInt(records.get(i).sequenceNumber());
    }
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
      return new UUID(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
