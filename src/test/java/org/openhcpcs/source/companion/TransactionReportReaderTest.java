package org.openhcpcs.source.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Severity;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.table.Books;

class TransactionReportReaderTest {

  private static final List<Object> HEADER = List.of("HCPCS/MOD", "TYPE OF CHANGE");

  @Test
  void readsBlanksOfAnyKindInNamesAndCells() {
    assertThat(
            read(List.of(
                    List.of("HCPCS\u00a0Code", "Action\u00a0Code"),
                    List.of("A0021\u00a0", "No\u00a0Change")))
                .changes())
        .containsExactly(new ReportedChange("A0021", "No Change", "N", 2));
  }

  @Test
  void readsTheReportOfTheSample() {
    SampleRelease release = SampleData.april();
    byte[] report =
        SampleWriter.files(release).entrySet().stream()
            .filter(file -> file.getKey().contains("Transaction"))
            .map(Entry::getValue)
            .findFirst()
            .orElseThrow();
    TransactionReport read = TransactionReportReader.read("a.xlsx", report);
    assertThat(read.file()).isEqualTo("a.xlsx");
    assertThat(read.changes())
        .extracting(changed -> List.of(changed.code(), String.valueOf(changed.action())))
        .containsExactlyInAnyOrderElementsOf(
            release.records().stream().map(TransactionReportReaderTest::codeAndAction).toList());
    assertThat(read.findings()).isEmpty();
  }

  private static List<String> codeAndAction(SampleRecord sample) {
    return List.of(sample.code(), sample.get(Field.ACTION));
  }

  @ParameterizedTest
  @CsvSource({
    "HCPCS/Modifier Code, Type of Change, 1",
    "HCPCS/MOD, TYPE OF CHANGE, 1",
    "HCPC/MOD, ACTION CD, 10",
    "HCPC, ACTION CD, 11",
    "HCPCS CODE, Action Code, 3",
  })
  void findsTheHeaderWhateverItsWordsAndRow(String code, String change, int row) {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("Note regarding changes: HCPC code and action cd are explained in the key."));
    while (rows.size() < row - 1) {
      rows.add(List.of());
    }
    if (row == 1) {
      rows.clear();
    }
    rows.add(List.of(code, change, "SHORT DESCRIPTION", "LONG DESCRIPTION"));
    rows.add(List.of("   A1", "No Change", "x", "y"));
    rows.add(List.of("A0021 ", " Long  Description\nChange ", "x", "y"));
    TransactionReport report = read(rows);
    assertThat(report.changes())
        .containsExactly(
            new ReportedChange("A1", "No Change", "N", row + 1),
            new ReportedChange("A0021", "Long Description Change", "C", row + 2));
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void readsXlsAlikeAndColumnsInAnyOrder() {
    List<List<Object>> rows =
        List.of(List.of("Action", "", "Code"), List.of("ADD", "", "A0021"), List.of("D", "", "ZZ"));
    TransactionReport xls =
        TransactionReportReader.read(
            "a.xlsx", Books.xls(workbook -> Books.sheet(workbook, "Changes", rows)));
    assertThat(xls).isEqualTo(read(rows));
    assertThat(xls.changes())
        .containsExactly(
            new ReportedChange("A0021", "ADD", "A", 2), new ReportedChange("ZZ", "D", "D", 3));
  }

