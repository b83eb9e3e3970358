package org.openhcpcs.check.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

  private static Limit limit(String text) {
    return Limit.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "20, 20",
    "0, 0",
    "5%, 5%",
    "' 0.25 % ', 0.25%",
    "2.50%, 2.5%",
    "100%, 100%",
    "20 or 5%, 20 or 5%",
    "'20  or  5 %', 20 or 5%",
    "0 or 5%, 5%",
    "20 or 0%, 20",
    "999999999, 999999999"
  })
  void isReadAsItIsWritten(String text, String written) {
    assertThat(limit(text)).hasToString(written);
    assertThat(limit(written)).isEqualTo(limit(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "-1",
        "-5%",
        "5 %%",
        "100.01%",
        "101%",
        "5% or 20",
        "20 or 20",
        "20or5%",
        "5,000",
        "1e3",
        "1000000000",
        "many",
        "20 5%",
        "5.%",
        "1.5"
      })
  void isNoOtherText(String text) {
    assertThat(Limit.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "20, 1000, 1, 20",
    "5%, 1000, 1, 50",
    "5%, 1019, 1, 50",
    "5%, 1020, 1, 51",
    "5%, 1000, 3, 150",
    "20 or 5%, 1000, 1, 50",
    "20 or 5%, 400, 1, 20",
    "20 or 5%, 419, 1, 20",
    "20 or 5%, 420, 1, 21",
    "0.29%, 10000, 1, 29",
    "5%, 0, 1, 0"
  })
  void allowsTheMoreOfNumberAndShareRoundedDown(String text, int all, int times, int most) {
    assertThat(limit(text).most(all, times)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 7000, 5000",
    "80%, 1000, 800",
    "80%, 1001, 801",
    "1 or 80%, 0, 1",
    "5000 or 80%, 7000, 5600",
    "5000 or 80%, 6000, 5000"
  })
  void wantsTheMoreOfNumberAndShareRoundedUp(String text, int before, int least) {
    assertThat(limit(text).least(before)).isEqualTo(least);
  }

  @Test
  void isNeverNegativeAndNoMoreThanAll() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(-1, BigDecimal.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(0, new BigDecimal("-1")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(0, new BigDecimal("100.1")));
  }
}
