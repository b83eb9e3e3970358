package org.openhcpcs.store.derive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.IndicatorRules;
import org.openhcpcs.check.correction.Correction;
import org.openhcpcs.check.correction.CorrectionRules;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.Sql;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.companion.CorrectionRow;
import org.openhcpcs.store.content.ContentStore;
import org.openhcpcs.store.content.CorrectionStore;
import org.openhcpcs.store.content.FindingStore;
import org.openhcpcs.store.content.LookupStore;

/**
 * Keeps the verdicts on corrections, and the revisions that are a published one with corrections
 * applied, in step with the releases. Whatever the order of loading: from the day on which CMS
 * published both a code file and corrections that it lacks, the edition says what they say
 * together.
 */
record CorrectedRevisions(Sql sql) {

  /** The sequence number that nearly all records have. */
  private static final int SEQUENCE_NUMBER = 100;

  /** A revision as CMS published it. */
  private record PublishedRevision(int releaseId, LocalDate publishedOn) {}

  /** A record in the order of a file; the record itself only if a correction made it. */
  private record CorrectedEntry(
      String code, UUID hash, int sequenceNumber, boolean terminated, @Nullable CodeRecord made) {}

  /** A revision that the corrections make. */
  private record Corrected(
      PublishedRevision base,
      LocalDate publishedOn,
      List<CorrectionStore.Stored> by,
      List<CorrectedEntry> entries) {

    ContentStore.ReleaseContent content() {
      return new ContentStore.ReleaseContent(
          entries.stream().map(CorrectedEntry::hash).toList(),
          entries.stream().map(CorrectedEntry::sequenceNumber).toList());
    }

    /** Corrections that came later change nothing in the same revision. */
    boolean saysTheSameAs(Corrected other) {
      return base.equals(other.base) && content().equals(other.content());
    }

    /** What tells one corrected revision from another. */
    List<Object> identity() {
      return List.of(base.releaseId(), publishedOn, content().hash());
    }
  }

  /**
   * Judges all corrections, and makes, changes and takes away corrected revisions. Returns the
   * editions whose revisions are others now, numbered anew.
   */
  Set<Edition> refresh() {
    CorrectionStore corrections = new CorrectionStore(sql);
    Set<Edition> changed = new TreeSet<>();
    for (Edition edition : corrections.editions()) {
      List<CorrectionStore.Stored> stored = corrections.of(edition);
      List<PublishedRevision> revisions = published(edition);
      PublishedRevision newest = revisions.get(revisions.size() - 1);
      List<Corrected> wanted = wanted(edition, stored, revisions);
      if (!identities(wanted).equals(present(edition))) {
        replace(edition, wanted);
        changed.add(edition);
      }
      corrections.judged(edition, newest.releaseId(), stored, judged(edition, stored, newest));
    }
    return changed;
  }