  @Test
  void leavesTheKeyToTheActionCodesAlone() {
    byte[] book =
        Books.xlsx(
            workbook -> {
              Books.sheet(workbook, "Changes", List.of(HEADER, List.of("A0021", "ADD")));
              Books.sheet(
                  workbook,
                  "Action Code Key",
                  List.of(List.of("Action Codes"), List.of("A", "Add"), List.of("AB", "Both")));
            });
    TransactionReport report = TransactionReportReader.read("a.xlsx", book);
    assertThat(report.changes()).extracting(ReportedChange::code).containsExactly("A0021");
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void findsWhatTheSheetsDoNotSayAlike() {
    byte[] book =
        Books.xlsx(
            workbook -> {
              Books.sheet(
                  workbook,
                  "By Action",
                  List.of(
                      HEADER,
                      List.of("A0021", "ADD"),
                      List.of("A0022", "No Change"),
                      List.of("A0023", "Discontinued"),
                      List.of("A0025", "Payment Change")));
              Books.sheet(
                  workbook,
                  "By Code",
                  List.of(
                      HEADER,
                      List.of("A0021", "Add"),
                      List.of("A0022", "Coverage Change"),
                      List.of("A0024", "No change"),
                      List.of("A0025", "Change in Payment")));
            });
    TransactionReport report = TransactionReportReader.read("a.xlsx", book);
    assertThat(report.changes())
        .containsExactly(
            new ReportedChange("A0021", "ADD", "A", 2),
            new ReportedChange("A0022", "No Change", "N", 3),
            new ReportedChange("A0023", "Discontinued", "D", 4),
            new ReportedChange("A0025", "Payment Change", "P", 5),
            new ReportedChange("A0024", "No change", "N", 4));
    assertThat(report.findings())
        .containsExactly(
            sheets("A0022", 3, "By Code: Coverage Change", "By Action: No Change"),
            sheets("A0024", 4, "By Code: No change", "By Action: not listed"),
            sheets("A0023", 4, "By Code: not listed", "By Action: Discontinued"));
  }

  private static Finding sheets(String code, int row, String observed, String expected) {
    return new Finding(
        Severity.WARNING,
        "transaction-sheets",
        code,
        null,
        "a.xlsx",
        row,
        observed,
        expected,
        "the sheets of the report do not say the same of the code; the first counts");
  }

  @Test
  void keepsACodeWhoseChangeIsNotKnownAndFindsTheWordsOnce() {
    TransactionReport report =
        read(
            List.of(
                HEADER,
                List.of("A0021", "Moved"),
                List.of("A0022", "Moved"),
                List.of("A0023", ""),
                List.of("A0024", new Books.Failed(FormulaError.NA))));
    assertThat(report.changes())
        .containsExactly(
            new ReportedChange("A0021", "Moved", null, 2),
            new ReportedChange("A0022", "Moved", null, 3),
            new ReportedChange("A0023", "", null, 4),
            new ReportedChange("A0024", "#N/A", null, 5));
    assertThat(report.findings())
        .containsExactly(word("A0021", 2, "Moved"), word("A0023", 4, ""), word("A0024", 5, "#N/A"));
  }

  private static Finding word(String code, int row, String observed) {
    return new Finding(
        Severity.WARNING,
        "transaction-word",
        code,
        null,
        "a.xlsx",
        row,
        observed,
        null,
        "the report names a type of change that is not known; its codes were not compared");
  }

  @Test
  void findsACodeThatASheetListsTwice() {
    TransactionReport report =
        read(List.of(HEADER, List.of("A0021", "ADD"), List.of("A0021", "No Change")));
    assertThat(report.changes()).containsExactly(new ReportedChange("A0021", "ADD", "A", 2));
    assertThat(report.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "transaction-duplicate",
                "A0021",
                null,
                "a.xlsx",
                3,
                "No Change",
                "ADD",
                "a sheet of the report lists the code twice; the first row counts"));
  }

  @Test
  void findsARowWithoutACodeAndKeepsNoDescriptor() {
    TransactionReport report =
        read(
            List.of(
                HEADER,
                List.of("A0021", "ADD"),
                List.of(" ", " "),
                List.of("a0022?", "ADD", "short", "long"),
                HEADER));
    assertThat(report.changes()).hasSize(1);
    assertThat(report.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "transaction-row",
                null,
                null,
                "a.xlsx",
                4,
                "a0022?\tADD",
                null,
                "a row of the report names no code; it was left out"));
  }

  @ParameterizedTest
  @CsvSource({"HCPCS, LONG DESCRIPTION", "CODES, TYPE OF CHANGE", "HCPCS, ''"})
  void refusesAWorkbookWithoutAList(String code, String change) {
    List<List<Object>> rows = List.of(List.of(code, change), List.of("A0021", "ADD"));
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(rows))
        .withMessage("a.xlsx: no list of codes with a column for the type of change")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @Test
  void refusesAListWithoutCodesAndWhatIsNoWorkbook() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(List.of(HEADER)))
        .withMessage("a.xlsx: no list of codes with a column for the type of change");
    byte[] page = "<html>...".getBytes(StandardCharsets.US_ASCII);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> TransactionReportReader.read("a.xlsx", page))
        .withMessage("a.xlsx: not an Excel workbook");
  }

  private static TransactionReport read(List<? extends List<?>> rows) {
    return TransactionReportReader.read(
        "a.xlsx", Books.xlsx(workbook -> Books.sheet(workbook, "Changes", rows)));
  }
}
