package org.openhcpcs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Severity;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileBytes;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.release.archive.Zips;

class CodeFilesTest {

  private static final byte[] TABLE = "table".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DAMAGED = "damaged".getBytes(StandardCharsets.US_ASCII);
  private final List<String> opened = new ArrayList<>();

  @Test
  void takesTheTextAndItsWorkbookAsTwinWithoutOpeningThat() {
    CodeFiles found =
        among(table("HCPC2019_ANWEB.xlsx"), text("HCPC2019_ANWEB.txt"), table("NOC_Codes.xlsx"));
    assertThat(found.main().orElseThrow().name()).isEqualTo("HCPC2019_ANWEB.txt");
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
            table("HCPC2023_JAN_ANWEB_v2.xlsx"));
    assertThat(found.main().orElseThrow().name()).isEqualTo("HCPC2023_JAN_ANWEB_v10.txt");
    assertThat(found.twin()).map(PublishedFile::name).contains("HCPC2023_JAN_ANWEB_v3.xlsx");
    assertThat(found.findings())
        .extracting(Finding::file, Finding::rule, Finding::severity, Finding::expected)
        .containsExactly(
            Assertions.tuple(
                "HCPC2023_JAN_ANWEB_v2.txt",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"),
            Assertions.tuple(
                "HCPC2023_JAN_ANWEB.txt",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"),
            Assertions.tuple(
                "HCPC2023_JAN_ANWEB_v2.xlsx",
                "release-candidate",
                Severity.INFO,
                "HCPC2023_JAN_ANWEB_v10.txt"));
  }

  @Test
  void takesTheLaterDateOfEqualRevisions() {
    assertThat(
            among(text("HCPC2026_JAN_ANWEB_12172025.txt"), text("HCPC2026_JAN_ANWEB_01122026.txt"))
                .main())
        .map(PublishedFile::name)
        .contains("HCPC2026_JAN_ANWEB_01122026.txt");
  }

  @Test
  void takesTheWorkbookAndItsCsvAsTwinWhereThereIsNoText() {
    CodeFiles found =
        among(table("HCPC2023_JAN_ANWEB_v3.csv"), table("HCPC2023_JAN_ANWEB_v3.xlsx"));
    assertThat(found.main().orElseThrow().name()).isEqualTo("HCPC2023_JAN_ANWEB_v3.xlsx");
    assertThat(found.main().orElseThrow().role()).isEqualTo(Role.CODE_FILE_WORKBOOK);
    assertThat(found.twin()).map(PublishedFile::name).contains("HCPC2023_JAN_ANWEB_v3.csv");
  }

  @Test
  void takesTheCsvWhereThereIsNothingElse() {
    CodeFiles found = among(table("EXCERPT_HCPC2026_OCT_ANWEB.csv"));
    assertThat(found.main().orElseThrow().role()).isEqualTo(Role.CODE_FILE_CSV);
    assertThat(found.twin()).isEmpty();
  }

  @Test
  void takesTheWorkbookRatherThanTheCsvAsTwinOfAText() {
    assertThat(among(text("a_anweb.txt"), table("a_anweb.csv"), table("a_anweb.xlsx")).twin())
        .map(PublishedFile::name)
        .contains("a_anweb.xlsx");
  }

  @Test
  void passesOverATableThatIsNamedLikeACodeFileAndIsNone() {
    assertThat(among(other("HCPC2019_ANWEB.xlsx")).main()).isEmpty();
    CodeFiles found = among(other("HCPC2019_ANWEB_v9.xlsx"), table("HCPC2019_ANWEB.xlsx"));
    assertThat(found.main().orElseThrow().name()).isEqualTo("HCPC2019_ANWEB.xlsx");
  }

  @Test
  void takesATableWhoseNameTellsNothing() {
    CodeFiles found =
        among(table("book.XLSX"), table("book.CSV"), other("else.xls"), other("a.pdf"));
    assertThat(found.main().orElseThrow().name()).isEqualTo("book.XLSX");
    assertThat(found.main().orElseThrow().role()).isEqualTo(Role.CODE_FILE_WORKBOOK);
    assertThat(found.twin()).map(PublishedFile::role).contains(Role.CODE_FILE_CSV);
    assertThat(opened).containsExactly("book.XLSX", "book.CSV", "else.xls");
  }

  @Test
  void neverTakesATransactionReportOrCorrections() {
    assertThat(
            among(
                    table("HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx"),
                    table("V1_HCPC2018_Corrections_ANWEB.xlsx"),
                    table("NOC codes_JUL2025.xlsx"))
                .main())
        .isEmpty();
  }

  @Test
  void findsNothingAmongNothing() {
    assertThat(among().main()).isEmpty();
  }

  private CodeFiles among(PublishedFile... files) {
    return CodeFiles.among(
        new Archive(Container.of(Path.of("in")), false, List.of(files)), this::problem);
  }

  private Optional<HcpcsException> problem(String name, byte[] bytes) {
    opened.add(name);
    if (Arrays.equals(bytes, TABLE)) {
      return Optional.empty();
    }
    return Optional.of(
        new HcpcsException(
            Arrays.equals(bytes, DAMAGED) ? ErrorCode.FILE_UNREADABLE : ErrorCode.NO_RELEASE_FOUND,
            name + ": no table"));
  }

  @Test
  void saysOfEachCandidateWhyNoneCanBeUsed() {
    CodeFiles found =
        among(
            damaged("HCPC2008_JUL_ANWEB.xlsx"),
            other("HCPC2008_JUL_ANWEB.csv"),
            file("HCPC2008_JUL_ANWEB.txt", "A letter.".getBytes(StandardCharsets.US_ASCII)),
            file("HCPC2008_JUL_ANWEB_v2.txt", new byte[0]),
            file("codes.txt", Zips.CODES.getBytes(StandardCharsets.UTF_16LE)),
            file("more.txt", Zips.CODES.getBytes(StandardCharsets.UTF_16)),
            damaged("book.xlsx"),
            other("list.xlsx"),
            other("a.pdf"));
    assertThat(found.main()).isEmpty();
    assertThat(problems(found.unusable()))
        .containsExactly(
            "HCPC2008_JUL_ANWEB.txt: no line of it is an HCPCS record",
            "HCPC2008_JUL_ANWEB_v2.txt: it is empty; copy or download it again",
            "codes.txt: it is in UTF-16, which is not read; save it in UTF-8 or windows-1252",
            "more.txt: it is in UTF-16, which is not read; save it in UTF-8 or windows-1252",
            "HCPC2008_JUL_ANWEB.xlsx: no table",
            "HCPC2008_JUL_ANWEB.csv: no table",
            "book.xlsx: no table");
    assertThat(found.passedOver()).isEmpty();
  }

  @Test
  void saysWhyATableIsNoneThatSomebodyNamed() {
    PublishedFile list = other("list.xlsx");
    assertThat(
            problems(
                CodeFiles.among(new Archive(list.container(), false, List.of(list)), this::problem)
                    .unusable()))
        .containsExactly("list.xlsx: no table");
  }

  @Test
  void missesALaterIssueThatCannotBeRead() {
    CodeFiles found =
        among(
            text("HCPC2008_APR_ANWEB_v2.txt"),
            damaged("HCPC2008_APR_ANWEB_v3.xlsx"),
            other("HCPC2008_APR_ANWEB_v4.csv"),
            file("HCPC2008_APR_ANWEB_v5.txt", new byte[0]));
    assertThat(found.main()).map(PublishedFile::name).contains("HCPC2008_APR_ANWEB_v2.txt");
    assertThat(found.unusable().keySet())
        .extracting(PublishedFile::name)
        .containsExactly(
            "HCPC2008_APR_ANWEB_v5.txt", "HCPC2008_APR_ANWEB_v3.xlsx", "HCPC2008_APR_ANWEB_v4.csv");
    assertThat(found.passedOver()).isEmpty();
    assertThat(
            among(text("HCPC2026_JAN_ANWEB.txt"), damaged("HCPC2026_JAN_ANWEB_01122026.xlsx"))
                .unusable())
        .hasSize(1);
    assertThat(among(text("HCPC2026_JAN_ANWEB.txt"), damaged("HCPC2026_JAN_ANWEB.xlsx")).unusable())
        .as("its twin, which is opened when it is compared")
        .isEmpty();
  }

  @Test
  void missesATextWhereAWorkbookOfTheSameIssueIsLoaded() {
    CodeFiles found =
        among(file("HCPC2008_APR_ANWEB.txt", new byte[0]), table("HCPC2008_APR_ANWEB.xlsx"));
    assertThat(found.main()).map(PublishedFile::name).contains("HCPC2008_APR_ANWEB.xlsx");
    assertThat(problems(found.unusable())).hasSize(1);
  }

  @Test
  void findsWhatItMakesUpFor() {
    CodeFiles found =
        among(
            text("HCPC2008_APR_ANWEB_v2.txt"),
            table("HCPC2008_APR_ANWEB_v2.xlsx"),
            damaged("HCPC2008_APR_ANWEB_v2.csv"),
            other("HCPC2008_APR_ANWEB_v1.csv"));
    assertThat(found.unusable()).isEmpty();
    assertThat(found.findings())
        .extracting(Finding::severity, Finding::rule, Finding::file, Finding::message)
        .containsExactly(
            Assertions.tuple(
                Severity.ERROR,
                "companion-unreadable",
                "HCPC2008_APR_ANWEB_v2.csv",
                "the file could not be read: HCPC2008_APR_ANWEB_v2.csv: no table"),
            Assertions.tuple(
                Severity.INFO,
                "release-candidate",
                "HCPC2008_APR_ANWEB_v1.csv",
                "another code file of the release was passed over"));
  }

  @Test
  void takesNoTableForMissedThatCmsPackedWithTheCodes() {
    PublishedFile report =
        PublishedFile.of(
            "HCPC2008_APR_ANWEB_Summary_v9.xlsx",
            Container.of(Path.of("april.zip")),
            true,
            1,
            Optional.empty(),
            FileBytes.of(new byte[] {'x'}));
    assertThat(among(text("HCPC2008_APR_ANWEB.txt"), report).unusable()).isEmpty();
  }

  private static List<String> problems(Map<PublishedFile, HcpcsException> problems) {
    return problems.values().stream().map(HcpcsException::getMessage).toList();
  }

  private static PublishedFile damaged(String name) {
    return file(name, DAMAGED);
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
    return PublishedFile.of(
        name,
        Container.of(Path.of(name)),
        false,
        bytes.length,
        Optional.empty(),
        FileBytes.of(bytes));
  }
}
