package org.openhcpcs.store.serve;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Sql;

/**
 * Every code and modifier as its newest record has it, in memory: what stands beside other codes,
 * which codes refer to it, and which are like it. Immutable, so that threads may share it.
 */
public final class CodeCatalog {

  private static final String ENTRIES =
      """
      select d.code, d.record_id, hcpcs.search_code_status(d.added_date, d.termination_date, d.last_listed_on), r.termination_date,
        r.short_description, r.long_description, r.betos, r.pricing_indicator_1, r.coverage,
        concat_ws(' ', r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5),
        coalesce(r.termination_date < current_date, false), d.terms::text
      from hcpcs.search_document d
      join hcpcs.code_record r on r.record_id = d.record_id
      order by d.code collate "C"
      """;

  /** Stems by weight and name, as {@code hcpcs.similar_codes} orders them. */
  private static final String STEMS =
      """
      select s.lexeme, s.weight, s.documents, s.word
      from (
        select v.lexeme, max(v.documents) as documents, (array_agg(v.word order by v.documents desc, v.word))[1] as word,
          ln(1 + (select count(*) from hcpcs.search_document)::real / sum(v.documents)) ^ 3 as weight
        from hcpcs.search_word v
        group by v.lexeme) s
      order by s.weight desc, s.lexeme collate pg_catalog."default"
      """;

  private static final String RECORDS =
      "select code, string_agg(record_id::text, ' ') from hcpcs.code_record group by code having count(*) > 1";

  /** Most codes have none of these, and nobody need ask. */
  private static final String BESIDE =
      """
      select 'FINDINGS', code from hcpcs.finding where code is not null group by code
      union all
      select 'PACKAGES', code from hcpcs.ndc_crosswalk where code is not null group by code
      union all
      select 'CATEGORY', code from hcpcs.rbcs group by code
      union all
      select 'PAYMENT_LIMITS', code from hcpcs.payment_limit group by code
      union all
      select 'POLICIES', code from hcpcs.policy group by code
      union all
      select 'NOTES', code from hcpcs.code_note group by code
      """;

  private static final String SUCCESSORS =
      "select living_end from hcpcs.replacement where code = ? and living_end is not null";

  private final Map<String, Entry> entries;
  private final Map<String, List<Entry>> referring;
  private final SimilarCodes similar;
  private final Map<String, int[]> records;
  private final Map<Part, Set<String>> beside;

  private CodeCatalog(
      List<Entry> all,
      List<SimilarCodes.Stem> stems,
      Map<String, int[]> records,
      Map<Part, Set<String>> beside) {
    this.records = records;
    this.beside = beside;
    entries = all.stream().collect(Collectors.toUnmodifiableMap(Entry::code, entry -> entry));
    Map<String, List<Entry>> from = new HashMap<>();
    for (Entry entry : all) {
      for (String target : Set.copyOf(entry.crossReferences())) {
        if (!target.equals(entry.code())) {
          from.computeIfAbsent(target, code -> new ArrayList<>(1)).add(entry);
        }
      }
    }
    referring = Collections.unmodifiableMap(from);
    similar = new SimilarCodes(all, stems);
  }

  /** What may stand beside a code, on whatever day. */
  public enum Part {
    FINDINGS,
    PACKAGES,
    CATEGORY,
    PAYMENT_LIMITS,
    POLICIES,
    NOTES
  }

  /**
   * A code or modifier.
   *
   * @param status as {@code hcpcs.code_detail} has it today
   * @param endsOn its last day; empty for none
   * @param isOver whether that is before today
   * @param stems those of its descriptions, by their place in the list of all
   * @param counts how often the long description has each of them, or the short one where it has no
   *     other
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  public record Entry(
      String code,
      int recordId,
      String status,
      String endsOn,
      boolean isOver,
      String shortDescription,
      String longDescription,
      @Nullable String betos,
      @Nullable String pricing,
      @Nullable String coverage,
      List<String> crossReferences,
      int[] stems,
      int[] counts) {

    public boolean isProcedure() {
      return code.length() == 5;
    }
  }

  /** Reads it, in the transaction that is open. */
  public static CodeCatalog read(Database database) {
    Sql sql = new Sql(database.connection());
    Map<String, Integer> places = new HashMap<>();
    List<SimilarCodes.Stem> stems = new ArrayList<>();
    sql.each(
        STEMS,
        row -> {
          places.put(row.getString(1), stems.size());
          stems.add(
              new SimilarCodes.Stem(
                  row.getString(1), row.getDouble(2), row.getInt(3), row.getString(4)));
        });
    Map<String, String> texts = new HashMap<>(); // few values stand in many records
    Map<Part, Set<String>> beside = new EnumMap<>(Part.class);
    sql.each(
        BESIDE,
        row ->
            beside
                .computeIfAbsent(Part.valueOf(row.getString(1)), part -> new HashSet<>())
                .add(row.getString(2)));
    Map<String, int[]> records = new HashMap<>();
    sql.each(
        RECORDS,
        row ->
            records.put(
                row.getString(1),
                Arrays.stream(row.getString(2).split(" ")).mapToInt(Integer::parseInt).toArray()));
    return new CodeCatalog(
        sql.list(ENTRIES, row -> entry(row, places, texts)), stems, records, beside);
  }

