package org.openhcpcs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Severity;
import org.openhcpcs.release.Release.PublishedBasis;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.release.archive.Zips;

class ReleaseLocatorTest {

  private static final TableCheck NO_TABLE =
      (name, bytes) ->
          Optional.of(
              new HcpcsException(
                  bytes.length == 0 ? ErrorCode.FILE_UNREADABLE : ErrorCode.NO_RELEASE_FOUND,
                  name + ": no table"));

  private static final ReleaseLocator BY_NAMES = new ReleaseLocator(Optional.empty(), NO_TABLE);

  @TempDir Path folder;

  @Test
  void findsAZip() throws IOException {
    Path zip =
        zip(
            "october-2025-alpha-numeric-hcpcs-file.zip",
            "HCPC2025_OCT_ANWEB_v4.txt",
            "HCPC2025_OCT_ANWEB_v4.xlsx",
            "proc_notes_OCT2025.txt");
    Release release = only(BY_NAMES.locate(List.of(zip)).releases());
    assertThat(release.edition()).hasToString("2025-10");
    assertThat(release.publishing().revision()).isEqualTo(4);
    assertThat(release.archiveName()).isEqualTo("october-2025-alpha-numeric-hcpcs-file.zip");
    assertThat(release.codeFile().name()).isEqualTo("HCPC2025_OCT_ANWEB_v4.txt");
    assertThat(release.twin()).map(PublishedFile::name).contains("HCPC2025_OCT_ANWEB_v4.xlsx");
    assertThat(names(release)).containsExactly("proc_notes_OCT2025.txt");
    assertThat(release.files())
        .extracting(PublishedFile::name)
        .containsExactly(
            "HCPC2025_OCT_ANWEB_v4.txt", "HCPC2025_OCT_ANWEB_v4.xlsx", "proc_notes_OCT2025.txt");
    assertThat(release.findings()).isEmpty();
  }

  @Test
  void findsWhatItDoesNotRead() throws IOException {
    Path zip =
        zip(
            "october-2025-alpha-numeric-hcpcs-file.zip",
            "HCPC2025_OCT_ANWEB.txt",
            "HCPC2025_OCT_Corrections.pdf",
            "NOC codes_OCT2025.csv",
            "HCPC2025_OCT_Trans_Alpha.xlsx",
            "HCPC2025_OCT_Trans_Alpha.prn",
            "._NOC codes_OCT2025.csv",
            "more.ZIP",
            "letter.pdf");
    assertThat(only(BY_NAMES.locate(List.of(zip)).releases()).findings())
        .extracting(Finding::rule, Finding::file)
        .containsExactlyInAnyOrder(
            tuple("companion-form", "HCPC2025_OCT_Corrections.pdf"),
            tuple("companion-form", "NOC codes_OCT2025.csv"),
            tuple("companion-form", "more.ZIP"));
  }

  @Test
  void findsASingleCodeFileWithoutItsNeighbours() throws IOException {
    Path file = text("in/HCPC2016_CONTR_ANWEB.txt", Zips.CODES);
    text("in/proc_notes_2016.txt", "");
    Release release = only(BY_NAMES.locate(List.of(file)).releases());
    assertThat(release.edition()).hasToString("2016-01");
    assertThat(release.publishing().revision()).isEqualTo(1);
    assertThat(release.archiveName()).isEqualTo("HCPC2016_CONTR_ANWEB.txt");
    assertThat(release.companions()).isEmpty();
  }

  @Test
  void findsALooseFolder() throws IOException {
    text("2016-01/HCPC2016_CONTR_ANWEB.txt", Zips.CODES);
    text("2016-01/HCPCS2016_recordlayout.txt", "");
    text("2016-01/.hidden.txt", Zips.CODES);
    Release release = only(BY_NAMES.locate(List.of(folder.resolve("2016-01"))).releases());
    assertThat(release.edition()).hasToString("2016-01");
    assertThat(release.archive().path()).isEqualTo(folder.resolve("2016-01"));
    assertThat(names(release)).containsExactly("HCPCS2016_recordlayout.txt");
  }

