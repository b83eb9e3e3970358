package org.openhcpcs.source.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;

class MisreadQuotesTest {

  private static final Edition LAST = new Edition(2013, 10);

  @ParameterizedTest
  @CsvSource({
    "rxÆd, rx’d",
    "æsoÆ, ‘so’",
    "ôquotedö, “quotedö",
    "rx’d “as it is”, rx’d “as it is”",
    "café, café",
    "plain, plain"
  })
  void putsMarksRight(String published, String meant) {
    assertThat(MisreadQuotes.repair(published, LAST)).isEqualTo(meant.replace('ö', '”'));
  }

  @Test
  void putsANoBreakSpaceRight() {
    assertThat(MisreadQuotes.repair("1ámg", LAST)).isEqualTo("1\u00a0mg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2014-01", "2019-01"})
  void leavesEditionsAloneThatWereNotAffected(String edition) {
    assertThat(MisreadQuotes.repair("rxÆd ô", Edition.parse(edition).orElseThrow()))
        .isEqualTo("rxÆd ô");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2010-01", "2012-01", "2013-10"})
  void repairsEveryEditionThatWasAffected(String edition) {
    assertThat(MisreadQuotes.repair("rxÆd", Edition.parse(edition).orElseThrow()))
        .isEqualTo("rx’d");
  }

  @Test
  void saysWhatWasPutRight() {
    assertThat(MisreadQuotes.finding("rxÆd", "rx’d"))
        .isEqualTo(
            new Finding(
                Severity.INFO,
                "encoding-code-page",
                null,
                null,
                null,
                null,
                "rxÆd",
                "rx’d",
                "a quotation mark or blank that a wrong code page had turned into a letter was put right"));
  }
}
