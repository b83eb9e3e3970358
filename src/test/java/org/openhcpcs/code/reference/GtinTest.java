package org.openhcpcs.code.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The same file is held against {@code hcpcs.gtin14} by {@code ReferenceIT}. */
class GtinTest {

  @ParameterizedTest
  @CsvFileSource(
      resources = "/org/openhcpcs/reference/gtin.csv",
      numLinesToSkip = 1,
      ignoreLeadingAndTrailingWhitespace = false)
  void hasFourteenDigits(String written, String digits) {
    assertThat(Gtin.fourteenDigits(written == null ? "" : written).orElse(null)).isEqualTo(digits);
  }
}
