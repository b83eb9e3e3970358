package org.openhcpcs.release.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.release.Release;

class ReferencePostingTest {

  private static final Edition JANUARY = new Edition(2025, 1);
  private static final List<String> TITLES =
      List.of(
          "January 2025 ASP NDC - HCPCS Crosswalk for Medicare Part B Drugs",
          "Effective January 1, 2025 through March 31, 2025");

  private static ReferencePosting of(String name, List<String> titles) {
    return ReferencePosting.of(List.of(name, ""), titles, JANUARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "section 508 version of January 2025 ASP NDC-HCPCS Crosswalk 122024.csv|2024-12-20|NAME|NAME",
        "Section 508 version of Jan 2017 AWP NDC-HCPCS Crosswalk_12062016.csv|2016-12-06|NAME|NAME",
        "January 2008 ASP NDC-HCPCS Crosswalk 011508|2008-01-15|NAME|NAME",
        "january-2025-ndc-hcpcs-crosswalk-12-20-24.zip|2024-12-20|NAME|NONE",
        "January 2025 ASP NDC-HCPCS Crosswalk 122024 cleaned.csv|2024-12-20|NAME|NONE",
        "January 2025 ASP NDC-HCPCS Crosswalk.csv|2025-01-01|EDITION|NONE",
        "crosswalk 202501.csv|2025-01-01|EDITION|NONE",
        "crosswalk 2025-01-20.csv|2025-01-01|EDITION|NONE",
        "crosswalk 023025.csv|2025-01-01|EDITION|NONE",
        "crosswalk 1234567.csv|2025-01-01|EDITION|NONE",
      })
  void tellsTheDayOfThePostingByTheName(
      String name, LocalDate on, Release.PublishedBasis basis, ReferencePosting.Mark mark) {
    assertThat(of(name, List.of())).isEqualTo(new ReferencePosting(mark, on, basis));
  }

  @Test
  void takesTheDayFromTheZipWhereTheFileStatesNone() {
    assertThat(
            ReferencePosting.of(
                    List.of("ASP.csv", "NDC-HCPCS Crosswalk 122024.zip"), List.of(), JANUARY)
                .on())
        .isEqualTo("2024-12-20");
  }

  @Test
  void prefersTheLaterPosting() {
    assertThat(of("NDC-HCPCS Crosswalk 011525.csv", TITLES))
        .isGreaterThan(of("NDC-HCPCS Crosswalk 122024.csv", TITLES));
    assertThat(of("a 011525.csv", List.of())).isGreaterThan(of("a.csv", List.of()));
    assertThat(of("a.csv", TITLES)).isEqualByComparingTo(of("b.csv", TITLES));
  }

  /** Cleaned lists begin with their header, and get any name and any day. */
  @Test
  void prefersTheFileOfCmsToOneThatSomebodyCleaned() {
    ReferencePosting cms = of("NDC-HCPCS Crosswalk 122024.csv", TITLES);
    assertThat(cms.mark()).isEqualTo(ReferencePosting.Mark.TITLE);
    assertThat(cms)
        .isGreaterThan(of("crosswalk clean.csv", List.of()))
        .isGreaterThan(of("crosswalk clean 063025.csv", List.of("cleaned by us")))
        .isGreaterThan(of("NDC-HCPCS Crosswalk 063025.csv", List.of()));
    assertThat(of("NDC-HCPCS Crosswalk 122024.csv", List.of()))
        .isGreaterThan(of("crosswalk clean 063025.csv", List.of()));
  }
}