  private static Entry entry(ResultSet row, Map<String, Integer> places, Map<String, String> texts)
      throws SQLException {
    StemCounts terms = StemCounts.of(row.getString(12), places);
    String references = text(row, 10);
    return new Entry(
        row.getString(1),
        row.getInt(2),
        String.valueOf(shared(row.getString(3), texts)),
        text(row, 4),
        row.getBoolean(11),
        text(row, 5),
        text(row, 6),
        shared(row.getString(7), texts),
        shared(row.getString(8), texts),
        shared(row.getString(9), texts),
        references.isEmpty() ? List.of() : List.of(references.split(" ")),
        terms.stems(),
        terms.counts());
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static @Nullable String shared(@Nullable String text, Map<String, String> texts) {
    return text == null ? null : texts.computeIfAbsent(text, each -> each);
  }

  /** Stems of a document, ascending, with how often its essence has each. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record StemCounts(int[] stems, int[] counts) {

    /** Reads a tsvector as PostgreSQL writes it, such as {@code 'bar':2A,13C 'low':6B}. */
    static StemCounts of(String terms, Map<String, Integer> places) {
      List<int[]> found = new ArrayList<>(); // stem, in the long description, in the short one
      boolean hasLong = false;
      for (int at = 0; at < terms.length(); ) {
        int colon = terms.indexOf("':", at);
        int end = terms.indexOf(' ', colon);
        end = end < 0 ? terms.length() : end;
        int inLong = count(terms, colon, end, "BC");
        hasLong |= inLong > 0;
        Integer place = places.get(terms.substring(at + 1, colon));
        if (place != null) {
          found.add(new int[] {place, inLong, count(terms, colon, end, "A")});
        }
        at = end + 1;
      }
      found.sort((a, b) -> Integer.compare(a[0], b[0]));
      int essence = hasLong ? 1 : 2;
      return new StemCounts(
          found.stream().mapToInt(each -> each[0]).toArray(),
          found.stream().mapToInt(each -> each[essence]).toArray());
    }

    private static int count(String terms, int from, int to, String weights) {
      int count = 0;
      for (int i = from; i < to; i++) {
        count += weights.indexOf(terms.charAt(i)) < 0 ? 0 : 1;
      }
      return count;
    }
  }

  /** A code, if any loaded edition lists it. */
  public Optional<Entry> find(String code) {
    return Optional.ofNullable(entries.get(code));
  }

  /** The numbers of all records of a code. */
  public int[] records(Entry entry) {
    return records.getOrDefault(entry.code(), new int[] {entry.recordId()});
  }

  /** Whether some edition, table or site has something of the kind to say of a code. */
  public boolean has(Part part, String code) {
    return beside.getOrDefault(part, Set.of()).contains(code);
  }

  /** The codes whose cross references lead to a code. */
  public List<Entry> referring(String code) {
    return referring.getOrDefault(code, List.of());
  }

  /** The codes that are like a code, the most alike first, as {@code hcpcs.similar_codes} says. */
  public List<SimilarCodes.Similar> similar(Database database, Entry entry, int most) {
    boolean isReplaced = entry.isOver() && !entry.crossReferences().isEmpty();
    List<String> successors =
        isReplaced
            ? new Sql(database.connection()).list(SUCCESSORS, row -> row.getString(1), entry.code())
            : List.of();
    List<Entry> named = new ArrayList<>();
    for (List<String> codes : List.of(entry.crossReferences(), successors)) {
      codes.forEach(code -> find(code).ifPresent(named::add));
    }
    return similar.to(entry, named, Set.copyOf(successors), most);
  }
}
