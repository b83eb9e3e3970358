package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.history.CodeHistory;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.history.HistoryRow;
import org.openhcpcs.history.Identity;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.Publication;
import org.openhcpcs.history.RecordFacts;
import org.openhcpcs.proof.evidence.KnownRelease;

/**
 * The rows of the history of codes, each derived when it is asked for; and which codes were asked
 * for, those included of which nothing was read.
 */
final class CodeRows extends AbstractMap<String, List<LifeRow>> {

  private static final List<Field> CROSS_REFERENCES =
      Field.ALL.stream().filter(field -> field.layout() == LayoutField.CROSS_REFERENCE).toList();

  private final Set<String> readable;
  private final Identity identity;
  private final Map<String, List<LifeRow>> derived = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final Map<UUID, Integer> keys = new LinkedHashMap<>();
  private final Map<Integer, CodeRecord> records = new HashMap<>();
  private final List<Publication> publications = new ArrayList<>();
  private final List<Map<String, Integer>> listed = new ArrayList<>();

  /**
   * @param readable the codes that the archives were read for
   * @param identity decides whether a record means the same as the one before
   */
  CodeRows(Knowledge knowledge, Set<String> readable, Identity identity) {
    this.readable = new TreeSet<>(readable);
    this.identity = identity;
    for (KnownRelease release : knowledge.releases()) {
      Map<String, Integer> here = new HashMap<>();
      for (String code : this.readable) {
        knowledge.codeRecord(release, code).ifPresent(each -> here.put(code, key(each)));
      }
      publications.add(release.publication(listed.size()));
      listed.add(here);
    }
  }

  private int key(CodeRecord codeRecord) {
    int key = keys.computeIfAbsent(codeRecord.contentHash(), hash -> keys.size() + 1);
    records.put(key, codeRecord);
    return key;
  }

  /** The history, in which codes are asked for. */
  CodeLives lives() {
    List<CodeLives.Listing> listings = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      LocalDate effectiveOn = publications.get(i).edition().effectiveOn();
      listings.add(
          new CodeLives.Listing(
              publications.get(i).releaseId(),
              publications.get(i).edition().toString(),
              publications.get(i).revision(),
              day(effectiveOn),
              day(effectiveOn.plusMonths(3)),
              day(publications.get(i).publishedOn()),
              false,
              listed.get(i).values().stream().collect(BitSet::new, BitSet::set, BitSet::or)));
    }
    return new CodeLives(this, listings);
  }

  /** The codes that were asked for. */
  Set<String> asked() {
    return asked;
  }

  @Override
  public List<LifeRow> getOrDefault(@Nullable Object code, List<LifeRow> none) {
    String text = String.valueOf(code);
    asked.add(text);
    return readable.contains(text) ? derived.computeIfAbsent(text, this::rows) : none;
  }

  @Override
  public Set<Entry<String, List<LifeRow>>> entrySet() {
    Map<String, List<LifeRow>> all = new LinkedHashMap<>();
    readable.forEach(code -> all.put(code, derived.computeIfAbsent(code, this::rows)));
    return all.entrySet();
  }

  /** What a code meant on which days, as it was known on which days. */
  List<HistoryRow> history(String code, Identity deciding) {
    Map<Integer, RecordFacts> statements = new HashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      Integer key = listed.get(i).get(code);
      if (key != null) {
        statements.put(i, facts(key));
      }
    }
    Kind kind = code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE;
    return new CodeHistory(publications, deciding).of(code, kind, statements);
  }

  private List<LifeRow> rows(String code) {
    return history(code, identity).stream().map(this::life).toList();
  }

  private RecordFacts facts(int key) {
    CodeRecord codeRecord = codeRecord(key);
    return new RecordFacts(
        key,
        codeRecord.date(Field.ADDED_DATE).orElse(null),
        codeRecord.date(Field.ACTION_EFFECTIVE_DATE).orElse(null),
        codeRecord.date(Field.TERMINATION_DATE).orElse(null),
        codeRecord.descriptiveHash(),
        codeRecord.get(Field.LONG_DESCRIPTION));
  }

  private CodeRecord codeRecord(int key) {
    return Objects.requireNonNull(records.get(key));
  }

  private LifeRow life(HistoryRow row) {
    CodeRecord codeRecord = codeRecord(row.segment().recordId());
    DateSpan valid = row.segment().validDuring();
    LocalDate absentSince = row.segment().absentSince();
    return new LifeRow(
        row.segment().meaning(),
        row.segment().recordId(),
        valid.isEmpty(),
        valid.isEmpty() ? LifeRow.FIRST : day(valid.from()),
        valid.isEmpty() ? LifeRow.NEVER : end(valid.to()),
        end(absentSince),
        day(row.knownDuring().from()),
        end(row.knownDuring().to()),
        CROSS_REFERENCES.stream().map(codeRecord::get).filter(text -> !text.isEmpty()).toList(),
        end(codeRecord.date(Field.TERMINATION_DATE).map(day -> day.plusDays(1)).orElse(null)));
  }

  private static int end(@Nullable LocalDate day) {
    return day == null ? LifeRow.NEVER : day(day);
  }

  private static int day(LocalDate day) {
    return (int) day.toEpochDay();
  }
}
