package org.openhcpcs.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatuteReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "1833(T), 1833(t)",
    "1833(t), 1833(t)",
    "1833T, 1833(t)",
    "1833t, 1833(t)",
    "'1833(t) ', 1833(t)",
    "1833(t)(2), 1833(t)(2)",
    "1833(t)(6), 1833(t)(6)",
    "1833(a), 1833(a)",
    "1862A7, 1862(a)(7)",
    "1862a7, 1862(a)(7)",
    "1862(a)(7), 1862(a)(7)",
    "1862A8, 1862(a)(8)",
    "1862(a)(1), 1862(a)(1)",
    "1862A1, 1862(a)(1)",
    "1862a1, 1862(a)(1)",
    "1862(a)(22, 1862(a)(22)",
    "1861(n), 1861(n)",
    "1861S2B, 1861(s)(2)(B)",
    "1861s2b, 1861(s)(2)(B)",
    "1861s2T, 1861(s)(2)(T)",
    "1861(s)2T, 1861(s)(2)(T)",
    "1861(s)(5), 1861(s)(5)",
    "1834a, 1834(a)",
    "1834a3A, 1834(a)(3)(A)",
    "1834, 1834",
    "1861, 1861",
    "1861SSA, 1861",
    "'1862 SSA', 1862",
    "621MMA, MMA 621",
    "'621 MMA', MMA 621",
    "'621  MMA', MMA 621",
    "'430 BIPA', BIPA 430",
    "'101 MIPPA', MIPPA 101"
  })
  void hasOneFormForAllSpellings(String published, String normal) {
    assertThat(StatuteReference.of(published)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NA",
        "4557",
        "1862.1",
        "1862(1)(a)",
        "1862a(i)13",
        "101 MIPAA",
        "18",
        "183",
        "1833tt",
        "1862a777",
        "1834A3AA",
        "62 MMA",
        "6211 MMA",
        "621",
        "1733(t)",
        "x1833(t)",
        "SSA",
        "1862(7)",
        "1861(s)(B)"
      })
  void hasNoFormForWhatCannotBeToldForSure(String published) {
    assertThat(StatuteReference.of(published)).isEmpty();
  }
}
