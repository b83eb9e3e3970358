package org.openhcpcs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateSpanTest {

  private static final LocalDate FROM = LocalDate.of(2008, 1, 1);
  private static final LocalDate TO = LocalDate.of(2010, 1, 1);

  @Test
  void endsAtTheEarlierOfTwoDays() {
    assertThat(new DateSpan(FROM, TO).until(TO.minusDays(1)))
        .isEqualTo(new DateSpan(FROM, TO.minusDays(1)));
    assertThat(new DateSpan(FROM, TO).until(TO)).isEqualTo(new DateSpan(FROM, TO));
    assertThat(new DateSpan(FROM, TO).until(TO.plusDays(1))).isEqualTo(new DateSpan(FROM, TO));
    assertThat(new DateSpan(FROM, null).until(TO)).isEqualTo(new DateSpan(FROM, TO));
  }

  @Test
  void hasNoDayIfItEndsWhereItBegins() {
    assertThat(new DateSpan(FROM, FROM).isEmpty()).isTrue();
    assertThat(new DateSpan(FROM, FROM.minusDays(1)).isEmpty()).isTrue();
    assertThat(new DateSpan(FROM, FROM.plusDays(1)).isEmpty()).isFalse();
    assertThat(new DateSpan(FROM, null).isEmpty()).isFalse();
  }

  @Test
  void readsDaysOfFourDigitYearsOnly() {
    assertThat(DateSpan.day("2020-02-29")).contains(LocalDate.of(2020, 2, 29));
    for (String other : List.of("2019-02-29", "+12019-01-01", "-0001-01-01", "2019-1-1", "")) {
      assertThat(DateSpan.day(other)).as(other).isEmpty();
    }
  }
}
