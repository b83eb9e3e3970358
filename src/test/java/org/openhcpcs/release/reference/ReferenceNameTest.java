package org.openhcpcs.release.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.reference.ReferenceKind;

class ReferenceNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "section 508 version of January 2023 ASP NDC-HCPCS Crosswalk 121522.csv|2023-01",
        "section508 version of January 2023 NDC-HCPCS Crosswalk 12152022.csv|2023-01",
        "Section 508 version of Jan 2017 AWP NDC-HCPCS Crosswalk_12062016.csv|2017-01",
        "2016-January-ASP-NDC-HCPCS-Crosswalk|2016-01",
        "october-2026-ndc-hcpcs-crosswalk-final.zip|2026-10",
        "Apr 23 OPPS crosswalk.xlsx|2023-04",
        "July_2024_NDC.csv|2024-07",
        "JUL.2024.csv|2024-07",
        "Oct'25.csv|2025-10",
        "crosswalk 2023-07.csv|2023-07",
        "crosswalk as of January 15, 2023.csv|-",
        "crosswalk 2023-07-01.csv|-",
        "crosswalk 2023-02.csv|-",
        "Crosswalk 12152022.csv|-",
        "May 2023.csv|-",
        "Octane 2023.csv|-",
        "crosswalk.csv|-",
      })
  void tellsTheQuarter(String name, String edition) {
    assertThat(ReferenceName.quarter(name).map(Edition::toString).orElse(null)).isEqualTo(edition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "RBCS_RY_2025.csv|2025-01",
        "RBCS Taxonomy_RY2025.csv|2025-01",
        "2022_RBCS_Taxonomy.csv|2022-01",
        "RBCS RY22.csv|2022-01",
        "RBCS_RY23_2026.csv|2023-01",
        "RBCS_20250131.csv|-",
        "rbcs.csv|-",
      })
  void tellsTheYear(String name, String edition) {
    assertThat(ReferenceName.year(name).map(Edition::toString).orElse(null)).isEqualTo(edition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "January 2023 ASP NDC-HCPCS Crosswalk.csv|NDC_ASP",
        "January 2023 opps ndc.csv|NDC_OPPS",
        "Jan 2017 AWP NDC|NDC_AWP",
        "NOC_NDC.csv|NDC_NOC",
        "October 2026 PrEP NDC-HCPCS Crosswalk|NDC_PREP",
        "aspirin.csv|-",
        "crosswalk.csv|-",
      })
  void tellsTheList(String name, ReferenceKind kind) {
    assertThat(ReferenceName.crosswalk(name).orElse(null)).isEqualTo(kind);
  }
}
