package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map.Entry;
import org.apache.poi.ss.usermodel.FormulaError;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Severity;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.table.Books;

class NocListReaderTest {

  private static final List<Object> TITLE = List.of("", "NOC CODES - HCPCS 2019");
  private static final List<Object> HEADER =
      List.of("HCPCS", "LONG DESCRIPTION", "ADD DATE", "TERM DATE");

  @Test
  void readsTheListOfTheSample() {
    SampleRelease release = SampleData.january();
    byte[] list =
        SampleWriter.files(release).entrySet().stream()
            .filter(file -> file.getKey().startsWith("NOC"))
            .map(Entry::getValue)
            .findFirst()
            .orElseThrow();
    NocListReader.NocList read = NocListReader.read("noc.xlsx", list);
    assertThat(read.codes()).extracting(NocCode::code).isEqualTo(release.nocCodes());
    assertThat(read.codes()).allMatch(noc -> !noc.longDescription().isEmpty());
    assertThat(read.findings()).isEmpty();
  }

  @Test
  void readsCodesWithTheirDates() {
    NocListReader.NocList list =
        read(
            List.of(
                TITLE,
                List.of(),
                HEADER,
                List.of(),
                List.of("A0999", "Unlisted ambulance service ", 19870101.0, ""),
                List.of("   ZZ", "An unlisted modifier", "19870101", 43466),
                List.of("A4421 ", "Ostomy supply; miscellaneous")));
    assertThat(list.codes())
        .containsExactly(
            new NocCode("A0999", "Unlisted ambulance service", "1987-01-01", null, 5),
            new NocCode("ZZ", "An unlisted modifier", "1987-01-01", "2019-01-01", 6),
            new NocCode("A4421", "Ostomy supply; miscellaneous", null, null, 7));
    assertThat(list.findings()).isEmpty();
  }

  @Test
  void readsXlsAlike() {
    List<List<Object>> rows = List.of(HEADER, List.of("A0999", "Unlisted", 19870101, 43466));
    NocListReader.NocList xls =
        NocListReader.read("a.xls", Books.xls(workbook -> Books.sheet(workbook, "NOC", rows)));
    assertThat(xls).isEqualTo(read(rows));
  }

  @Test
  void readsBlanksOfAnyKindInNamesAndCodes() {
    NocListReader.NocList list =
        read(
            List.of(
                List.of("HCPCS\nCode", "\u00a0Long Description", "Add\u00a0Date"),
                List.of("A0999\u00a0", "Unlisted", "19870101")));
    assertThat(list.codes())
        .containsExactly(new NocCode("A0999", "Unlisted", "1987-01-01", null, 2));
    assertThat(list.findings()).isEmpty();
  }

  @Test
  void findsColumnsThatItDoesNotKnow() {
    NocListReader.NocList list =
        read(
            List.of(
                List.of("Code", "Description", "Effective Date", "", "End Date"),
                List.of("A0999", "Unlisted", "19870101", "", "")));
    assertThat(list.findings())
        .containsExactly(
            Finding.of(
                    Severity.WARNING,
                    "noc-column",
                    "the list has columns that are not known, or second ones of a field; they were left out")
                .at("a.xlsx", 1)
                .observed("EFFECTIVE DATE, END DATE"));
  }

  @Test
  void takesTheFirstColumnOfAFieldAndFindsTheOthers() {
    NocListReader.NocList list =
        read(
            List.of(
                List.of("Description"),
                List.of(
                    "Code",
                    "Description",
                    "Add Date",
                    "Term Date",
                    "HCPCS",
                    "Long Description",
                    "Add Dt",
                    "Term Dt"),
                List.of(
                    "A0999",
                    "One",
                    "19870101",
                    "20200101",
                    "A0998",
                    "Two",
                    "19880101",
                    "20210101")));
    assertThat(list.codes())
        .containsExactly(new NocCode("A0999", "One", "1987-01-01", "2020-01-01", 3));
    assertThat(list.findings())
        .extracting(Finding::rule, Finding::observed)
        .containsExactly(tuple("noc-column", "HCPCS, LONG DESCRIPTION, ADD DT, TERM DT"));
  }

