package org.openhcpcs.store.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingFamilyTest {

  @ParameterizedTest
  @CsvSource({
    "twin-field, FILES",
    "indicator-undocumented, FILES",
    "transaction-unreadable, FILES",
    "transaction-late, TRANSACTIONS",
    "transaction-missing-code, TRANSACTIONS",
    "change-absent, CHANGES",
    "correction-open, CORRECTIONS",
    "correction-row, FILES",
    "edition-name, ARRIVAL",
    "gate-vanished, ARRIVAL",
    "reparse-field, ARRIVAL",
  })
  void isToldByTheRule(String rule, FindingFamily family) {
    assertThat(FindingFamily.of(rule)).isEqualTo(family);
  }
}
