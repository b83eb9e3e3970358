package org.openhcpcs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;

class NamingTest {

  @ParameterizedTest
  @CsvSource({
    "HCPC2022_OCT_ANWEB.txt, 2022-10",
    "HCPC2025_JAN_ANWEB_12172024.txt, 2025-01",
    "HCPC2026_JUL_ANWEB_06172026.txt, 2026-07",
    "HCPC2026_JULY_ANWEB.txt, 2026-07",
    "HCPC2021_APR_ANWEB.xlsx, 2021-04",
    "HCPC2021_APRIL_ANWEB_v3.xlsx, 2021-04",
    "hcpc2021_april_anweb.xlsx, 2021-04",
    "HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx, 2025-10",
    "HCPC2026_OCT_Corrections_09102026.xlsx, 2026-10",
    "proc_notes_JAN2026.txt, 2026-01",
    "NOC codes_JUL2025.xlsx, 2025-07",
    "january-2024-alpha-numeric-hcpcs-file.zip, 2024-01",
    "april-2020-alpha-numeric-hcpcs-file.zip, 2020-04",
    "july-2023-alpha-numeric-hcpcs-files.zip, 2023-07",
    "october-2025-alpha-numeric-hcpcs-file.zip, 2025-10",
    "HCPC2008_JAN_ANWEB_SAMPLE.txt, 2008-01",
    "EXCERPT_HCPC2026_JUL_ANWEB.txt, 2026-07",
    "HCPCS_2025-07.zip, 2025-07",
    "HCPC2025_10_ANWEB.txt, 2025-10",
    "HCPCS 2025 Q3.xlsx, 2025-07",
    "hcpcs_4q2025.txt, 2025-10",
    "HCPC2025_Q1_ANWEB.txt, 2025-01",
    "2025-01-alpha-numeric-hcpcs-file.zip, 2025-01",
    "HCPCS_2025-07_06172025.zip, 2025-07",
    "2024_HCPCS_2025Q3.zip, 2025-07",
    "2024 HCPCS Q3-2025.zip, 2025-07",
    "2024_hcpcs_3q2025.zip, 2025-07",
    "2024-HCPCS-2025-07.zip, 2025-07",
    "HCPC2025_Q3_ANWEB_2025-06-17.txt, 2025-07",
    "2025-06-17_HCPC_JUL2026.txt, 2026-07"
  })
  void readsYearAndQuarter(String name, String edition) {
    assertThat(Naming.quarterly(name)).hasToString("Optional[" + edition + "]");
  }

