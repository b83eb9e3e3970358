package org.openhcpcs.store.derive;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Kind;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Sql;
import org.openhcpcs.history.CodeHistory;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.history.HistoryRow;
import org.openhcpcs.history.Publication;
import org.openhcpcs.history.RecordFacts;
import org.openhcpcs.history.Segment;

/**
 * Keeps {@code hcpcs.code_history} in step with the releases. The time line is derived in memory
 * and held against the rows that are stored; only those are written that differ. Where one release
 * came or went, most often only some codes are concerned; else all are derived again.
 */
record HistoryStore(Sql sql) {

  private static final String COLUMNS =
      "code, kind, meaning, valid_during, known_during, record_id, basis, end_reason, absent_since, evidence";

  /** Of more rows than a quarter changes, COPY takes less time than the room is worth. */
  private static final int MOST_IN_PLACE = 2000;

  /** A row of the table, its columns as the server prints them. */
  private record Row(
      String code,
      String kind,
      int meaning,
      String validDuring,
      String knownDuring,
      int recordId,
      String basis,
      @Nullable String endReason,
      @Nullable String absentSince,
      @Nullable String evidence) {

    static Row of(HistoryRow row) {
      Segment segment = row.segment();
      return new Row(
          row.code(),
          row.kind().label(),
          segment.meaning(),
          range(segment.validDuring()),
          range(row.knownDuring()),
          segment.recordId(),
          segment.basis().label(),
          segment.endReason() == null ? null : segment.endReason().label(),
          segment.absentSince() == null ? null : segment.absentSince().toString(),
          segment.evidence().isEmpty() ? null : segment.evidence());
    }

    private static String range(DateSpan span) {
      LocalDate to = span.to();
      return span.isEmpty()
          ? "empty"
          : "[" + day(span.from()) + "," + (to == null ? "" : day(to)) + ")";
    }

    /** Java writes a sign before a year of five digits. */
    private static String day(LocalDate day) {
      return day.getYear() > 9999 ? day.toString().substring(1) : day.toString();
    }
  }

  /** What a record says, and of which code. */
  private record FactsOfCode(String code, RecordFacts facts) {}

  /** A row of the table, and its place in it. */
  private record PlacedRow(Row row, String place) {}

  /**
   * What differs.
   *
   * @param stored the places in the table of rows that would not be derived; others have none
   * @param derived what would be derived and is not stored
   */
  private record Difference(Map<Row, List<String>> stored, List<Row> derived) {}

  /**
   * The codes in whose history a release has a part: those of which it says something else than the
   * edition before, as {@link CodeHistory} passes over what only repeats. {@code
   * hcpcs_load.listing_stretch} must know the release. Empty where that may be any code: there is
   * no such release or none before it, its edition has other revisions, or one before it became
   * known later.
   */
  Optional<Set<String>> codesOf(int releaseId) {
    boolean isAlone =
        sql.one(
            """
            select exists (
              select
              from hcpcs_load.succession s
              join hcpcs.release r using (release_id)
              where r.release_id = ? and s.previous_id is not null
                and not exists (
                  select
                  from hcpcs.release o
                  where o.release_id <> r.release_id
                    and (o.edition = r.edition or o.effective_on < r.effective_on and o.published_on > r.published_on)))
            """,
            row -> row.getBoolean(1),
            releaseId);
    return isAlone ? Optional.of(codesThatChangeWith(releaseId)) : Optional.empty();
  }

  private Set<String> codesThatChangeWith(int releaseId) {
    return new HashSet<>(
        sql.list(
            """
            select r.code
            from hcpcs_load.listing_stretch l
            join hcpcs.code_record r using (record_id)
            where ? in (l.first_release, l.next_release)
            """,
            String.class,
            releaseId));
  }

  /** Brings the history of some codes up to date after releases came or went; empty for all. */
  void refresh(Optional<Set<String>> codes) {
    write(difference(publications(), codes.orElse(null)));
  }

  /** What {@link #refresh} would change of all codes, a text for each row. */
  List<String> differences() {
    Difference difference = difference(publications(), null);
    List<String> texts = new ArrayList<>();
    difference
        .stored()
        .forEach((row, places) -> places.forEach(p -> texts.add("stored, not derived: " + row)));
    difference.derived().forEach(row -> texts.add("derived, not stored: " + row));
    return texts;
  }

  private void write(Difference difference) {
    Map<String, Deque<String>> places = new HashMap<>();
    difference
        .stored()
        .forEach(
            (row, of) -> places.computeIfAbsent(row.code(), code -> new ArrayDeque<>()).addAll(of));
    boolean isFew = difference.derived().size() <= MOST_IN_PLACE;
    SortedMap<String, Row> inPlace = new TreeMap<>();
    List<Row> added = new ArrayList<>();
    for (Row row : difference.derived()) {
      Deque<String> free = isFew ? places.get(row.code()) : null;
      String place = free == null ? null : free.poll();
      if (place == null) {
        added.add(row);
      } else {
        inPlace.put(place, row);
      }
    }
    List<String> left = places.values().stream().flatMap(Deque::stream).toList();
    if (!left.isEmpty()) {
      sql.run(
          "delete from hcpcs.code_history where ctid = any (?::tid[])", Sql.array("text", left));
    }
    putInPlace(inPlace);
    copy(added);
  }

