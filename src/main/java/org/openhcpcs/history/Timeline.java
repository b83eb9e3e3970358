package org.openhcpcs.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.history.Segment.Basis;
import org.openhcpcs.history.Segment.EndReason;

/**
 * The life of one code as a set of editions tells it: the editions are read in their order, and
 * each says more, or something else, of what the ones before said. What no edition takes back
 * stays.
 */
public final class Timeline {

  private final String code;
  private final Identity identity;
  private final List<Segment> segments = new ArrayList<>();
  private int meaning;
  private int lifeBegin;
  private String evidence = "";
  private @Nullable RecordFacts last;
  private @Nullable Edition lastEdition;

  private Timeline(String code, Identity identity) {
    this.code = code;
    this.identity = identity;
  }

  /**
   * The segments that the observations tell, by their first day.
   *
   * @param observations one per edition, oldest edition first
   */
  public static List<Segment> of(String code, List<Observation> observations, Identity identity) {
    Timeline timeline = new Timeline(code, identity);
    LocalDate absentSince = null;
    for (Observation observation : observations) {
      RecordFacts statement = observation.statement();
      if (statement == null) {
        absentSince = absentSince == null ? observation.edition().effectiveOn() : absentSince;
      } else {
        absentSince = null;
        timeline.read(statement, observation.edition());
      }
    }
    return timeline.segments(absentSince);
  }

  private void read(RecordFacts statement, Edition edition) {
    RecordFacts before = last;
    Edition since = lastEdition;
    last = statement;
    if (before == null || since == null) {
      lastEdition = edition;
      LocalDate added = statement.addedDate();
      beginLife(
          added != null ? added : statement.takesHoldOn().orElse(edition.effectiveOn()),
          statement,
          1,
          "");
    } else if (before.recordId() != statement.recordId()) {
      lastEdition = edition;
      readChange(
          before, statement, edition, identity.decide(code, since, edition, before, statement));
    }
    settle(statement);
  }

  private void readChange(
      RecordFacts before, RecordFacts statement, Edition edition, Identity.Decision decision) {
    Optional<LocalDate> comesBackOn = returnsOn(before, statement);
    if (decision.verdict() == Identity.Sameness.NEW) {
      LocalDate begins = newMeaningBegins(before, statement, edition);
      endBefore(begins);
      beginLife(begins, statement, meaning + 1, decision.evidence());
    } else if (comesBackOn.isPresent()) {
      evidence =
          decision.evidence().isEmpty() ? "came back under the same meaning" : decision.evidence();
      lifeBegin = segments.size();
      append(comesBackOn.get(), statement, Basis.ASSERTED);
    } else {
      evidence = decision.evidence().isEmpty() ? evidence : decision.evidence();
      change(before, statement, edition);
    }
  }

  /**
   * When a code that had ended is valid again after a gap; empty if it had not ended, or its end
   * was taken back or moved.
   */
  private static Optional<LocalDate> returnsOn(RecordFacts before, RecordFacts statement) {
    Optional<LocalDate> ended = before.end();
    boolean endsLater =
        ended.isPresent() && statement.end().map(end -> end.isAfter(ended.get())).orElse(true);
    if (!endsLater) {
      return Optional.empty();
    }
    LocalDate added = statement.addedDate();
    Optional<LocalDate> start =
        added != null && added.isAfter(ended.get()) ? Optional.of(added) : statement.takesHoldOn();
    return start
        .filter(date -> date.isAfter(ended.get()))
        .filter(date -> statement.end().map(date::isBefore).orElse(true));
  }

  /**
   * The added date if it has moved; else, as when CMS gave modifier CS another meaning under the
   * added date that it had, the day on which the change takes hold.
   */
  private static LocalDate newMeaningBegins(
      RecordFacts before, RecordFacts statement, Edition edition) {
    LocalDate added = statement.addedDate();
    LocalDate addedBefore = before.addedDate();
    return added != null && (addedBefore == null || added.isAfter(addedBefore))
        ? added
        : takesHoldOn(before, statement, edition);
  }

  private void beginLife(LocalDate start, RecordFacts statement, int newMeaning, String why) {
    meaning = newMeaning;
    evidence = why;
    lifeBegin = segments.size();
    Optional<LocalDate> takesHold = statement.takesHoldOn();
    LocalDate added = statement.addedDate();
    boolean assertedFromStart =
        added != null
            && takesHold.map(date -> !date.isAfter(start)).orElse(statement.end().isEmpty());
    if (assertedFromStart) {
      append(start, statement, Basis.ASSERTED);
      return;
    }
    append(start, statement, Basis.INFERRED);
    takesHold.filter(date -> date.isAfter(start)).ifPresent(date -> splitAt(date, statement));
  }

  /** The same life goes on with a changed record. */
  private void change(RecordFacts before, RecordFacts statement, Edition edition) {
    moveStart(before, statement);
    if (before.descriptiveHash().equals(statement.descriptiveHash())) {
      restate(before, statement);
    } else {
      splitAt(takesHoldOn(before, statement, edition), statement);
    }
    setEnd(statement);
  }