  @Test
  void findsAFolderOfFoldersAndZipsOldestFirst() throws IOException {
    zip("2019-01/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt");
    zip("later.zip", "HCPC2022_OCT_ANWEB.txt");
    zip("april.zip", "HCPC2022_APR_ANWEB.txt");
    text("2016-01/HCPC2016_CONTR_ANWEB.txt", Zips.CODES);
    assertThat(editions(BY_NAMES.locate(List.of(folder)).releases()))
        .containsExactly("2016-01", "2019-01", "2022-04", "2022-10");
  }

  @Test
  void ordersTheRevisionsOfAnEditionByPublication() throws IOException {
    Path a = zip("a.zip", "HCPC2026_JAN_ANWEB_01122026.txt");
    Path b = zip("b.zip", "HCPC2026_JAN_ANWEB_12172025.txt");
    Path c = zip("c.zip", "HCPC2026_JAN_ANWEB_v3_01122026.txt");
    assertThat(BY_NAMES.locate(List.of(c, a, b)).releases())
        .extracting(Release::archiveName)
        .containsExactly("b.zip", "a.zip", "c.zip");
  }

  @Test
  void givesCompanionZipsToTheirEditionInWhateverOrderTheyCome() throws IOException {
    Path layout = zip("2017-Record-Layout.zip", "HCPCS17_recordlayout.txt");
    Path codes = zip("2017-Alpha-Numeric-HCPCS-File.zip", "HCPC17_CONTR_ANWEB.txt");
    Path other = zip("2019-HCPCS-NOC-Codes.zip", "NOC_Codes_2019.xlsx");
    Path corrections =
        zip("2017-HCPCS-Alpha-Numeric-Corrections.zip", "hcpc2017_corrections_alpha.xlsx");
    for (List<Path> order :
        List.of(
            List.of(layout, codes, other, corrections),
            List.of(codes, corrections, layout, other),
            List.of(corrections, other, layout, codes))) {
      Release release = only(BY_NAMES.locate(order).releases());
      assertThat(release.archiveName()).isEqualTo("2017-Alpha-Numeric-HCPCS-File.zip");
      assertThat(names(release))
          .containsExactlyInAnyOrder("HCPCS17_recordlayout.txt", "hcpc2017_corrections_alpha.xlsx");
    }
  }

  @Test
  void givesCompanionsToTheEditionThatTheirFolderNames() throws IOException {
    zip("2020-04/codes.zip", "anweb.txt");
    zip("2020-04/more.zip", "NOC_Codes.xlsx");
    zip("2020-10/codes.zip", "anweb.txt");
    List<Release> releases = BY_NAMES.locate(List.of(folder)).releases();
    assertThat(editions(releases)).containsExactly("2020-04", "2020-10");
    assertThat(names(releases.get(0))).containsExactly("NOC_Codes.xlsx");
    assertThat(names(releases.get(1))).isEmpty();
  }

  @Test
  void takesTheHighestRevisionAmongCodeFiles() throws IOException {
    Path zip = zip("r.zip", "HCPC2023_JAN_ANWEB_v3.txt", "HCPC2023_JAN_ANWEB_v10.txt");
    Release release = only(BY_NAMES.locate(List.of(zip)).releases());
    assertThat(release.codeFile().name()).isEqualTo("HCPC2023_JAN_ANWEB_v10.txt");
    assertThat(names(release)).containsExactly("HCPC2023_JAN_ANWEB_v3.txt");
    assertThat(release.publishing().revision()).isEqualTo(10);
    assertThat(release.findings())
        .containsExactly(
            new Finding(
                Severity.INFO,
                "release-candidate",
                null,
                null,
                "HCPC2023_JAN_ANWEB_v3.txt",
                null,
                null,
                "HCPC2023_JAN_ANWEB_v10.txt",
                "another code file of the release was passed over"));
  }

  @Test
  void takesTheRevisionOfTheZipWhenItIsHigher() throws IOException {
    Path zip = zip("october_2025_v5.zip", "HCPC2025_OCT_ANWEB_v4.txt");
    assertThat(only(BY_NAMES.locate(List.of(zip)).releases()).publishing().revision()).isEqualTo(5);
  }

  @Test
  void takesTheQuarterFromTheZipWhenTheCodeFileNamesNone() throws IOException {
    Path zip = zip("april-2020-alpha-numeric-hcpcs-file.zip", "HCPC2020_ANWEB_w_disclaimer.txt");
    assertThat(only(BY_NAMES.locate(List.of(zip)).releases()).edition()).hasToString("2020-04");
  }

