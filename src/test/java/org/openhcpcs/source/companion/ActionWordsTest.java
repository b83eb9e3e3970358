package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADD | A",
        "Add | A",
        "NEW CODE | A",
        "Change in both Coverage & Long Description | B",
        "Coverage & Long Desc Change | B",
        "Coverage and Long Desc Change | B",
        "Long Description and Administrative Change | B",
        "Change in Long Description | C",
        "Long Description Change | C",
        "Discontinued | D",
        "DISCONTINUE | D",
        "Change in Coverage | F",
        "Coverage Change | F",
        "No change | N",
        "NO CHANGE | N",
        "No maintenance for this code | N",
        "Change in Payment | P",
        "Payment Change | P",
        "Re-activated | R",
        "Reactivated | R",
        "Short Description Change | S",
        "Misc Change (TOS, BETOS) | T",
        "Miscellaneous Change (BETOS or Type of Service | T",
        "F | F",
        "n | N",
      })
  void knowsTheWordsOfAllYears(String words, String action) {
    assertThat(ActionWords.action(words)).hasValue(action);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "Q", "AB", "Address", "Newly", "Nothing", "Long", "Change", "1", "#N/A"})
  void knowsNoOthers(String words) {
    assertThat(ActionWords.action(words)).isEmpty();
  }
}