  @Test
  void readsOtherHeadersAndAnyOrder() {
    assertThat(
            read(List.of(
                    List.of("Term Dt", "", "Description", "Code"),
                    List.of("20200101", "x", "Unlisted", "A0999")))
                .codes())
        .containsExactly(new NocCode("A0999", "Unlisted", null, "2020-01-01", 2));
  }

  @Test
  void findsACodeThatComesTwice() {
    NocListReader.NocList list =
        read(
            List.of(
                HEADER,
                List.of("J7192", "Factor viii"),
                List.of("J7192", "specified", "20200101")));
    assertThat(list.codes()).extracting(NocCode::longDescription).containsExactly("Factor viii");
    assertThat(list.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "noc-duplicate",
                "J7192",
                null,
                "a.xlsx",
                3,
                "J7192\tspecified\t20200101",
                null,
                "the list names the code twice; the first row counts"));
  }

  @Test
  void joinsATextThatGoesOnInTheNextRows() {
    NocListReader.NocList list =
        read(
            List.of(
                HEADER,
                List.of("J7192", "Factor viii, per i.u., not otherwise ", "20000101"),
                List.of("J7192", "specified"),
                List.of("J7192", "at all"),
                List.of("J7195", "Factor ix")));
    assertThat(list.codes())
        .containsExactly(
            new NocCode(
                "J7192",
                "Factor viii, per i.u., not otherwise specified at all",
                "2000-01-01",
                null,
                2),
            new NocCode("J7195", "Factor ix", null, null, 5));
    assertThat(list.findings()).isEmpty();
  }

  @Test
  void findsARowWithoutACode() {
    NocListReader.NocList list =
        read(List.of(HEADER, List.of("A0999", "x"), List.of("", "* deleted"), List.of(" ", " ")));
    assertThat(list.codes()).hasSize(1);
    assertThat(list.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "noc-row",
                null,
                null,
                "a.xlsx",
                3,
                "\t* deleted",
                null,
                "a row of the list names no code; it was left out"));
  }

  @Test
  void findsADateThatIsNone() {
    NocListReader.NocList list =
        read(List.of(HEADER, List.of("A0999", "x", "soon", new Books.Failed(FormulaError.NA))));
    assertThat(list.codes()).containsExactly(new NocCode("A0999", "x", null, null, 2));
    assertThat(list.findings())
        .extracting(Finding::rule, Finding::code, Finding::line, Finding::observed)
        .containsExactly(
            Assertions.tuple("noc-date", "A0999", 2, "soon"),
            Assertions.tuple("noc-date", "A0999", 2, "#N/A"));
  }

  @Test
  void readsTheSheetsThatAreListsAndNoOther() {
    byte[] workbook =
        Books.xlsx(
            book -> {
              Books.sheet(book, "Notes", List.of(List.of("A0001", "of no list")));
              Books.sheet(book, "NOC", List.of(HEADER, List.of("A0999", "x")));
              Books.sheet(book, "Changes", List.of(List.of("A0002", "added"), List.of("HCPCS")));
              Books.sheet(book, "More", List.of(HEADER, List.of("A4421", "y")));
            });
    NocListReader.NocList list = NocListReader.read("a.xlsx", workbook);
    assertThat(list.codes()).extracting(NocCode::code).containsExactly("A0999", "A4421");
    assertThat(list.findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HCPCS", "LONG DESCRIPTION", "Something else"})
  void refusesAWorkbookWithoutAList(String header) {
    List<List<Object>> rows = List.of(List.of(header), List.of("A0999", "x"));
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(rows))
        .withMessage("a.xlsx: no list of codes with a column HCPCS")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @Test
  void refusesWhatIsNoWorkbook() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(
            () -> NocListReader.read("a.xlsx", "<html>...".getBytes(StandardCharsets.US_ASCII)))
        .withMessage("a.xlsx: not an Excel workbook");
  }

  private static NocListReader.NocList read(List<List<Object>> rows) {
    return NocListReader.read("a.xlsx", Books.xlsx(workbook -> Books.sheet(workbook, "NOC", rows)));
  }
}
