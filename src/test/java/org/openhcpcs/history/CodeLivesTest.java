package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by themselves; {@code ValidityIT} holds them against those of the database. */
class CodeLivesTest {

  private static final CodeLives LIVES =
      new CodeLives(
          Map.of(
              "A0001",
                  List.of(
                      row(1, 1, "2010-01-01", "2012-01-01", null, "A0002"),
                      row(1, 2, "2015-01-01", null, "2016-01-01")),
              "A0002", List.of(row(1, 3, "2010-01-01", "2014-01-01", null, "A0003")),
              "A0003", List.of(row(1, 4, "2014-01-01", null, null)),
              "A0004", List.of(empty(5, "99213", "A0005")),
              "A0005", List.of(row(1, 6, "2010-01-01", "2014-01-01", null, "A0006")),
              "A0006", List.of(row(1, 7, "2010-01-01", "2014-01-01", null, "A0005"))),
          List.of(
              listing("2010-01", "2009-12-01", true, 1, 3, 5),
              listing("2012-01", "2011-12-01", false, 1, 2),
              listing("2012-01", "2012-02-01", true, 2)));

  private static int day(String day) {
    return (int) LocalDate.parse(day).toEpochDay();
  }

  private static LifeRow row(
      int meaning,
      int record,
      String from,
      @Nullable String to,
      @Nullable String absent,
      String... references) {
    int end = to == null ? LifeRow.NEVER : day(to);
    return new LifeRow(
        meaning,
        record,
        false,
        day(from),
        end,
        absent == null ? LifeRow.NEVER : day(absent),
        day("2009-12-01"),
        LifeRow.NEVER,
        List.of(references),
        end);
  }

  private static LifeRow empty(int record, String... references) {
    return new LifeRow(
        1,
        record,
        true,
        LifeRow.FIRST,
        LifeRow.NEVER,
        LifeRow.NEVER,
        day("2009-12-01"),
        LifeRow.NEVER,
        List.of(references),
        day("2010-01-01"));
  }

  private static CodeLives.Listing listing(
      String edition, String publishedOn, boolean isCurrent, int... records) {
    int begin = day(edition + "-01");
    BitSet listed = new BitSet();
    IntStream.of(records).forEach(listed::set);
    return new CodeLives.Listing(
        1, edition, 1, begin, begin + 90, day(publishedOn), isCurrent, listed);
  }

  private static List<String> spans(String code, String asOf) {
    return LIVES.spans(code, day(asOf)).stream()
        .map(
            span ->
                (span.from() == LifeRow.FIRST ? "" : LocalDate.ofEpochDay(span.from()))
                    + " "
                    + span.reason()
                    + " / "
                    + span.replacement()
                    + " / "
                    + span.edition())
        .toList();
  }

  @Test
  void dividesALifeWithAGapAndAnAbsence() {
    assertThat(spans("A0001", "2013-01-01"))
        .containsExactly(
            " valid from 2010-01-01 /  / 2012-01",
            "2010-01-01 valid, with this content since 2010-01-01 /  / 2012-01",
            "2012-01-01 ended on 2011-12-31 / A0003 / 2012-01",
            "2015-01-01 valid, with this content since 2015-01-01 /  / 2012-01",
            "2016-01-01 no longer listed since 2016-01-01, and no loaded edition ended it /  / 2012-01");
  }

  @Test
  void findsADeadEndInACircleAndALivingOneWhereNobodyLooks() {
    assertThat(spans("A0004", "2013-01-01"))
        .containsExactly(" ended before it began / 99213 A0005 / 2010-01");
    assertThat(spans("A0005", "2013-01-01"))
        .last()
        .isEqualTo("2014-01-01 ended on 2013-12-31 / A0006 / ");
  }

  @Test
  void knowsNothingBeforeTheFirstPublication() {
    assertThat(spans("A0001", "2009-11-30")).isEmpty();
    assertThat(LIVES.asOf(day("2009-11-30"))).isEqualTo(LifeRow.FIRST);
    assertThat(LIVES.asOf(day("2012-01-31"))).isEqualTo(day("2011-12-01"));
    assertThat(spans("A0001", "2010-01-01"))
        .first()
        .isEqualTo(" valid from 2010-01-01 /  / 2010-01");
    assertThat(LIVES.spans("A9999", 0)).isEmpty();
  }

  @Test
  void knowsTheOldestAndTheNewestEdition() {
    assertThat(LIVES.ends()).map(CodeLives.Listing::edition).containsExactly("2010-01", "2012-01");
    assertThat(new CodeLives(Map.of(), List.of()).ends()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "99213, LEVEL_I",
    "0001U, LEVEL_I",
    "25, LEVEL_I",
    "1P, LEVEL_I",
    "8P, LEVEL_I",
    "9P, UNKNOWN",
    "0P, UNKNOWN",
    "D0120, DENTAL",
    "D012, UNKNOWN",
    "D012X, UNKNOWN",
    "Z9Z9Z, UNKNOWN",
    "9921, UNKNOWN",
    "992135, UNKNOWN",
    "9921a, UNKNOWN",
    "'', UNKNOWN"
  })
  void judgesACodeThatNobodyListsByItsShape(String code, Verdict verdict) {
    assertThat(Verdict.ofUnlisted(code)).isEqualTo(verdict);
  }
}
