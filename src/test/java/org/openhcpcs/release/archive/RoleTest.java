package org.openhcpcs.release.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "12anweb.xls, CODE_FILE_WORKBOOK",
    "HCPC2013_A-N.xls, CODE_FILE_WORKBOOK",
    "HCPC2016_CONTR_ANWEB.xlsx, CODE_FILE_WORKBOOK",
    "HCPC2020_ANWEB_w_disclaimer.xls, CODE_FILE_WORKBOOK",
    "HCPC2023_JAN_ANWEB_v3.xlsx, CODE_FILE_WORKBOOK",
    "hcpc2021_april_anweb.XLSX, CODE_FILE_WORKBOOK",
    "anweb.xlsx, CODE_FILE_WORKBOOK",
    "HCPC2023_JAN_ANWEB_v3.csv, CODE_FILE_CSV",
    "EXCERPT_HCPC2026_OCT_ANWEB.csv, CODE_FILE_CSV",
    "HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx, TRANSACTION_REPORT",
    "HCPC2016_TransactionReport_Alpha.xlsx, TRANSACTION_REPORT",
    "HCPC2019_Trans_Alpha.xlsx, TRANSACTION_REPORT",
    "HCPC2020_TRANS_ALPHA_w_disclaimer.xlsx, TRANSACTION_REPORT",
    "HCPCS2017_Trans Report_Alpha.xlsx, TRANSACTION_REPORT",
    "trans_alpha.xlsx, TRANSACTION_REPORT",
    "Changes_by_ActionCode.xlsx, TRANSACTION_REPORT",
    "hcpc2017_corrections_alpha.xlsx, CORRECTIONS",
    "V1_HCPC2018_Corrections_ANWEB.xlsx, CORRECTIONS",
    "HCPC2026_OCT_Corrections_09102026.xlsx, CORRECTIONS",
    "NOC_Codes_2019.xlsx, NOC_LIST",
    "NOC codes_JUL2025.xlsx, NOC_LIST",
    "HCPCS2016_recordlayout.txt, RECORD_LAYOUT",
    "HCPC2026_record layout.txt, RECORD_LAYOUT",
    "contr_record_2010.txt, RECORD_LAYOUT",
    "proc_notes_2019.txt, PROCESSING_NOTES",
    "proc_notes_JAN2026.txt, PROCESSING_NOTES",
    "proc notes_JAN2026.txt, PROCESSING_NOTES",
    "Processing Notes_APR2025.txt, PROCESSING_NOTES",
    "ProcNote2025.txt, PROCESSING_NOTES",
    "NOCcodes_APR2025.xlsx, NOC_LIST",
    "Not Otherwise Classified Codes APR2025.xlsx, NOC_LIST",
    "HCPC2025_APR_Transaction Rpt.xlsx, TRANSACTION_REPORT",
    "HCPC2025_APR_ANWEB_Transactions.xlsx, TRANSACTION_REPORT",
    "HCPC2019_README.txt, READ_ME",
    "HCPCREAD_12.txt, READ_ME",
    "Read Me.txt, READ_ME",
    "Changes_by_ActionCode.prn, OTHER",
    "HCPC2016_TransReport_Changes_by_HCPCS_Code.txt, OTHER",
    "HCPC2019_Corrections_ALPHA.prn, OTHER",
    "NOC_Codes_2019.prn, OTHER",
    "Innocent_list.xlsx, OTHER",
    "._HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx, OTHER",
    "._HCPC2025_OCT_ANWEB_v4.txt, OTHER",
    "HCPC2026_recordlayout.xlsx, OTHER",
    "proc_notes_2019.xlsx, OTHER",
    "HCPC2025_OCT_ANWEB.pdf, OTHER",
    "HCPC2025_OCT_ANWEB.txt.exe, OTHER",
    "notes.csv, OTHER",
    "ANWEB, OTHER"
  })
  void isToldByTheMostTellingWordOfAName(String name, Role role) throws IOException {
    // Records inside, so that no role here comes from a text that lacks them.
    assertThat(only(name, Zips.CODES).role()).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12anweb.txt",
        "HCPC2013_A-N.txt",
        "HCPC2018_CONTR_ANWEB_disc.txt",
        "HCPC2026_JUL_ANWEB_06172026.txt",
        "anything at all.TXT",
        "codes.prn"
      })
  void ofATextIsToldByItsContent(String name) throws IOException {
    assertThat(only(name, Zips.CODES).role()).isEqualTo(Role.CODE_FILE_TEXT);
    Role without = name.matches(".*(?i:anweb|_a-n).*") ? Role.CODE_FILE_TEXT : Role.OTHER;
    assertThat(only(name, "").role()).isEqualTo(without);
    assertThat(only(name, "Not one record stands here.\r\n").role()).isEqualTo(without);
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16)) {
      String utf16 = new String(Zips.CODES.getBytes(charset), StandardCharsets.ISO_8859_1);
      assertThat(only(name, utf16).role()).isEqualTo(Role.CODE_FILE_TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A0021001003Ambulance",
        "A0021002004 service",
        "   A1001007Dressing for one wound",
        "   A1002008, or more",
        "\t\u00a0disclaimer\r\n\r\nA0021001003Ambulance",
        "disclaimer\nV5364001003Dysphagia screening",
        "\u00ef\u00bb\u00bfA0021001003Ambulance"
      })
  void isACodeFileWithOneRecordInIt(String content) throws IOException {
    assertThat(only("a.txt", content).role()).isEqualTo(Role.CODE_FILE_TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " A0021001003Ambulance",
        "A0021 0100 3Ambulance",
        "A0021001005Ambulance",
        "99213001003Office visit",
        "a0021001003Ambulance",
        "A1001007Dressing"
      })
  void isNoCodeFileWithAlmostARecordInIt(String content) throws IOException {
    assertThat(only("a.txt", content).role()).isEqualTo(Role.OTHER);
  }

  @Test
  void ofALayoutIsToldByItsContentWhenTheNameIsMute() throws IOException {
    String layout = "  5    1    5   CHAR  HCPCS CODE\r\n";
    assertThat(only("layout.txt", layout).role()).isEqualTo(Role.RECORD_LAYOUT);
    assertThat(only("layout.txt", layout.replace("CHAR", "TEXT")).role()).isEqualTo(Role.OTHER);
  }

  @Test
  void isTheSameInsideAZip() throws IOException {
    Path zip =
        Zips.zip(
            folder.resolve("a.zip"),
            Map.of(
                "HCPC2025_OCT_ANWEB.txt",
                Zips.CODES,
                "HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx",
                "x"));
    assertThat(Archive.ofZip(zip).files())
        .extracting(PublishedFile::role)
        .containsExactly(Role.CODE_FILE_TEXT, Role.TRANSACTION_REPORT);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void isNamedAsTheDatabaseNamesIt(Role role) {
    assertThat(role.label()).matches("[a-z_]+").isEqualToIgnoringCase(role.name());
  }

  @Test
  void aReleaseIsLoadedFromACodeFileOfAnyForm() {
    assertThat(Arrays.stream(Role.values()).filter(Role::isCodeFile))
        .containsExactly(Role.CODE_FILE_TEXT, Role.CODE_FILE_WORKBOOK, Role.CODE_FILE_CSV);
  }

  private PublishedFile only(String name, String content) throws IOException {
    Path file = Zips.text(folder.resolve(name), content);
    return Archive.ofFiles(folder, List.of(file)).files().get(0);
  }
}
