package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Kind;

/**
 * The bitemporal history of codes. With each publication more is known; where what was known
 * changes, the rows of before end in known time and new ones begin. The order in which releases are
 * loaded plays no part.
 */
public final class CodeHistory {

  private final List<Publication> publications;
  private final Identity identity;

  /**
   * @param publications every revision of every edition
   */
  public CodeHistory(List<Publication> publications, Identity identity) {
    this.publications = publications.stream().sorted(Publication.AS_KNOWN).toList();
    this.identity = identity;
  }

  /**
   * The rows of one code.
   *
   * @param statements what each release says of it, by release; releases that do not list it are
   *     not in the map
   */
  public List<HistoryRow> of(String code, Kind kind, Map<Integer, RecordFacts> statements) {
    List<HistoryRow> rows = new ArrayList<>();
    Map<Segment, LocalDate> open = new LinkedHashMap<>();
    SortedMap<Edition, Publication> known = new TreeMap<>();
    List<Observation> before = List.of();
    for (int i = 0; i < publications.size(); i++) {
      Publication publication = publications.get(i);
      known.merge(
          publication.edition(), publication, (a, b) -> b.revision() > a.revision() ? b : a);
      boolean moreOnThatDay =
          i + 1 < publications.size()
              && publications.get(i + 1).publishedOn().equals(publication.publishedOn());
      if (moreOnThatDay) {
        continue;
      }
      List<Observation> observations = observations(known, statements);
      if (!observations.equals(before)) {
        before = observations;
        LocalDate on = publication.publishedOn();
        List<Segment> segments = Timeline.of(code, observations, identity);
        open.forEach(
            (segment, from) -> {
              if (!segments.contains(segment)) {
                rows.add(new HistoryRow(code, kind, segment, new DateSpan(from, on)));
              }
            });
        open.keySet().retainAll(segments);
        segments.forEach(segment -> open.putIfAbsent(segment, on));
      }
    }
    open.forEach(
        (segment, from) -> rows.add(new HistoryRow(code, kind, segment, new DateSpan(from, null))));
    return rows;
  }

  /**
   * What is known, without the editions that only repeat the one before: as long as it is the same,
   * so is the timeline.
   */
  private static List<Observation> observations(
      SortedMap<Edition, Publication> known, Map<Integer, RecordFacts> statements) {
    List<Observation> observations = new ArrayList<>(known.size());
    for (Publication publication : known.values()) {
      RecordFacts statement = statements.get(publication.releaseId());
      RecordFacts before =
          observations.isEmpty() ? null : observations.get(observations.size() - 1).statement();
      if (!isSame(before, statement)) {
        observations.add(new Observation(publication.edition(), statement));
      }
    }
    return observations;
  }

  private static boolean isSame(@Nullable RecordFacts a, @Nullable RecordFacts b) {
    return a == null ? b == null : b != null && a.recordId() == b.recordId();
  }
}