  /**
   * The action effective date if it is a new one, else the edition's date: the file changed it
   * silently.
   */
  private static LocalDate takesHoldOn(RecordFacts before, RecordFacts statement, Edition edition) {
    return statement
        .takesHoldOn()
        .filter(date -> !date.equals(before.actionEffectiveDate()))
        .orElse(edition.effectiveOn());
  }

  /** Nothing but dates and action differ: the newest record says it in place of the one before. */
  private void restate(RecordFacts before, RecordFacts statement) {
    for (int i = segments.size() - 1;
        i >= lifeBegin && segments.get(i).recordId() == before.recordId();
        i--) {
      segments.set(i, segments.get(i).withRecord(statement.recordId()));
    }
  }

  /**
   * From a date on the statement holds; where the life is over by then, it holds for the last of
   * it.
   */
  private void splitAt(LocalDate date, RecordFacts statement) {
    if (statement.end().map(end -> !date.isBefore(end)).orElse(false)) {
      int i = segments.size() - 1;
      segments.set(i, segments.get(i).withRecord(statement.recordId()));
      return;
    }
    LocalDate lifeStart = segments.get(lifeBegin).validDuring().from();
    LocalDate start = date.isBefore(lifeStart) ? lifeStart : date;
    while (segments.size() > lifeBegin
        && !segments.get(segments.size() - 1).validDuring().from().isBefore(start)) {
      segments.remove(segments.size() - 1);
    }
    if (segments.size() > lifeBegin) {
      int i = segments.size() - 1;
      segments.set(
          i,
          segments
              .get(i)
              .withEnd(
                  new DateSpan(segments.get(i).validDuring().from(), start), EndReason.CHANGE));
    }
    append(start, statement, Basis.ASSERTED);
  }

  /** A life may turn out to have begun earlier or later than was said before. */
  private void moveStart(RecordFacts before, RecordFacts statement) {
    LocalDate added = statement.addedDate();
    if (added == null || added.equals(before.addedDate())) {
      return;
    }
    while (segments.size() > lifeBegin + 1) {
      LocalDate end = segments.get(lifeBegin).validDuring().to();
      if (end == null || end.isAfter(added)) {
        break;
      }
      segments.remove(lifeBegin);
    }
    Segment first = segments.get(lifeBegin);
    segments.set(
        lifeBegin, first.withEnd(new DateSpan(added, first.validDuring().to()), first.endReason()));
  }

  private void setEnd(RecordFacts statement) {
    int i = segments.size() - 1;
    Segment latest = segments.get(i);
    LocalDate end = statement.end().orElse(null);
    while (end != null && i > lifeBegin && !latest.validDuring().from().isBefore(end)) {
      segments.remove(i--);
      latest = segments.get(i).withRecord(statement.recordId());
    }
    segments.set(
        i,
        latest.withEnd(
            new DateSpan(latest.validDuring().from(), end),
            end == null ? null : EndReason.TERMINATION));
  }

  private void append(LocalDate start, RecordFacts statement, Basis basis) {
    LocalDate end = statement.end().orElse(null);
    segments.add(
        new Segment(
            meaning,
            new DateSpan(start, end),
            statement.recordId(),
            basis,
            end == null ? null : EndReason.TERMINATION,
            null,
            evidence));
  }

  /** A former life that had no end ends where the next begins; no file says so. */
  private void endBefore(LocalDate next) {
    while (segments.size() > lifeBegin + 1
        && !segments.get(segments.size() - 1).validDuring().from().isBefore(next)) {
      segments.remove(segments.size() - 1);
    }
    int i = segments.size() - 1;
    Segment latest = segments.get(i);
    LocalDate end = latest.validDuring().to();
    if (end == null || end.isAfter(next)) {
      segments.set(
          i,
          new Segment(
              latest.meaning(),
              latest.validDuring().until(next),
              latest.recordId(),
              Basis.INFERRED,
              EndReason.CHANGE,
              null,
              latest.evidence()));
    }
  }

  /**
   * The day on which a record ends its code is the last one, whatever was said before, unless the
   * record itself adds the code later. Where nothing else tells of a day, it tells of this one.
   */
  private void settle(RecordFacts statement) {
    LocalDate end = statement.end().orElse(null);
    if (end == null) {
      return;
    }
    int last = segments.size() - 1;
    for (int i = 0; i < last; i++) {
      Segment former = segments.get(i);
      if (!former.validDuring().until(end).equals(former.validDuring())) {
        segments.set(i, former.withEnd(former.validDuring().until(end), EndReason.TERMINATION));
      }
    }
    Segment latest = segments.get(last);
    LocalDate added = statement.addedDate();
    if (latest.validDuring().isEmpty() && (added == null || added.isBefore(end))) {
      segments.set(
          last,
          new Segment(
              latest.meaning(),
              new DateSpan(end.minusDays(1), end),
              latest.recordId(),
              Basis.INFERRED,
              EndReason.TERMINATION,
              null,
              latest.evidence()));
    }
  }

  private List<Segment> segments(@Nullable LocalDate absentSince) {
    RecordFacts newest = last;
    if (absentSince != null
        && newest != null
        && newest.end().map(absentSince::isBefore).orElse(true)) {
      int i = segments.size() - 1;
      segments.set(i, segments.get(i).absentSince(absentSince));
    }
    return Disjoint.of(segments);
  }
}