  @ParameterizedTest
  @CsvSource({
    "12anweb.txt",
    "HCPC2013_A-N.txt",
    "HCPC17_CONTR_ANWEB.txt",
    "HCPC2020_ANWEB_w_disclaimer.txt",
    "HCPC_JANUS2020.txt",
    "HCPC2020_OCTET.txt",
    "HCPC2020_MAPR.txt",
    "HCPC2020_SEP_ANWEB.txt",
    "HCPC2020_06_ANWEB.txt",
    "HCPC2020_Q5_ANWEB.txt",
    "HCPC_Q3_ANWEB.txt",
    "HCPC_OCT_ANWEB.txt",
    "2020-Alpha-Numeric-HCPCS-File_2020-04-02.zip",
    "HCPC2019_CONTR_ANWEB_2018-10-31.txt",
    "HCPC_Q3_2018-10-31.txt",
    "''"
  })
  void readsNoQuarterWhereNoneStands(String name) {
    assertThat(Naming.quarterly(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "12anweb.txt, 2012",
    "12anweb.xls, 2012",
    "12ANWEB.TXT, 2012",
    "HCPC2013_A-N.txt, 2013",
    "HCPC2014_ANWEB.txt, 2014",
    "HCPC2016_CONTR_ANWEB.txt, 2016",
    "HCPC17_CONTR_ANWEB.txt, 2017",
    "HCPCS17_recordlayout.txt, 2017",
    "HCPC2018_CONTR_ANWEB_disc.txt, 2018",
    "V1_HCPC2018_Corrections_ANWEB.xlsx, 2018",
    "hcpc2017_corrections_alpha.xlsx, 2017",
    "HCPC2016_TransactionReport_Alpha.xlsx, 2016",
    "HCPC2019_Trans_Alpha.xlsx, 2019",
    "HCPC2019_README.txt, 2019",
    "HCPC2020_ANWEB_w_disclaimer.txt, 2020",
    "contr_record_2010.txt, 2010",
    "HCPCS2016_recordlayout.txt, 2016",
    "HCPC2026_recordlayout.txt, 2026",
    "proc_notes_2019.txt, 2019",
    "NOC_Codes_2019.xlsx, 2019",
    "2017-Alpha-Numeric-HCPCS-File.zip, 2017",
    "2019-HCPCS-Alpha-Numeric-Corrections.zip, 2019",
    "2020-Alpha-Numeric-HCPCS-File_2020-04-02.zip, 2020",
    "HCPC2020_ANWEB_2019-11-07.txt, 2020",
    "HCPC2019_CONTR_ANWEB_2018-10-31.txt, 2019",
    "2018-10-31_HCPC2019_CONTR_ANWEB.txt, 2019"
  })
  void takesAnAnnualFileForJanuary(String name, int year) {
    assertThat(Naming.quarterly(name)).isEmpty();
    assertThat(Naming.annual(name)).contains(new Edition(year, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "anweb.xlsx",
    "trans_alpha.xlsx",
    "HCPCREAD_12.txt",
    "Changes_by_ActionCode.prn",
    "HCPC1899_ANWEB.txt",
    "HCPC2100_ANWEB.txt",
    "HCPC120206_ANWEB.txt",
    "06172026.txt",
    "ANWEB_2018-10-31.txt",
    "''"
  })
  void readsNoYearWhereNoneStands(String name) {
    assertThat(Naming.annual(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HCPC2020_SEPT_ANWEB.txt",
        "march-2024-alpha-numeric-hcpcs-file.zip",
        "HCPC2020_06_ANWEB.txt",
        "HCPCS_2025-07.zip",
        "HCPCS2025_Q3.txt",
        "HCPC_Q3_ANWEB.txt",
        "HCPC_OCT_ANWEB.txt"
      })
  void takesNoOtherPartOfAYearForJanuary(String name) {
    assertThat(Naming.annual(name)).isEmpty();
    assertThat(Naming.annual("2024-hcpcs.zip", name)).isEmpty();
    assertThat(Naming.annual(name, "2024-hcpcs.zip")).isEmpty();
  }

  @Test
  void takesTheYearOfTheFirstNameThatHasOne() {
    assertThat(Naming.annual("anweb.txt", "2024-hcpcs.zip", "HCPC2023_JAN_ANWEB.txt"))
        .contains(new Edition(2024, 1));
    assertThat(Naming.annual()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"HCPC1900_ANWEB.txt, 1900", "HCPC1999_ANWEB.txt, 1999", "HCPC2099_ANWEB.txt, 2099"})
  void readsTheYearsOfTwoCenturies(String name, int year) {
    assertThat(Naming.annual(name)).contains(new Edition(year, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "HCPC2023_JAN_ANWEB_v3.xlsx, 3",
    "HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx, 4",
    "HCPC2023_JAN_ANWEB_V5.txt, 5",
    "HCPC2023_JAN_ANWEB v12.txt, 12",
    "V1_HCPC2018_Corrections_ANWEB.xlsx, 1",
    "v2_HCPC2018_Corrections_ANWEB.xlsx, 2",
    "HCPC2019_Corrections_ALPHA_v2.xlsx, 2",
    "HCPC2022_OCT_ANWEB.txt, 1",
    "HCPC2023_REV3.txt, 1",
    "HCPC2023_v123.txt, 1",
    "HCPC2023_v3b.txt, 1",
    "HCPC2023_v0.txt, 1",
    "HCPC2023_v00.txt, 1",
    "12anweb.txt, 1"
  })
  void readsTheRevision(String name, int revision) {
    assertThat(Naming.revision(name)).isEqualTo(revision);
  }

  @ParameterizedTest
  @CsvSource({
    "HCPC2025_JAN_ANWEB_12172024.txt, 2024-12-17",
    "HCPC2026_JUL_ANWEB_06172026.txt, 2026-06-17",
    "HCPC2026_OCT_Corrections_09102026.xlsx, 2026-09-10",
    "EXCERPT_HCPC2026_JAN_ANWEB_01122026.txt, 2026-01-12",
    "HCPC2024_ANWEB_02292024.txt, 2024-02-29",
    "HCPC2024_99992024_01022024.txt, 2024-01-02"
  })
  void readsTheDateOfPublication(String name, LocalDate date) {
    assertThat(Naming.publishedOn(name)).contains(date);
  }

  @ParameterizedTest
  @CsvSource({
    "HCPC2025_OCT_ANWEB.txt",
    "HCPC2025_ANWEB_02292025.txt",
    "HCPC2025_ANWEB_13012025.txt",
    "HCPC2025_ANWEB_00012025.txt",
    "HCPC2025_ANWEB_112172024.txt",
    "HCPC2025_ANWEB_121720245.txt",
    "HCPC2025_ANWEB_12171924.txt",
    "HCPC2025_ANWEB_121724.txt"
  })
  void readsNoDateWhereNoneStands(String name) {
    assertThat(Naming.publishedOn(name)).isEmpty();
  }
}
