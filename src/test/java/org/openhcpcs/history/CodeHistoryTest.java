package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhcpcs.history.Codes.edition;
import static org.openhcpcs.history.Codes.says;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Kind;

class CodeHistoryTest {

  private static final Identity BY_RULE = new Identity(List.of());

  @Test
  void keepsWhatWasKnownBeforeACodeEnded() {
    CodeHistory history =
        new CodeHistory(
            List.of(
                published(1, "2020-10", "2020-10-01", 1), published(2, "2023-01", "2023-01-01", 1)),
            BY_RULE);
    List<HistoryRow> rows =
        history.of(
            "J2505",
            Kind.PROCEDURE,
            Map.of(
                1, says(1, "Pegfilgrastim", "2004-01-01", "2004-01-01", null),
                2, says(2, "Pegfilgrastim", "2004-01-01", "2022-01-01", "2021-12-31")));
    assertThat(rows)
        .extracting(row -> row.segment().validDuring().to(), HistoryRow::knownDuring)
        .containsExactlyInAnyOrder(
            Tuple.tuple(null, span("2020-10-01", "2023-01-01")),
            Tuple.tuple(LocalDate.of(2022, 1, 1), new DateSpan(LocalDate.of(2023, 1, 1), null)));
  }

  @Test
  void letsALaterRevisionOfAnEditionReplaceTheFormer() {
    CodeHistory history =
        new CodeHistory(
            List.of(
                published(1, "2025-10", "2025-09-01", 1), published(2, "2025-10", "2025-10-15", 2)),
            BY_RULE);
    List<HistoryRow> rows =
        history.of(
            "A0001",
            Kind.PROCEDURE,
            Map.of(
                1, says(1, "Cane", "2025-10-01", "2025-10-01", null),
                2, says(2, "Cane, any", "2025-10-01", "2025-10-01", null)));
    assertThat(rows)
        .extracting(row -> row.segment().recordId(), HistoryRow::knownDuring)
        .containsExactlyInAnyOrder(
            Tuple.tuple(1, span("2025-09-01", "2025-10-15")),
            Tuple.tuple(2, new DateSpan(LocalDate.of(2025, 10, 15), null)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void neverOverlapsItselfAndDoesNotDependOnTheOrderOfTheReleases(long seed) {
    for (int code = 0; code < 100; code++) {
      Random random = new Random(seed * 1000 + code);
      List<Publication> publications = publications(random);
      Map<Integer, RecordFacts> statements = statements(random, publications);
      List<HistoryRow> rows = rows(publications, statements);
      assertNoOverlap(rows);
      List<Publication> shuffled = new ArrayList<>(publications);
      Collections.shuffle(shuffled, random);
      assertThat(new HashSet<>(rows(shuffled, statements))).isEqualTo(new HashSet<>(rows));
    }
  }

  private static List<HistoryRow> rows(
      List<Publication> publications, Map<Integer, RecordFacts> statements) {
    return new CodeHistory(publications, BY_RULE).of("A0001", Kind.PROCEDURE, statements);
  }

  private static void assertNoOverlap(List<HistoryRow> rows) {
    for (int a = 0; a < rows.size(); a++) {
      for (int b = a + 1; b < rows.size(); b++) {
        boolean overlap =
            overlaps(rows.get(a).knownDuring(), rows.get(b).knownDuring())
                && overlaps(
                    rows.get(a).segment().validDuring(), rows.get(b).segment().validDuring());
        assertThat(overlap).as(rows.get(a) + " and " + rows.get(b)).isFalse();
      }
    }
  }

  private static boolean overlaps(DateSpan a, DateSpan b) {
    return !a.isEmpty() && !b.isEmpty() && startsBefore(a, b) && startsBefore(b, a);
  }

  private static boolean startsBefore(DateSpan a, DateSpan b) {
    LocalDate end = b.to();
    return end == null || a.from().isBefore(end);
  }

  private static List<Publication> publications(Random random) {
    List<Publication> publications = new ArrayList<>();
    int editions = 1 + random.nextInt(6);
    for (int i = 0; i < editions; i++) {
      Edition edition = new Edition(2015 + i / 4, 1 + 3 * (i % 4));
      int revisions = 1 + random.nextInt(2);
      for (int revision = 1; revision <= revisions; revision++) {
        publications.add(
            new Publication(
                publications.size() + 1,
                edition,
                edition.effectiveOn().plusDays(random.nextInt(200) - 60L + 30L * revision),
                revision));
      }
    }
    return publications;
  }

  private static Map<Integer, RecordFacts> statements(
      Random random, List<Publication> publications) {
    Map<Integer, RecordFacts> statements = new HashMap<>();
    for (Publication publication : publications) {
      if (random.nextInt(5) > 0) {
        statements.put(publication.releaseId(), statement(random, 1 + random.nextInt(8)));
      }
    }
    return statements;
  }

  /** Records of one number say the same, whatever release they stand in. */
  private static RecordFacts statement(Random ignored, int record) {
    Random random = new Random(record);
    String text = List.of("Cane", "Cane, any", "Injection, wilate", "Cells").get(record % 4);
    return says(
        record,
        text,
        random.nextInt(8) == 0 ? null : day(random),
        random.nextInt(4) == 0 ? null : day(random),
        random.nextInt(3) == 0 ? day(random) : null);
  }

  private static String day(Random random) {
    return LocalDate.of(2014, 1, 1).plusDays(random.nextInt(1500)).toString();
  }

  private static Publication published(int id, String edition, String on, int revision) {
    return new Publication(id, edition(edition), LocalDate.parse(on), revision);
  }

  private static DateSpan span(String from, String to) {
    return new DateSpan(LocalDate.parse(from), LocalDate.parse(to));
  }
}
