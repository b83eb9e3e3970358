package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhcpcs.history.Codes.in;
import static org.openhcpcs.history.Codes.says;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * However the dates of a record contradict each other and those of editions before, the timeline
 * holds what the newest one says of the life of its code.
 */
class AnyDatesTest {

  private static final int CODES = 5_000;

  private static final List<String> EDITIONS =
      List.of("2012-01", "2013-01", "2014-01", "2015-01", "2016-01");

  private static final List<String> TEXTS =
      List.of("Cane, wood", "Cane, wood, adjustable", "Injection of something else");

  private static final Identity IDENTITY =
      new Identity(
          List.of(
              new Identity.Reviewed(
                  "A0002", Codes.edition("2014-01"), Identity.Sameness.NEW, "as said"),
              new Identity.Reviewed(
                  "A0003", Codes.edition("2014-01"), Identity.Sameness.SAME, "as said")));

  @Test
  void holdsWhatTheNewestRecordSays() {
    for (int seed = 0; seed < CODES; seed++) {
      Random random = new Random(seed);
      List<Observation> observations = observations(random);
      String code = "A000" + (1 + random.nextInt(3));
      try {
        check(observations, Timeline.of(code, observations, IDENTITY));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + code + ": " + observations + ": " + e, e);
      }
    }
  }

  private static List<Observation> observations(Random random) {
    List<Observation> observations = new ArrayList<>();
    int first = random.nextInt(EDITIONS.size());
    for (int i = first; i < EDITIONS.size(); i++) {
      boolean listed = i == first || random.nextInt(8) > 0;
      observations.add(in(EDITIONS.get(i), listed ? statement(i, random) : null));
    }
    return observations;
  }

  private static RecordFacts statement(int record, Random random) {
    return says(
        record,
        TEXTS.get(random.nextInt(TEXTS.size())),
        date(random, 5),
        date(random, 5),
        random.nextBoolean() ? null : date(random, 8));
  }

  /** One of few days, so that they meet; now and then none. */
  private static @Nullable String date(Random random, int oneIn) {
    return random.nextInt(oneIn) == 0
        ? null
        : LocalDate.of(2010, 1, 1)
            .plusYears(random.nextInt(8))
            .minusDays(random.nextInt(2))
            .toString();
  }

  private static void check(List<Observation> observations, List<Segment> segments) {
    List<Segment> days =
        segments.stream().filter(segment -> !segment.validDuring().isEmpty()).toList();
    for (int i = 1; i < days.size(); i++) {
      LocalDate end = days.get(i - 1).validDuring().to();
      assertThat(end).as("the end of the one before").isNotNull();
      assertThat(days.get(i).validDuring().from()).isAfterOrEqualTo(end);
    }
    assertThat(segments.stream().map(Segment::meaning).distinct().count())
        .as("meanings without a hole")
        .isEqualTo(segments.stream().mapToInt(Segment::meaning).max().orElse(0));
    RecordFacts newest =
        observations.stream()
            .map(Observation::statement)
            .filter(statement -> statement != null)
            .reduce((before, after) -> after)
            .orElseThrow();
    LocalDate added = newest.addedDate();
    LocalDate terminated = newest.terminationDate();
    if (terminated == null || added == null || !terminated.isBefore(added)) {
      assertThat(days).isNotEmpty();
      Segment last = days.get(days.size() - 1);
      assertThat(last.validDuring().to()).isEqualTo(newest.end().orElse(null));
      assertThat(last.endReason())
          .isEqualTo(terminated == null ? null : Segment.EndReason.TERMINATION);
    }
  }
}