  private List<Correction> judged(
      Edition edition, List<CorrectionStore.Stored> stored, PublishedRevision base) {
    List<Correction> unapplied = judge(edition, stored, base).corrections();
    List<Correction> judged = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      Correction correction = unapplied.get(i);
      boolean applied = stored.get(i).accepted() && correction.verdict() == Correction.Verdict.OPEN;
      judged.add(
          applied
              ? new Correction(
                  correction.row(), Correction.Verdict.APPLIED, correction.explanation())
              : correction);
    }
    return judged;
  }

  private CorrectionRules.JudgedCorrections judge(
      Edition edition, List<CorrectionStore.Stored> stored, PublishedRevision base) {
    List<CorrectionRow> rows = stored.stream().map(CorrectionStore.Stored::row).toList();
    Set<String> codes = new HashSet<>();
    rows.forEach(row -> codes.add(row.code()));
    return CorrectionRules.judge(
        rows, records(base, codes), (code, year) -> earlier(edition, code, year));
  }

  /** The state of the edition after each publication that leaves corrections to be applied. */
  private List<Corrected> wanted(
      Edition edition, List<CorrectionStore.Stored> stored, List<PublishedRevision> revisions) {
    List<CorrectionStore.Stored> accepted =
        stored.stream().filter(CorrectionStore.Stored::accepted).toList();
    Set<LocalDate> days = new TreeSet<>();
    if (!accepted.isEmpty()) {
      revisions.forEach(revision -> days.add(revision.publishedOn()));
      accepted.stream()
          .map(row -> row.publishing().on())
          .filter(day -> day.isAfter(revisions.get(0).publishedOn()))
          .forEach(days::add);
    }
    List<Corrected> wanted = new ArrayList<>();
    for (LocalDate day : days) {
      PublishedRevision base =
          revisions.stream()
              .filter(revision -> !revision.publishedOn().isAfter(day))
              .reduce((first, second) -> second)
              .orElseThrow();
      List<CorrectionStore.Stored> known =
          accepted.stream().filter(row -> !row.publishing().on().isAfter(day)).toList();
      Map<String, Optional<CodeRecord>> changed = judge(edition, known, base).changed();
      if (!changed.isEmpty()) {
        Corrected corrected = new Corrected(base, day, known, corrected(base, changed));
        boolean repeats =
            !wanted.isEmpty() && wanted.get(wanted.size() - 1).saysTheSameAs(corrected);
        if (!repeats) {
          wanted.add(corrected);
        }
      }
    }
    return wanted;
  }

  private List<CorrectedEntry> corrected(
      PublishedRevision base, Map<String, Optional<CodeRecord>> changed) {
    List<CorrectedEntry> entries = new ArrayList<>();
    Set<String> missing = new TreeSet<>(changed.keySet());
    for (CorrectedEntry entry : entries(base)) {
      Optional<CodeRecord> record = changed.get(entry.code());
      missing.remove(entry.code());
      if (record == null) {
        entries.add(entry);
      } else if (record.isPresent()) {
        entries.add(made(record.get(), entry.sequenceNumber()));
      }
    }
    for (String code : missing) {
      Optional<CodeRecord> record = changed.get(code);
      if (record != null && record.isPresent()) {
        entries.add(place(entries, code), made(record.get(), SEQUENCE_NUMBER));
      }
    }
    return entries;
  }

  /** Behind the last code of its kind that sorts before it. */
  private static int place(List<CorrectedEntry> entries, String code) {
    int place = 0;
    for (int i = 0; i < entries.size(); i++) {
      String other = entries.get(i).code();
      if (other.length() == code.length() && other.compareTo(code) < 0) {
        place = i + 1;
      }
    }
    return place;
  }

  private static CorrectedEntry made(CodeRecord record, int sequenceNumber) {
    return new CorrectedEntry(
        record.code(),
        record.contentHash(),
        sequenceNumber,
        !record.get(Field.TERMINATION_DATE).isEmpty(),
        record);
  }

  private static List<List<Object>> identities(List<Corrected> wanted) {
    return wanted.stream().map(Corrected::identity).toList();
  }

  private List<List<Object>> present(Edition edition) {
    return sql.list(
        """
        select corrects_release_id, published_on, content_hash
        from hcpcs.release
        where edition = ? and corrects_release_id is not null
        order by published_on, revision
        """,
        row ->
            List.of(row.getInt(1), row.getObject(2, LocalDate.class), row.getObject(3, UUID.class)),
        edition.toString());
  }

  private void replace(Edition edition, List<Corrected> wanted) {
    sql.run(
        "delete from hcpcs.release where edition = ? and corrects_release_id is not null",
        edition.toString());
    wanted.forEach(this::publish);
    sql.each("select hcpcs_load.number_revisions(?)", row -> {}, edition.toString());
  }

  private void publish(Corrected corrected) {
    List<PublishedRecord> made = new ArrayList<>();
    for (CorrectedEntry entry : corrected.entries()) {
      CodeRecord record = entry.made();
      if (record != null) {
        made.add(new PublishedRecord(record, entry.sequenceNumber(), 0, Set.of()));
      }
    }
    CorrectionStore.Stored newest = corrected.by().get(corrected.by().size() - 1);
    IndicatorRules.Undocumented undocumented =
        IndicatorRules.check(
            new CodeFile(newest.file(), made, List.of(), List.of(), List.of(), 0), builtIn());
    new LookupStore(sql).makeRoom(undocumented.values(), made, newest.file());
    ContentStore contents = new ContentStore(sql);
    contents.stage(corrected.content());
    Map<UUID, CodeRecord> byHash = new HashMap<>();
    made.forEach(published -> byHash.put(published.record().contentHash(), published.record()));
    new UnitStore(sql).bringUpToDate();
    contents.copyNewRecords(
        position ->
            Optional.ofNullable(byHash.get(corrected.entries().get(position).hash()))
                .orElseThrow());
    int releaseId = insert(corrected, newest);
    contents.publish(releaseId);
    new FindingStore(sql).add(releaseId, undocumented.findings());
  }

  /** The values that the program documents; what releases document too, the findings follow. */
  private Map<Indicator, Set<String>> builtIn() {
    return new LookupStore(sql)
        .builtInWordings().stream()
            .collect(
                Collectors.groupingBy(
                    Wording::indicator, Collectors.mapping(Wording::code, Collectors.toSet())));
  }

  private int insert(Corrected corrected, CorrectionStore.Stored newest) {
    List<CorrectedEntry> entries = corrected.entries();
    int modifiers = (int) entries.stream().filter(entry -> entry.code().length() == 2).count();
    return sql.one(
        """
        insert into hcpcs.release (edition, revision, effective_on, published_on, published_basis, named_revision,
          is_current_revision, archive_name, archive_sha256, content_hash, codes, modifiers, terminated, records_read,
          rejected, corrects_release_id, is_sample)
        select b.edition, 1 + (select max(o.revision) from hcpcs.release o where o.edition = b.edition), b.effective_on,
          ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, 0, b.release_id, b.is_sample
        from hcpcs.release b
        where b.release_id = ?
        returning release_id
        """,
        row -> row.getInt(1),
        corrected.publishedOn(),
        newest.publishing().basis().label(),
        newest.publishing().revision(),
        newest.archiveName(),
        newest.archiveSha256(),
        corrected.content().hash(),
        entries.size() - modifiers,
        modifiers,
        (int) entries.stream().filter(CorrectedEntry::terminated).count(),
        corrected.by().size(),
        corrected.base().releaseId());
  }

  /** The revisions of an edition as CMS published them, oldest first. */
  private List<PublishedRevision> published(Edition edition) {
    return sql.list(
        """
        select release_id, published_on
        from hcpcs.release
        where edition = ? and corrects_release_id is null
        order by revision
        """,
        PublishedRevision.class,
        edition.toString());
  }

  private List<CorrectedEntry> entries(PublishedRevision base) {
    return sql.list(
        """
        select r.code, r.content_hash, m.sequence, r.termination_date is not null
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        where m.release_id = ?
        order by m.position
        """,
        row ->
            new CorrectedEntry(
                row.getString(1),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getBoolean(4),
                null),
        base.releaseId());
  }

  private Map<String, CodeRecord> records(PublishedRevision base, Set<String> codes) {
    Map<String, CodeRecord> records = new HashMap<>();
    sql.each(
        "select "
            + ContentStore.FIELDS
            + " from hcpcs_load.release_content o join hcpcs.code_record r on r.code = any (?)"
            + " and o.record_ids @> array[r.record_id] where o.release_id = ?",
        row -> {
          CodeRecord record = ContentStore.record(row, 1);
          records.put(record.code(), record);
        },
        Sql.array("text", codes),
        base.releaseId());
    return records;
  }

  private Optional<CodeRecord> earlier(Edition edition, String code, Optional<Integer> year) {
    return sql.find(
        "select "
            + ContentStore.FIELDS
            + " from hcpcs.release l join hcpcs_load.release_content o using (release_id)"
            + " join hcpcs.code_record r on r.code = ? and o.record_ids @> array[r.record_id]"
            + " where l.is_current_revision and l.effective_on < ?"
            + " and (? = 0 or extract(year from l.effective_on) = ?)"
            + " order by l.effective_on desc limit 1",
        row -> ContentStore.record(row, 1),
        code,
        edition.effectiveOn(),
        year.orElse(0),
        year.orElse(0));
  }
}
