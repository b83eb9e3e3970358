package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;
import org.openhcpcs.database.Transaction;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.store.content.ContentStore;

/**
 * What feeds are made from. All of it is read in one transaction, so the database stands still
 * while a feed is written; a reader's rights are enough.
 */
public record FeedSource(Sql sql) implements AutoCloseable {

  /** All that is read here; records never change, and their keys are never used again. */
  private static final List<String> TABLES =
      List.of(
          "release",
          "release_code",
          "code_history",
          "not_otherwise_classified",
          "indicator_wording",
          "processing_note_wording",
          "section");

  private static final String RELEASE =
      "select edition, revision, effective_on, published_on, archive_name, archive_sha256 from hcpcs.release ";

  /** Of each edition the revision that was the newest on a day. */
  private static final String KNOWN =
      """
      select distinct on (edition) release_id, edition, revision, effective_on, published_on, archive_name, archive_sha256
      from hcpcs.release
      where published_on <= ?
      order by edition, revision desc
      """;

  private static final String RECORDS =
      """
      with meaning as (
        select record_id, min(meaning) as meaning from hcpcs.code_history group by record_id
      ), noc as (
        select code
        from hcpcs.not_otherwise_classified
        where release_id = (
          select e.release_id
          from hcpcs.release e
          where e.published_on <= ? and exists (select from hcpcs.not_otherwise_classified z where z.release_id = e.release_id)
          order by e.effective_on desc, e.revision desc
          limit 1)
      ), %s
      select l.sequence, m.meaning, r.code in (select code from noc), l.absent_since, %s
      from listed l
      join hcpcs.code_record r using (record_id)
      left join meaning m using (record_id)
      order by r.code collate "C"
      """;

  private static final String OF_A_RELEASE =
      """
      listed as (
        select record_id, sequence, null::date as absent_since from hcpcs.release_code where release_id = ?
      )
      """;

  /** The newest listing of each code, in the editions that were published by a day. */
  private static final String KNOWN_ON =
      """
      known as (
        %s
      ), newest as (
        select distinct on (r.code) m.record_id, m.sequence, r.termination_date, k.effective_on
        from known k
        join hcpcs.release_code m using (release_id)
        join hcpcs.code_record r using (record_id)
        order by r.code, k.effective_on desc
      ), listed as (
        select n.record_id, n.sequence, case
            when n.termination_date is null or n.termination_date >= a.absent_since then a.absent_since
          end as absent_since
        from newest n
        left join lateral (select min(k.effective_on) as absent_since from known k where k.effective_on > n.effective_on) a on true
      )
      """
          .formatted(KNOWN);

  /** Open ends are days that every consumer can compare with. */
  private static final String HISTORY =
      """
      select h.meaning,
        case when isempty(h.valid_during) then coalesce(r.added_date, '1900-01-01') else coalesce(lower(h.valid_during), '1900-01-01') end,
        case when isempty(h.valid_during) then coalesce(r.added_date, '1900-01-01') else coalesce(upper(h.valid_during), '9999-12-31') end,
        lower(h.known_during), coalesce(upper(h.known_during), '9999-12-31'), h.basis, h.end_reason, h.absent_since, %s
      from hcpcs.code_history h
      join hcpcs.code_record r using (record_id)
      order by r.code collate "C", 4, 2, h.meaning, 3, r.content_hash
      """
          .formatted(ContentStore.FIELDS);

  /** Opens the transaction that everything is read in. */
  public static FeedSource open(Database database) {
    FeedSource source = new FeedSource(database.sql());
    return Transaction.opened(
        database.connection(),
        () -> {
          source.sql.run("set transaction isolation level repeatable read, read only");
          return source;
        });
  }

  @Override
  public void close() {
    Transaction.takeBack(sql.connection());
  }

  /**
   * A revision of an edition.
   *
   * @param revision its number, 1 upwards; empty for the current one
   * @throws HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public FeedRelease release(Edition edition, OptionalInt revision) {
    return sql.find(
            RELEASE + "where edition = ? and coalesce(revision = ?, is_current_revision)",
            FeedRelease.class,
            edition.toString(),
            revision.isPresent() ? revision.getAsInt() : null)
        .orElseThrow(
            () ->
                new HcpcsException(
                    ErrorCode.EDITION_UNKNOWN,
                    edition
                        + (revision.isPresent() ? "." + revision.getAsInt() : "")
                        + ": this edition is not loaded; hcpcs releases lists those that are"));
  }

  /** Of each edition that was published by a day, the revision that was the newest then. */
  public List<FeedRelease> releasesKnownOn(LocalDate day) {
    return releases(
        "select edition, revision, effective_on, published_on, archive_name, archive_sha256 from (%s) k order by edition"
            .formatted(KNOWN),
        day);
  }

