package org.openhcpcs.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeCodeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "J9380-JW J9380 JW true",
        "HC:J9380:JW J9380 JW true",
        "HC:J9380:JW:RT:: J9380 JW,RT true",
        "J9380|RT J9380 RT true",
        "HC>99213>25 99213 25 true",
        "'J9380 JW' J9380 JW true",
        "J9380_JW J9380 JW true",
        "J9380~JW~RT J9380 JW,RT true",
        "J9380\u2010JW J9380 JW true",
        "J9380\u2013JW J9380 JW true",
        "J9380JW J9380 JW false",
        "J9380JWRT J9380 JW,RT false",
        "AD:D0120 D0120 '' true"
      })
  void dividesACellWithACodeAndItsModifiers(
      String text, String code, String modifiers, boolean isDivided) {
    assertThat(CompositeCode.of(text))
        .contains(
            new CompositeCode(
                code, modifiers.isEmpty() ? List.of() : List.of(modifiers.split(",")), isDivided));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"J9380", "J938", "J9380J", "HC:", "12345-6", "ABCDE-JW", "J9380--JWX", ""})
  void leavesAnythingElseAlone(String text) {
    assertThat(CompositeCode.of(text)).isEqualTo(Optional.empty());
  }
}
