package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditionTest {

  @ParameterizedTest
  @ValueSource(strings = {"1900-01", "2016-01", "2020-04", "2023-07", "2025-10", "2999-10"})
  void isReadAsItIsWritten(String text) {
    assertThat(Edition.parse(text)).hasValueSatisfying(e -> assertThat(e).hasToString(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025",
        "2025-1",
        "2025-00",
        "2025-02",
        "2025-03",
        "2025-12",
        "2025-13",
        "2025-10 ",
        " 2025-10",
        "2025_10",
        "202510",
        "25-10",
        "12025-10",
        "2025-10-01",
        "1899-10",
        "3000-01",
        "0000-01",
        "9999-10",
        "２０２５-10"
      })
  void isNothingElse(String text) {
    assertThat(Edition.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1899, 10",
    "3000, 1",
    "2025, 0",
    "2025, 2",
    "2025, 6",
    "2025, 12",
    "2025, 13",
    "2025, -2"
  })
  void refusesWhatIsNoQuarter(int year, int month) {
    assertThatThrownBy(() -> new Edition(year, month))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no edition: year " + year + ", month " + month);
  }

  @Test
  void takesEffectOnTheFirstDayOfItsQuarter() {
    assertThat(new Edition(2025, 10).effectiveOn()).isEqualTo(LocalDate.of(2025, 10, 1));
  }

  @Test
  void isOrderedByTime() {
    assertThat(
            Stream.of("2020-01", "2019-10", "2020-10", "2020-04")
                .map(text -> Edition.parse(text).orElseThrow())
                .sorted())
        .extracting(Edition::toString)
        .containsExactly("2019-10", "2020-01", "2020-04", "2020-10");
    assertThat(new Edition(2020, 4)).isEqualByComparingTo(new Edition(2020, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-01, 2025-01, 2025-04",
    "2025-03-31, 2025-01, 2025-04",
    "2025-04-01, 2025-04, 2025-07",
    "2025-09-30, 2025-07, 2025-10",
    "2025-12-31, 2025-10, 2026-01"
  })
  void isInForceForAQuarterAndThenTheNextIs(LocalDate day, String edition, String next) {
    assertThat(Edition.inForceOn(day)).hasToString(edition);
    assertThat(Edition.inForceOn(day).next()).hasToString(next);
  }
}
