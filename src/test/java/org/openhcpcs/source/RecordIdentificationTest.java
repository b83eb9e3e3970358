package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Kind;

class RecordIdentificationTest {

  @ParameterizedTest
  @CsvSource({
    "3, PROCEDURE, true",
    "4, PROCEDURE, false",
    "7, MODIFIER, true",
    "8, MODIFIER, false"
  })
  void saysWhoseLineItIsAndWhetherItIsTheFirst(char symbol, Kind kind, boolean first) {
    RecordIdentification identification = RecordIdentification.of(symbol).orElseThrow();
    assertThat(identification.symbol()).isEqualTo(symbol);
    assertThat(identification.kind()).isEqualTo(kind);
    assertThat(identification.isFirst()).isEqualTo(first);
  }

  @Test
  void isEmptyForEveryOtherCharacter() {
    for (char c = 0; c < 0x3000; c++) {
      assertThat(RecordIdentification.of(c).isPresent())
          .as("character %d", (int) c)
          .isEqualTo(c == '3' || c == '4' || c == '7' || c == '8');
    }
  }
}
