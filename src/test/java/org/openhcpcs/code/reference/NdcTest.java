package org.openhcpcs.code.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The same file is held against {@code hcpcs.ndc11} by {@code ReferenceIT}. */
class NdcTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "/org/openhcpcs/reference/ndc.csv",
      numLinesToSkip = 1,
      ignoreLeadingAndTrailingWhitespace = false)
  void hasElevenDigits(String written, String digits) {
    assertThat(Ndc.elevenDigits(written == null ? "" : written).orElse(null)).isEqualTo(digits);
  }
}
