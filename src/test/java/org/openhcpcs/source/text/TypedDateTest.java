package org.openhcpcs.source.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDateTest {

  @ParameterizedTest
  @CsvSource({
    "2019-01-31, 2019-01-31",
    "20190131, 2019-01-31",
    "01/31/2019, 2019-01-31",
    "1/5/2019, 2019-01-05",
    "2019/3/1, 2019-03-01",
    "2019-1-05, 2019-01-05",
    "0001-01-01, 0001-01-01",
    "9999-12-31, 9999-12-31",
    "2020-02-29, 2020-02-29"
  })
  void readsDates(String text, LocalDate date) {
    assertThat(TypedDate.read(text)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-30",
        "31/01/2019",
        "2019/3-1",
        "2019/3/001",
        "2019013",
        "0000-01-01",
        "1/5/19",
        "20190131 ",
        "today"
      })
  void tellsWhatIsNoDate(String text) {
    assertThat(TypedDate.read(text)).isEmpty();
  }
}
