package org.openhcpcs.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Which editions are looked for on which day, and where. */
class CadenceTest {

  @ParameterizedTest
  @CsvSource({
    // day, cadence, newest loaded, since, editions
    "2026-11-22, QUARTERLY, ,        ,        2026-10 2027-01",
    "2026-12-31, QUARTERLY, ,        ,        2026-10 2027-01",
    "2027-01-01, QUARTERLY, ,        ,        2027-01 2027-04",
    "2026-11-22, QUARTERLY, 2026-10, ,        2026-10 2027-01",
    "2026-11-22, QUARTERLY, 2026-01, ,        2026-01 2026-04 2026-07 2026-10 2027-01",
    "2026-11-22, QUARTERLY, 2027-01, ,        2026-10 2027-01",
    "2026-11-22, QUARTERLY, 2026-10, 2026-04, 2026-04 2026-07 2026-10 2027-01",
    "2020-05-01, QUARTERLY, 2018-01, ,        2018-01 2019-01 2020-01 2020-04 2020-07",
    "2019-05-01, QUARTERLY, ,        ,        2019-01 2020-01",
    "2026-11-22, QUARTERLY, ,        2027-04, 2027-04",
    "2026-11-22, ANNUAL,    ,        ,        2026-01 2027-01",
    "2026-01-01, ANNUAL,    ,        ,        2026-01 2027-01",
    "2026-11-22, ANNUAL,    2024-07, ,        2025-01 2026-01 2027-01",
    "2026-11-22, ANNUAL,    ,        2025-04, 2026-01 2027-01",
  })
  void looksForTheEditionsSinceTheNewestAndOneAhead(
      LocalDate day, Cadence cadence, String newest, String since, String editions) {
    Discovery.Scope scope =
        new Discovery.Scope(
            day,
            cadence,
            Optional.ofNullable(newest).flatMap(Edition::parse),
            Set.of(),
            Optional.ofNullable(since).flatMap(Edition::parse));
    assertThat(scope.editions().stream().map(Edition::toString).collect(Collectors.joining(" ")))
        .isEqualTo(editions);
    assertThat(scope.ahead().toString()).isEqualTo(editions.replaceFirst("^.* ", ""));
  }

  @ParameterizedTest
  @CsvSource({
    // cadence, since, missing, editions
    "QUARTERLY,        , 2026-01 2025-04, 2025-04 2026-01 2026-07 2026-10 2027-01",
    "QUARTERLY, 2026-01, 2026-01 2025-04, 2026-01 2026-04 2026-07 2026-10 2027-01",
    "QUARTERLY,        , 2027-01 2027-04, 2026-07 2026-10 2027-01",
    "ANNUAL,           , 2024-01 2025-04, 2024-01 2026-01 2027-01",
  })
  void asksAgainForWhatCouldNotBeHad(
      Cadence cadence, String since, String missing, String editions) {
    Discovery.Scope scope =
        new Discovery.Scope(
            LocalDate.parse("2026-11-22"),
            cadence,
            Edition.parse("2026-07"),
            Arrays.stream(missing.split(" "))
                .flatMap(edition -> Edition.parse(edition).stream())
                .collect(Collectors.toSet()),
            Optional.ofNullable(since).flatMap(Edition::parse));
    assertThat(scope.editions().stream().map(Edition::toString).collect(Collectors.joining(" ")))
        .isEqualTo(editions);
  }

  @Test
  void knowsTheNamesThatCmsHasUsed() {
    assertThat(CmsSite.at("https://www.cms.gov/").postings(new Edition(2023, 7)))
        .extracting(posting -> posting.url().toString())
        .containsExactly(
            "https://www.cms.gov/files/zip/july-2023-alpha-numeric-hcpcs-file.zip",
            "https://www.cms.gov/files/zip/july-2023-alpha-numeric-hcpcs-files.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "www.cms.gov",
        "ftp://www.cms.gov",
        "https://",
        "https://a b",
        "http://a?x",
        "http://a/#x"
      })
  void refusesABaseThatIsNone(String url) {
    assertThatThrownBy(() -> CmsSite.at(url))
        .isInstanceOf(HcpcsException.class)
        .hasMessage(
            url
                + ": no base URL; give one such as https://www.cms.gov, without user, query or fragment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://bob:secret@a", "https://bob:sec@ret@a/", "http://bob:secret@a b"})
  void refusesAndHidesAPassword(String url) {
    assertThatThrownBy(() -> CmsSite.at(url))
        .isInstanceOfSatisfying(
            HcpcsException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.USAGE))
        .hasNoCause()
        .hasMessageMatching("https?://\\.\\.\\.@a[ b/]*: no base URL; .*");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, QUARTERLY, 2027-01",
    "2027-01-01, QUARTERLY, 2027-04",
    "2026-11-22, ANNUAL,    2027-01",
    "2027-01-01, ANNUAL,    2028-01",
  })
  void knowsWhichEditionIsAhead(LocalDate day, Cadence cadence, String edition) {
    assertThat(cadence.aheadOn(day)).hasToString(edition);
  }
}
