package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.history.Segment.EndReason;

/**
 * Makes the segments of a code disjoint where its dates contradict each other: of two that claim a
 * day, the one stated later holds.
 */
final class Disjoint {

  private Disjoint() {}

  /**
   * The segments without the days that later ones claim, by their first day.
   *
   * @param stated segments in the order in which they were stated
   */
  static List<Segment> of(List<Segment> stated) {
    List<Segment> kept = new ArrayList<>();
    for (int i = stated.size() - 1; i >= 0; i--) {
      List<Segment> pieces = List.of(stated.get(i));
      for (Segment later : stated.subList(i + 1, stated.size())) {
        pieces =
            pieces.stream().flatMap(piece -> without(piece, later.validDuring()).stream()).toList();
      }
      kept.addAll(pieces);
    }
    keepEachMeaning(stated, kept);
    kept.sort(Comparator.comparing(segment -> segment.validDuring().from()));
    return List.copyOf(kept);
  }

  /** A meaning of which no day is left has a segment without any. */
  private static void keepEachMeaning(List<Segment> stated, List<Segment> kept) {
    for (Segment segment : stated) {
      if (kept.stream().noneMatch(other -> other.meaning() == segment.meaning())) {
        LocalDate from = segment.validDuring().from();
        kept.add(segment.withEnd(new DateSpan(from, from), EndReason.CHANGE));
      }
    }
  }

  private static List<Segment> without(Segment segment, DateSpan claimed) {
    DateSpan own = segment.validDuring();
    if (own.isEmpty()
        || claimed.isEmpty()
        || !startsBefore(own, claimed)
        || !startsBefore(claimed, own)) {
      return List.of(segment);
    }
    List<Segment> pieces = new ArrayList<>();
    if (own.from().isBefore(claimed.from())) {
      pieces.add(segment.withEnd(new DateSpan(own.from(), claimed.from()), EndReason.CHANGE));
    }
    LocalDate claimedTo = claimed.to();
    if (claimedTo != null && isBefore(claimedTo, own.to())) {
      pieces.add(segment.withEnd(new DateSpan(claimedTo, own.to()), segment.endReason()));
    }
    return pieces;
  }

  private static boolean startsBefore(DateSpan a, DateSpan b) {
    return isBefore(a.from(), b.to());
  }

  private static boolean isBefore(LocalDate day, @Nullable LocalDate end) {
    return end == null || day.isBefore(end);
  }
}