  private void copy(List<Row> added) {
    CopyRows rows = new CopyRows();
    added.forEach(rows::addRow);
    rows.send(sql.connection(), "hcpcs.code_history (" + COLUMNS + ")");
  }

  /** A row in the place of another of its code needs no new entry in an index, and no new room. */
  private void putInPlace(SortedMap<String, Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    sql.run(
        """
        update hcpcs.code_history h
        set meaning = w.meaning, valid_during = w.valid_during::daterange, known_during = w.known_during::daterange,
          record_id = w.record_id, basis = w.basis, end_reason = w.end_reason, absent_since = w.absent_since::date,
          evidence = w.evidence
        from unnest(?::tid[], ?, ?, ?, ?, ?, ?, ?, ?)
          as w (place, meaning, valid_during, known_during, record_id, basis, end_reason, absent_since, evidence)
        where h.ctid = w.place
        """,
        Sql.array("text", rows.keySet()),
        column("integer", rows, Row::meaning),
        column("text", rows, Row::validDuring),
        column("text", rows, Row::knownDuring),
        column("integer", rows, Row::recordId),
        column("text", rows, Row::basis),
        column("text", rows, Row::endReason),
        column("text", rows, Row::absentSince),
        column("text", rows, Row::evidence));
  }

  private static Object column(
      String type, SortedMap<String, Row> rows, Function<Row, @Nullable Object> value) {
    return Sql.array(type, rows.values().stream().map(value).toList());
  }

  /**
   * Derives the history of some codes.
   *
   * @param codes null for all
   */
  private Difference difference(List<Publication> publications, @Nullable Set<String> codes) {
    CodeHistory history = new CodeHistory(publications, new ReviewedMeanings(sql).identity());
    Map<Row, List<String>> stored = stored(codes);
    List<Row> derived = new ArrayList<>();
    statements(codes)
        .forEach(
            (code, records) ->
                history
                    .of(code, code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE, records)
                    .forEach(
                        row -> {
                          Row wanted = Row.of(row);
                          List<String> places = stored.getOrDefault(wanted, List.of());
                          if (places.isEmpty()) {
                            derived.add(wanted);
                          } else {
                            places.remove(0);
                          }
                        }));
    return new Difference(stored, derived);
  }

  private Map<Row, List<String>> stored(@Nullable Set<String> codes) {
    Map<Row, List<String>> stored = new HashMap<>();
    sql.list(
            "select " + COLUMNS + ", ctid::text from hcpcs.code_history where ? or code = any (?)",
            PlacedRow.class,
            codes == null,
            Sql.array("text", codes == null ? Set.of() : codes))
        .forEach(
            placed ->
                stored.computeIfAbsent(placed.row(), r -> new ArrayList<>()).add(placed.place()));
    return stored;
  }

  private List<Publication> publications() {
    return sql.list(
        "select release_id, edition, published_on, revision from hcpcs.release", Publication.class);
  }

  /** What each release says of each code. */
  private Map<String, Map<Integer, RecordFacts>> statements(@Nullable Set<String> codes) {
    Map<Integer, FactsOfCode> records = new HashMap<>();
    sql.list(
            """
            select code, record_id, added_date, action_effective_date, termination_date, descriptive_hash, long_description
            from hcpcs.code_record
            where ? or code = any (?)
            """,
            FactsOfCode.class,
            codes == null,
            Sql.array("text", codes == null ? Set.of() : codes))
        .forEach(each -> records.put(each.facts().recordId(), each));
    List<Integer> releases =
        sql.list(
            "select release_id from hcpcs_load.succession order by place", row -> row.getInt(1));
    Map<String, Map<Integer, RecordFacts>> statements = new HashMap<>();
    sql.each(
        """
        select u.record_id, u.first_release, u.next_release
        from hcpcs_load.listing_stretch u
        where ? or u.record_id = any (?)
        """,
        row -> {
          FactsOfCode of = Objects.requireNonNull(records.get(row.getInt(1)));
          Map<Integer, RecordFacts> ofCode =
              statements.computeIfAbsent(of.code(), code -> new HashMap<>());
          int end = releases.indexOf(row.getInt(3));
          releases
              .subList(releases.indexOf(row.getInt(2)), end < 0 ? releases.size() : end)
              .forEach(release -> ofCode.put(release, of.facts()));
        },
        codes == null,
        Sql.array("integer", codes == null ? Set.of() : records.keySet()));
    return statements;
  }
}