  @Test
  void takesTheEditionFromTheFolderWhenNamesTellNone() throws IOException {
    Path file = text("2020-10/anweb.txt", Zips.CODES);
    assertThat(only(BY_NAMES.locate(List.of(file)).releases()).edition()).hasToString("2020-10");
    assertThat(only(BY_NAMES.locate(List.of(file.getParent())).releases()).edition())
        .hasToString("2020-10");
  }

  @Test
  void takesTheEditionThatTheUserStates() throws IOException {
    Path file = text("anweb.txt", Zips.CODES);
    Release release =
        only(
            new ReleaseLocator(Optional.of(new Edition(2021, 7)), NO_TABLE)
                .locate(List.of(file))
                .releases());
    assertThat(release.edition()).hasToString("2021-07");
    assertThat(release.findings()).isEmpty();
  }

  @Test
  void findsANameThatContradictsTheUser() throws IOException {
    Path file = text("HCPC2025_OCT_ANWEB.txt", Zips.CODES);
    Release release =
        only(
            new ReleaseLocator(Optional.of(new Edition(2025, 7)), NO_TABLE)
                .locate(List.of(file))
                .releases());
    assertThat(release.edition()).hasToString("2025-07");
    assertThat(release.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "edition-name",
                null,
                null,
                "HCPC2025_OCT_ANWEB.txt",
                null,
                "2025-10",
                "2025-07",
                "the name of the file states another edition than it was loaded as"));
  }

  @Test
  void findsAZipThatContradictsTheNameOfItsCodeFile() throws IOException {
    Path zip = zip("january-2023-alpha-numeric-hcpcs-file.zip", "HCPC2022_OCT_ANWEB.txt");
    Release release = only(BY_NAMES.locate(List.of(zip)).releases());
    assertThat(release.edition()).hasToString("2022-10");
    assertThat(release.findings())
        .containsExactly(
            Finding.of(
                    Severity.WARNING,
                    "edition-name",
                    "the name of the zip states another edition than it was loaded as")
                .at("january-2023-alpha-numeric-hcpcs-file.zip")
                .observed("2023-01")
                .expected("2022-10"));
  }

  @Test
  void findsAnAnnualZipThatContradictsTheUser() throws IOException {
    Path zip = zip("2023-hcpcs.zip", "anweb.txt");
    ReleaseLocator locator = new ReleaseLocator(Optional.of(new Edition(2022, 10)), NO_TABLE);
    assertThat(only(locator.locate(List.of(zip)).releases()).findings())
        .extracting(Finding::rule, Finding::file, Finding::observed)
        .containsExactly(tuple("edition-name", "2023-hcpcs.zip", "2023-01"));
  }

  @Test
  void asksForTheEditionWhereEitherNameStatesAnotherPartOfTheYear() throws IOException {
    Path inFile = zip("2024-hcpcs.zip", "HCPC2024_SEPT_ANWEB.txt");
    Path inZip = zip("march-2024-alpha-numeric-hcpcs-file.zip", "HCPC2024_ANWEB.txt");
    Path companion = zip("march-2024-more.zip", "NOC_Codes_2024.xlsx");
    FoundReleases located = BY_NAMES.locate(List.of(inFile, inZip, companion));
    assertThat(located.releases()).isEmpty();
    assertThat(located.companions()).isEmpty();
    assertThat(located.unusable())
        .extracting(Unusable::path, unusable -> unusable.why().errorCode())
        .containsExactly(
            tuple(inFile, ErrorCode.EDITION_UNKNOWN), tuple(inZip, ErrorCode.EDITION_UNKNOWN));
    assertThat(located.warnings())
        .containsExactly(
            companion
                + ": no name tells the edition of NOC_Codes_2024.xlsx; pass --edition YYYY-MM, or put it in a folder of that name");
  }

  @Test
  void saysWhichQuartersOfOneZipWereNotLoaded() throws IOException {
    Path zip = zip("all.zip", "HCPC2022_OCT_ANWEB.txt", "HCPC2022_JUL_ANWEB.xlsx");
    FoundReleases located = BY_NAMES.locate(List.of(zip));
    assertThat(only(located.releases()).twin()).isEmpty();
    assertThat(located.warnings())
        .containsExactly(
            zip
                + ": HCPC2022_JUL_ANWEB.xlsx is of another quarter than HCPC2022_OCT_ANWEB.txt,"
                + " and was not loaded; give each quarter a zip of its own");
  }

  @Test
  void findsAnAnnualNameInAFolderOfAnotherEdition() throws IOException {
    Path file = text("2020-04/HCPC2020_ANWEB.txt", Zips.CODES);
    Release release = only(BY_NAMES.locate(List.of(file)).releases());
    assertThat(release.edition()).hasToString("2020-04");
    assertThat(release.findings())
        .extracting(Finding::rule, Finding::observed, Finding::expected)
        .containsExactly(tuple("edition-name", "2020-01", "2020-04"));
  }

  @Test
  void findsAFolderThatContradictsAQuarterlyName() throws IOException {
    Path file = text("2020-01/HCPC2020_APR_ANWEB.txt", Zips.CODES);
    Release release = only(BY_NAMES.locate(List.of(file)).releases());
    assertThat(release.edition()).hasToString("2020-04");
    assertThat(release.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "edition-folder",
                null,
                null,
                "HCPC2020_APR_ANWEB.txt",
                null,
                "2020-01",
                "2020-04",
                "the folder's name states another edition than it was loaded as"));
  }

  @Test
  void saysWhatItFoundWhenNothingHoldsCodes() throws IOException {
    text("in/HCPC_ANWEB_Transaction Report_v4.xlsx", "x");
    text("in/notes.txt", "no records");
    assertFails(
        List.of(folder.resolve("in")),
        ErrorCode.NO_RELEASE_FOUND,
        folder.resolve("in")
            + ": no code file with HCPCS records in it; found"
            + " HCPC_ANWEB_Transaction Report_v4.xlsx (transaction report), notes.txt (other)");
  }

  @Test
  void givesCompanionsWithoutACodeFileToTheEditionThatTheyName() throws IOException {
    Path noc = zip("2019-HCPCS-NOC-Codes.zip", "NOC_Codes_2019.xlsx");
    Path layout = zip("layout.zip", "HCPCS17_recordlayout.txt", "README.txt");
    Path notes = text("2020-04/proc_notes.txt", "");
    FoundReleases located = BY_NAMES.locate(List.of(noc, layout, notes));
    assertThat(located.releases()).isEmpty();
    assertThat(located.companions())
        .containsOnlyKeys(new Edition(2019, 1), new Edition(2017, 1), new Edition(2020, 4));
    assertThat(located.companions().get(new Edition(2017, 1)))
        .extracting(PublishedFile::name)
        .containsExactly("HCPCS17_recordlayout.txt", "README.txt");
  }

  @Test
  void givesCompanionsToTheEditionThatTheUserStates() throws IOException {
    Path noc = zip("2019-HCPCS-NOC-Codes.zip", "NOC_Codes_2019.xlsx");
    FoundReleases located =
        new ReleaseLocator(Optional.of(new Edition(2020, 1)), NO_TABLE).locate(List.of(noc));
    assertThat(located.companions()).containsOnlyKeys(new Edition(2020, 1));
  }

  @Test
  void splitsAFolderOfLooseCodeFilesByTheirQuarter() throws IOException {
    text("in/HCPC2022_OCT_ANWEB.txt", Zips.CODES);
    text("in/HCPC2022_OCT_ANWEB.xlsx", "nothing");
    text("in/proc_notes_OCT2022.txt", "");
    text("in/HCPC2022_JUL_ANWEB.txt", Zips.CODES);
    List<Release> releases = BY_NAMES.locate(List.of(folder.resolve("in"))).releases();
    assertThat(editions(releases)).containsExactly("2022-07", "2022-10");
    assertThat(names(releases.get(0))).isEmpty();
    assertThat(names(releases.get(1))).containsExactly("proc_notes_OCT2022.txt");
    assertThat(releases.get(1).twin()).map(PublishedFile::name).contains("HCPC2022_OCT_ANWEB.xlsx");
  }

  @Test
  void splitsAFolderOfLooseCodeFilesByTheirYear() throws IOException {
    text("in/HCPC2016_CONTR_ANWEB.txt", Zips.CODES);
    text("in/HCPC17_CONTR_ANWEB.txt", Zips.CODES);
    text("in/HCPC17_CONTR_ANWEB.xlsx", "nothing");
    List<Release> releases = BY_NAMES.locate(List.of(folder.resolve("in"))).releases();
    assertThat(editions(releases)).containsExactly("2016-01", "2017-01");
    assertThat(releases.get(0).twin()).isEmpty();
    assertThat(releases.get(1).twin()).isPresent();
    assertThat(releases).allMatch(release -> release.findings().isEmpty());
  }

  @Test
  void keepsAFolderTogetherWhereOnlyOneNameStatesAQuarter() throws IOException {
    text("in/HCPC2022_OCT_ANWEB.txt", Zips.CODES);
    text("in/HCPC2022_ANWEB.xlsx", "nothing");
    Release release = only(BY_NAMES.locate(List.of(folder.resolve("in"))).releases());
    assertThat(release.edition()).hasToString("2022-10");
    assertThat(release.twin()).map(PublishedFile::name).contains("HCPC2022_ANWEB.xlsx");
  }

  @Test
  void findsAWorkbookByItsContentWhenItsNameTellsNothing() throws IOException {
    text("2020-04/book.xlsx", "codes");
    text("2020-04/trans_alpha.xlsx", "codes");
    ReleaseLocator byContent =
        new ReleaseLocator(
            Optional.empty(),
            (name, bytes) ->
                new String(bytes, StandardCharsets.US_ASCII).equals("codes")
                    ? Optional.empty()
                    : NO_TABLE.problem(name, bytes));
    Release release = only(byContent.locate(List.of(folder)).releases());
    assertThat(release.codeFile().name()).isEqualTo("book.xlsx");
    assertThat(release.codeFile().role()).isEqualTo(Role.CODE_FILE_WORKBOOK);
    assertThat(names(release)).containsExactly("trans_alpha.xlsx");
  }

  @Test
  void saysThatAFolderIsEmpty() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));
    assertFails(
        List.of(a, b),
        ErrorCode.NO_RELEASE_FOUND,
        a + ", " + b + ": no code file with HCPCS records in it; found no file at all");
  }

  @Test
  void saysWhichPathIsMissing() throws IOException {
    Path there = zip("r.zip", "HCPC2022_OCT_ANWEB.txt");
    Path missing = folder.resolve("nowhere/r.zip");
    assertFails(
        List.of(there, missing),
        ErrorCode.PATH_NOT_FOUND,
        missing + ": no such file or folder; give a release zip, a folder or a code file");
  }

  @Test
  void saysThatNoNameTellsTheEdition() throws IOException {
    Path zip = zip("codes.zip", "anweb.txt");
    assertThat(problems(BY_NAMES.locate(List.of(zip))))
        .containsExactly(
            zip
                + ": no name tells the edition of anweb.txt;"
                + " pass --edition YYYY-MM, or put it in a folder of that name");
  }

  @Test
  void goesOnAfterADamagedZip() throws IOException {
    zip("good.zip", "HCPC2022_OCT_ANWEB.txt");
    Path bad = text("bad.zip", "<html>");
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(editions(located.releases())).containsExactly("2022-10");
    assertThat(located.unusable()).hasSize(1);
    assertThat(located.unusable().get(0).path()).isEqualTo(bad);
    assertThat(located.unusable().get(0).why())
        .hasMessageStartingWith(bad + ": not a complete zip file")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.ARCHIVE_DAMAGED);
  }

  @Test
  void isPublishedOnTheDateInTheName() throws IOException {
    Release release =
        only(BY_NAMES.locate(List.of(zip("r.zip", "HCPC2025_JAN_ANWEB_12172024.txt"))).releases());
    assertThat(release.publishing().on()).isEqualTo(LocalDate.of(2024, 12, 17));
    assertThat(release.publishing().basis()).isEqualTo(PublishedBasis.NAME);
  }

  @Test
  void isPublishedOnTheDateInTheZipsName() throws IOException {
    Release release =
        only(
            BY_NAMES.locate(List.of(zip("jan_12172024.zip", "HCPC2025_JAN_ANWEB.txt"))).releases());
    assertThat(release.publishing().on()).isEqualTo(LocalDate.of(2024, 12, 17));
    assertThat(release.publishing().basis()).isEqualTo(PublishedBasis.NAME);
  }

  @Test
  void isPublishedAtTheNewestTimeStampOfItsZip() throws IOException {
    Release release =
        only(
            BY_NAMES
                .locate(List.of(zip("2019.zip", "HCPC2019_CONTR_ANWEB.txt", "b.txt")))
                .releases());
    assertThat(release.publishing().on()).isEqualTo(Zips.STAMP.toLocalDate());
    assertThat(release.publishing().basis()).isEqualTo(PublishedBasis.ARCHIVE);
  }

  @Test
  void isPublishedWhenItTakesEffectIfNothingElseTells() throws IOException {
    Release release =
        only(BY_NAMES.locate(List.of(text("HCPC2022_OCT_ANWEB.txt", Zips.CODES))).releases());
    assertThat(release.publishing().on()).isEqualTo(LocalDate.of(2022, 10, 1));
    assertThat(release.publishing().basis()).isEqualTo(PublishedBasis.EDITION);
  }

  @Test
  void namesItsBasisAsTheDatabaseDoes() {
    assertThat(PublishedBasis.values())
        .extracting(PublishedBasis::label)
        .containsExactly("name", "archive", "edition");
  }

  private Path zip(String name, String... members) throws IOException {
    Map<String, String> contents = new LinkedHashMap<>();
    for (String member : members) {
      boolean codes = member.toLowerCase(Locale.ROOT).matches(".*anweb.*[.]txt");
      contents.put(member, codes ? Zips.CODES : "nothing");
    }
    return Zips.zip(folder.resolve(name), contents);
  }

  private Path text(String name, String content) throws IOException {
    return Zips.text(folder.resolve(name), content);
  }

  private static Release only(List<Release> releases) {
    assertThat(releases).hasSize(1);
    return releases.get(0);
  }

  private static List<String> names(Release release) {
    return release.companions().stream().map(PublishedFile::name).toList();
  }

  private static List<String> editions(List<Release> releases) {
    return releases.stream().map(release -> release.edition().toString()).toList();
  }

  private static void assertFails(List<Path> paths, ErrorCode code, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> BY_NAMES.locate(paths).releases())
        .withMessage(message)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(code);
  }

  @Test
  void leavesOutWhatItCannotRead() throws IOException {
    Path good = zip("in/hcpc-oct-2025.zip", "HCPC2025_OCT_ANWEB.txt");
    Path damaged = text("in/2025-07/damaged.zip", "PK");
    Path nameless = Zips.zip(folder.resolve("in/nameless.zip"), Map.of("codes.txt", Zips.CODES));
    Path missing = folder.resolve("missing.zip");
    FoundReleases located =
        BY_NAMES.locateReadable(FileSearch.behind(List.of(missing, folder.resolve("in"))));
    assertThat(located.releases())
        .extracting(release -> release.archive().path())
        .containsExactly(good);
    assertThat(located.unusable())
        .extracting(Unusable::path, unusable -> unusable.why().errorCode())
        .containsExactly(
            tuple(missing, ErrorCode.PATH_NOT_FOUND),
            tuple(damaged, ErrorCode.ARCHIVE_DAMAGED),
            tuple(nameless, ErrorCode.EDITION_UNKNOWN));
  }

  @Test
  void findsNothingToReadWithoutComplaint() throws IOException {
    text("in/README.md", "nothing");
    FoundReleases located =
        BY_NAMES.locateReadable(FileSearch.behind(List.of(folder.resolve("in"))));
    assertThat(located.editions()).isEmpty();
    assertThat(located.unusable()).isEmpty();
    assertThat(located.leftAlone()).isEmpty();
  }

  @Test
  void saysWhereACodeFileLiesThatCannotBeUsed() throws IOException {
    text("in/HCPC2008_APR_ANWEB.txt", Zips.CODES);
    Path loose = text("in/HCPC2008_JUL_ANWEB.xlsx", "");
    Path zip = Zips.zip(folder.resolve("in/x.zip"), Map.of("HCPC2008_OCT_ANWEB.txt", "none"));
    FoundReleases located = BY_NAMES.locate(List.of(folder.resolve("in")));
    assertThat(editions(located.releases())).containsExactly("2008-04");
    assertThat(problems(located))
        .containsExactly(
            zip + ": HCPC2008_OCT_ANWEB.txt: no line of it is an HCPCS record",
            loose + ": no table");
    assertThat(located.unusable()).extracting(Unusable::path).containsExactly(zip, loose);
  }

  @Test
  void leavesALaterIssueThatCannotBeReadOutOfTheRelease() throws IOException {
    text("2008-04/HCPC2008_APR_ANWEB.txt", Zips.CODES);
    text("2008-04/HCPC2008_APR_ANWEB_v2.xlsx", "");
    text("2008-04/proc_notes_APR2008.txt", "");
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(problems(located)).hasSize(1);
    assertThat(names(only(located.releases()))).containsExactly("proc_notes_APR2008.txt");
  }

  @Test
  void warnsOfCompanionsThatNoNameGivesToAnEdition() throws IOException {
    Path zip = zip("companions.zip", "NOC codes.xlsx");
    FoundReleases located = BY_NAMES.locateReadable(FileSearch.behind(List.of(zip)));
    assertThat(located.warnings())
        .containsExactly(
            zip
                + ": no name tells the edition of NOC codes.xlsx;"
                + " pass --edition YYYY-MM, or put it in a folder of that name");
    assertThat(located.unusable()).isEmpty();
  }

  @Test
  void saysWhatNobodyNeeds() throws IOException {
    zip("in/release.zip", "HCPC2022_OCT_ANWEB.txt", "picture.png");
    Path holiday = zip("in/holiday.zip", "picture.png", "README.txt");
    text("in/b.docx", "x");
    text("in/a.csv", "x");
    text("in/README.md", "x");
    text("in/gates.csv", "x");
    text("in/meanings.csv", "x");
    assertThat(BY_NAMES.locate(List.of(folder)).leftAlone())
        .containsExactly(
            holiday + ": left alone, no file that CMS publishes with HCPCS releases",
            folder.resolve("in")
                + ": left alone, no file that CMS publishes with HCPCS releases: a.csv, b.docx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"january-2024-alpha-numeric-hcpcs-files.zip", "12anweb.zip"})
  void failsWhereAReleaseHoldsNothingThatCanBeRead(String name) throws IOException {
    Path zip = zip("in/" + name, "inner.zip", "README.txt");
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(located.leftAlone()).isEmpty();
    assertThat(located.unusable())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.why())
                    .hasMessage(
                        zip
                            + ": no code file with HCPCS records in it;"
                            + " found README.txt (read me), inner.zip (other)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HCPC2024_JAN_ANWEB.xlsm,proc_notes_JAN2024.txt,NOC codes 2024.xlsx",
        "README.txt",
        "readme.docx"
      })
  void failsWhereAReleaseHoldsOnlyWhatStandsBesideCodes(String files) throws IOException {
    Path zip = zip("in/january-2024-alpha-numeric-hcpcs-files.zip", files.split(","));
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(located.leftAlone()).isEmpty();
    assertThat(problems(located))
        .singleElement(STRING)
        .startsWith(zip + ": no code file with HCPCS records in it; found ");
  }

  @ParameterizedTest
  @CsvSource({
    "HCPC2018_Corrections_ANWEB.zip, corrections.pdf",
    "HCPC2025_OCT_ANWEB_Transaction Report.zip, HCPC2025_OCT_ANWEB_Transaction Report.prn"
  })
  void leavesAloneWhatCmsPostsBesideReleases(String name, String file) throws IOException {
    Path zip = zip("in/" + name, file);
    FoundReleases located = BY_NAMES.locateReadable(FileSearch.behind(List.of(folder)));
    assertThat(located.unusable()).isEmpty();
    assertThat(located.leftAlone())
        .containsExactly(zip + ": left alone, no file that CMS publishes with HCPCS releases");
  }

  @Test
  void leavesAloneWhatIsUnpackedBesideItsZip() throws IOException {
    Path zip = zip("in/october-2022.zip", "HCPC2022_OCT_ANWEB.txt", "proc_notes_OCT2022.txt");
    text("in/HCPC2022_OCT_ANWEB.txt", Zips.CODES);
    text("in/renamed.txt", "nothing");
    text("in/unpacked/HCPC2022_OCT_ANWEB_v2.txt", Zips.CODES + Zips.CODES);
    text("in/unpacked/HCPC2022_OCT_ANWEB.txt", Zips.CODES);
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(located.releases())
        .extracting(Release::archiveName)
        .containsExactlyInAnyOrder("october-2022.zip", "HCPC2022_OCT_ANWEB_v2.txt");
    assertThat(located.leftAlone())
        .containsExactly(
            folder.resolve("in/unpacked")
                + ": left alone, the same bytes are in "
                + zip
                + ": HCPC2022_OCT_ANWEB.txt",
            folder.resolve("in")
                + ": left alone, the same bytes are in "
                + zip
                + ": HCPC2022_OCT_ANWEB.txt, renamed.txt");
  }

  @Test
  void takesForItsEditionWhatAZipOfAnotherEditionHoldsToo() throws IOException {
    zip("october-2022.zip", "HCPC2022_OCT_ANWEB.txt", "proc_notes_OCT2022.txt");
    text("2022-07/HCPC2022_JUL_ANWEB.txt", Zips.CODES);
    text("2022-07/proc_notes.txt", "nothing");
    FoundReleases located = BY_NAMES.locate(List.of(folder));
    assertThat(editions(located.releases())).containsExactly("2022-07", "2022-10");
    assertThat(names(located.releases().get(0))).containsExactly("proc_notes.txt");
    assertThat(located.leftAlone()).isEmpty();
  }

  @Test
  void takesWhatIsUnpackedFromAZipThatTellsNoEdition() throws IOException {
    zip("2022-10/codes.zip", "codes.txt");
    Path nameless = zip("latest.zip", "anweb.txt");
    text("2022-07/anweb.txt", Zips.CODES);
    FoundReleases located =
        BY_NAMES.locateReadable(FileSearch.behind(List.of(nameless, folder.resolve("2022-07"))));
    assertThat(editions(located.releases())).containsExactly("2022-07");
    assertThat(problems(located)).hasSize(1);
  }

  @Test
  void looksAtOrdinaryFilesAndAtEachOnce() throws Exception {
    Path zip = zip("in/october-2022.zip", "HCPC2022_OCT_ANWEB.txt");
    Path in = Objects.requireNonNull(zip.getParent());
    Files.createSymbolicLink(in.resolve("round"), in);
    Files.createSymbolicLink(in.resolve("same.zip"), zip);
    Files.createSymbolicLink(in.resolve("tail"), in.resolve("teeth"));
    Files.createSymbolicLink(in.resolve("teeth"), in.resolve("tail"));
    Path gone = Files.createSymbolicLink(in.resolve("up.zip"), folder.resolve("gone.zip"));
    for (String pipe : List.of("pipe.zip", "pipe.txt")) {
      assertThat(new ProcessBuilder("mkfifo", in.resolve(pipe).toString()).start().waitFor())
          .isZero();
    }
    FoundReleases located = BY_NAMES.locateReadable(FileSearch.behind(List.of(in, zip, in)));
    assertThat(editions(located.releases())).containsExactly("2022-10");
    assertThat(located.leftAlone())
        .containsExactly(
            in.resolve("pipe.txt") + ": left alone, it is no ordinary file",
            in.resolve("pipe.zip") + ": left alone, it is no ordinary file",
            in.resolve("round") + ": left alone, it is the same as " + in,
            in.resolve("same.zip") + ": left alone, it is the same as " + zip,
            in.resolve("tail") + ": left alone, it is no ordinary file",
            in.resolve("teeth") + ": left alone, it is no ordinary file");
    assertThat(problems(located)).containsExactly(gone + ": a link to a file that is not there");
    assertThat(
            problems(
                BY_NAMES.locateReadable(
                    FileSearch.behind(List.of(in.resolve("pipe.zip"), Path.of("/dev/null"))))))
        .containsExactly(
            in.resolve("pipe.zip") + ": cannot be read: it is no ordinary file",
            "/dev/null: cannot be read: it is no ordinary file");
  }

  @Test
  void takesEitherNameOfAFileThatWasNamedTwice() throws IOException {
    Path nameless = zip("anweb.zip", "anweb.txt");
    Path named = Files.createSymbolicLink(folder.resolve("october-2022.zip"), nameless);
    assertThat(
            editions(
                BY_NAMES.locateReadable(FileSearch.behind(List.of(nameless, named))).releases()))
        .containsExactly("2022-10");
  }

  private static List<String> problems(FoundReleases located) {
    return located.unusable().stream().map(unusable -> unusable.why().getMessage()).toList();
  }
}