  /** Every revision of every edition. */
  public List<FeedRelease> releases() {
    return releases(RELEASE + "order by edition, revision");
  }

  /** The current revision of each edition, oldest first. */
  public List<FeedRelease> currentReleases() {
    return releases(RELEASE + "where is_current_revision order by effective_on");
  }

  /**
   * Tells one content of this database from another, as far as feeds are made from it. It says
   * nothing of other databases.
   */
  public String fingerprint() {
    StringJoiner sums = new StringJoiner(" ");
    for (String table : TABLES) {
      sql.each(
          "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from hcpcs.%s t"
              .formatted(table),
          row -> sums.add(row.getString(1)).add(row.getString(2)));
    }
    return sums.toString();
  }

  private List<FeedRelease> releases(String query, Object... parameters) {
    return sql.list(query, FeedRelease.class, parameters);
  }

  /** The records of a release, in the order of their codes. */
  public FeedRows<ListedRecord> records(FeedRelease release) {
    int releaseId =
        sql.one(
            "select release_id from hcpcs.release where edition = ? and revision = ?",
            Integer.class,
            release.edition(),
            release.revision());
    return records(OF_A_RELEASE, release.publishedOn(), releaseId);
  }

  /**
   * Of every code that an edition published by a day lists, the newest record, in the order of the
   * codes.
   */
  public FeedRows<ListedRecord> recordsKnownOn(LocalDate day) {
    return records(KNOWN_ON, day, day);
  }

  private FeedRows<ListedRecord> records(String listed, LocalDate day, Object parameter) {
    return FeedRows.of(
        sql.connection(),
        RECORDS.formatted(listed, ContentStore.FIELDS),
        List.of(day, parameter),
        result ->
            new ListedRecord(
                ContentStore.record(result, 5),
                result.getInt(1),
                result.getObject(2, Integer.class),
                result.getBoolean(3),
                result.getObject(4, LocalDate.class)));
  }

  /**
   * Of every code that an edition before a release lists, which meaning it had when it was listed
   * last; 0 if the history does not know it.
   */
  public Map<String, Integer> meaningsBefore(FeedRelease release) {
    Map<String, Integer> meanings = new HashMap<>();
    sql.each(
        """
        with newest as (
          select distinct on (r.code) r.code, m.record_id
          from hcpcs.release e
          join hcpcs.release_code m using (release_id)
          join hcpcs.code_record r using (record_id)
          where e.is_current_revision and e.effective_on < ?
          order by r.code, e.effective_on desc
        )
        select n.code, coalesce((select min(h.meaning) from hcpcs.code_history h where h.code = n.code and h.record_id = n.record_id), 0)
        from newest n
        """,
        row -> meanings.put(row.getString(1), row.getInt(2)),
        release.effectiveOn());
    return meanings;
  }

  /** The whole history, in the order of the codes, then of the days since when it was known. */
  public FeedRows<HistoryRecord> history() {
    return FeedRows.of(
        sql.connection(),
        HISTORY,
        List.of(),
        result ->
            new HistoryRecord(
                ContentStore.record(result, 9),
                result.getInt(1),
                result.getObject(2, LocalDate.class),
                result.getObject(3, LocalDate.class),
                result.getObject(4, LocalDate.class),
                result.getObject(5, LocalDate.class),
                result.getString(6),
                result.getString(7),
                result.getObject(8, LocalDate.class)));
  }

  /** The day that it is for the database. */
  public LocalDate today() {
    return LifeReader.today(sql);
  }

  /** The history of all codes, as far as it was known on a day. */
  public CodeLives lives(LocalDate knownOn) {
    return LifeReader.read(sql, knownOn);
  }

  /** What coded values meant on a day. */
  public FeedVocabulary vocabulary(LocalDate day) {
    Map<Indicator, Map<String, String>> words = new EnumMap<>(Indicator.class);
    Map<String, String> sections = new HashMap<>();
    sql.each(
        """
        select distinct on (indicator, code) indicator, code, description
        from hcpcs.indicator_wording
        order by indicator, code, stated_on > ?, abs(stated_on - ?)
        """,
        row ->
            words
                .computeIfAbsent(
                    Indicator.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                    indicator -> new HashMap<>())
                .put(row.getString(2), row.getString(3)),
        day,
        day);
    Map<String, String> notes =
        words.computeIfAbsent(Indicator.PROCESSING_NOTE, i -> new HashMap<>());
    sql.each(
        """
        select distinct on (code) code, text
        from hcpcs.processing_note_wording
        order by code, stated_on > ?, abs(stated_on - ?)
        """,
        row -> notes.put(row.getString(1), row.getString(2)),
        day,
        day);
    sql.each(
        "select letter, title from hcpcs.section",
        row -> sections.put(row.getString(1), row.getString(2)));
    return new FeedVocabulary(words, sections);
  }
}
