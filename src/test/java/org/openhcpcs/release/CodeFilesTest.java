package org.openhcpcs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;

class CodeFilesTest {

  private static final byte[] TABLE = "table".getBytes(StandardCharsets.US_ASCII);
  private final List<String> opened = new ArrayList<>();

  @Test
  void takesTheTextAndItsWorkbookAsTwinWithoutOpeningThat() {
    CodeFiles found =
        among(table("HCPC2019_ANWEB.xlsx"), text("HCPC2019_ANWEB.txt"), table("NOC_Codes.xlsx"))
            .orElseThrow();
    assertThat(found.main().name()).isEqualTo("HCPC2019_ANWEB.txt");
    assertThat(found.twin()).map(PublishedFile::name).contains("HCPC2019_ANWEB.xlsx");
    assertThat(found.passedOver()).isEmpty();
    assertThat(opened).isEmpty();
  }

  @Test
  void takesTheHighestRevisionOfEach() {
    CodeFiles found =
        among(
                text("HCPC2023_JAN_ANWEB_v2.txt"),
                text("HCPC2023_JAN_ANWEB_v10.txt"),
                text("HCPC2023_JAN_ANWEB.txt"),
                table("HCPC2023_JAN_ANWEB_v3.xlsx"),
                table("HCPC2023_JAN_ANWEB_v2.xlsx"))
            .orElseThrow();
    assertThat(found.main().name()).isEqualTo("HCPC2023_JAN_ANWEB_v10.txt");
    assertThat(found.twin()).map(PublishedFile::name).contains("HCPC2023_JAN_ANWEB_v3.xlsx");
    assertThat(found.findings())
        .extracting(Finding::file, Finding::rule, Finding::severity, Finding::expected)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "HCPC2023_JAN_ANWEB_v2.txt",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"),
            org.assertj.core.api.Assertions.tuple(
                "HCPC2023_JAN_ANWEB.txt",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"),
            org.assertj.core.api.Assertions.tuple(
                "HCPC2023_JAN_ANWEB_v2.xlsx",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"));
  }

  @Test
  void takesTheLaterDateOfEqualRevisions() {
    assertThat(
            among(text("HCPC2026_JAN_ANWEB_12172025.txt"), text("HCPC2026_JAN_ANWEB_01122026.txt"))
                .orElseThrow()
                .main()
                .name())
        .isEqualTo("HCPC2026_JAN_ANWEB_01122026.txt");
  }

  @Test
  void takesTheWorkbookAndItsCsvAsTwinWhereThereIsNoText() {
    CodeFiles found =
        among(table("HCPC2023_JAN_ANWEB_v3.csv"), table("HCPC2023_JAN_ANWEB_v3.xlsx"))
            .orElseThrow();
    assertThat(found.main().name()).isEqualTo("HCPC2023_JAN_ANWEB_v3.xlsx");
    assertThat(found.main().role()).isEqualTo(Role.CODE_FILE_WORKBOOK);
    assertThat(found.twin()).map(PublishedFile::name).contains("HCPC2023_JAN_ANWEB_v3.csv");
  }

  @Test
  void takesTheCsvWhereThereIsNothingElse() {
    CodeFiles found = among(table("EXCERPT_HCPC2026_OCT_ANWEB.csv")).orElseThrow();
    assertThat(found.main().role()).isEqualTo(Role.CODE_FILE_CSV);
    assertThat(found.twin()).isEmpty();
  }

  @Test
  void takesTheWorkbookRatherThanTheCsvAsTwinOfAText() {
    assertThat(
            among(text("a_anweb.txt"), table("a_anweb.csv"), table("a_anweb.xlsx"))
                .orElseThrow()
                .twin())
        .map(PublishedFile::name)
        .contains("a_anweb.xlsx");
  }

  @Test
  void passesOverATableThatIsNamedLikeACodeFileAndIsNone() {
    assertThat(among(other("HCPC2019_ANWEB.xlsx"))).isEmpty();
    CodeFiles found =
        among(other("HCPC2019_ANWEB_v9.xlsx"), table("HCPC2019_ANWEB.xlsx")).orElseThrow();
    assertThat(found.main().name()).isEqualTo("HCPC2019_ANWEB.xlsx");
  }

  @Test
  void takesATableWhoseNameTellsNothing() {
    CodeFiles found =
        among(table("book.XLSX"), table("book.CSV"), other("else.xls"), other("a.pdf"))
            .orElseThrow();
    assertThat(found.main().name()).isEqualTo("book.XLSX");
    assertThat(found.main().role()).isEqualTo(Role.CODE_FILE_WORKBOOK);
    assertThat(found.twin()).map(PublishedFile::role).contains(Role.CODE_FILE_CSV);
    assertThat(opened).containsExactly("book.XLSX", "book.CSV", "else.xls");
  }

  @Test
  void neverTakesATransactionReportOrCorrections() {
    assertThat(
            among(
                table("HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx"),
                table("V1_HCPC2018_Corrections_ANWEB.xlsx"),
                table("NOC codes_JUL2025.xlsx")))
        .isEmpty();
  }

  @Test
  void findsNothingAmongNothing() {
    assertThat(among()).isEmpty();
  }

  private Optional<CodeFiles> among(PublishedFile... files) {
    return CodeFiles.among(List.of(files), this::isTable);
  }

  private boolean isTable(String name, byte[] bytes) {
    opened.add(name);
    return Arrays.equals(bytes, TABLE);
  }

  private static PublishedFile text(String name) {
    return file(name, Zips.CODES.getBytes(StandardCharsets.US_ASCII));
  }

  private static PublishedFile table(String name) {
    return file(name, TABLE);
  }

  private static PublishedFile other(String name) {
    return file(name, new byte[] {'x'});
  }

  private static PublishedFile file(String name, byte[] bytes) {
    Content content =
        new Content() {
          @Override
          public byte[] bytes(Path from) {
            return bytes;
          }

          @Override
          public Digest digest(Path from) {
            return new Digest(PublishedFile.sha256(bytes), bytes.length);
          }
        };
    return new PublishedFile(name, Path.of(name), false, null, content);
  }
}
