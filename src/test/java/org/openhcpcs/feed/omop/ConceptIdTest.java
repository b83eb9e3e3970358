package org.openhcpcs.feed.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Field;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.TestRows;

/** Ids of a site's own range, and texts cut as OHDSI cuts them. */
class ConceptIdTest {

  @Test
  void staysInTheRangeOfASiteAndOfAnInteger() {
    assertThat(ConceptId.of("00000")).isEqualTo(2_000_000_000);
    assertThat(ConceptId.of("A0001")).isEqualTo(2_016_796_161);
    assertThat(ConceptId.of("ZZZZZ")).isEqualTo(2_060_466_175);
    assertThat(ConceptId.of("00")).isEqualTo(2_060_466_176);
    assertThat(ConceptId.of("ZZ")).isEqualTo(2_060_467_471);
  }

  @Test
  void cutsWhatIsLongerThanTheColumnIntoThreeDots() {
    assertThat(OmopWriter.cut("a".repeat(255), 255)).isEqualTo("a".repeat(255));
    assertThat(OmopWriter.cut("a".repeat(256), 255)).isEqualTo("a".repeat(252) + "...");
    assertThat(OmopWriter.cut("a".repeat(251) + " b".repeat(9), 255))
        .isEqualTo("a".repeat(251) + "...");
    assertThat(OmopWriter.cut("\ud83d\ude00".repeat(256), 255))
        .isEqualTo("\ud83d\ude00".repeat(252) + "...");
  }

  @Test
  void beginsOnTheLastDayWhereACodeEndedBeforeItWasAdded() {
    LocalDate day = LocalDate.of(2008, 4, 1);
    for (int days : new int[] {-1, 0, 1}) {
      Row row = TestRows.row("A0021", Map.of(Field.ADDED_DATE, "2008-04-01"));
      LocalDate end = day.plusDays(days);
      assertThat(OmopWriter.start(row, end)).isEqualTo(days < 0 ? end : day);
    }
  }
}
