package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.FormulaError;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Severity;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.table.Books;

class CodeTableReaderTest {

  private static final Edition EDITION = new Edition(2019, 1);
  private static final Books.Failed NAME_ERROR = new Books.Failed(FormulaError.NAME);

  static Stream<Named<List<String>>> headers() {
    return Stream.of(
        Named.of("until 2013", CodeTable.OF_2012),
        Named.of("since 2016", CodeTable.OF_2016),
        Named.of("in full", CodeTable.IN_FULL));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void readsEveryFieldFromItsColumn(List<String> header) {
    List<Object> cells = new ArrayList<>();
    for (Field field : Field.ALL) {
      int index = Field.ALL.indexOf(field);
      boolean date = field.type() == LayoutField.Type.DATE;
      cells.add(field);
      cells.add(date ? "201801" + (10 + index % 20) : String.valueOf(100 + index));
    }
    CodeTable table = CodeTable.of(header).row("A0021", "0010", "3", cells.toArray());
    for (CodeFile file : allForms(table)) {
      for (Field field : Field.ALL) {
        int index = Field.ALL.indexOf(field);
        assertThat(onlyRecord(file).get(field))
            .as(field.column())
            .isEqualTo(
                field.type() == LayoutField.Type.DATE
                    ? "2018-01-" + (10 + index % 20)
                    : String.valueOf(100 + index));
      }
      assertThat(file.findings()).isEmpty();
      assertThat(file.rejected()).isEmpty();
      assertThat(file.keptLines()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 10, 11, 60})
  void findsTheHeaderInWhateverRowItStands(int row) {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016, row)
            .row("A0021", "0010", "3", Field.LONG_DESCRIPTION, "Ambulance");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records()).extracting(PublishedRecord::line).containsExactly(row + 1);
      assertThat(file.recordLines()).isEqualTo(1);
    }
    assertThat(isCodeTable("a.xlsx", table.xlsx())).isTrue();
    assertThat(isCodeTable("a.CSV", table.csv())).isTrue();
  }

  private static boolean isCodeTable(String file, byte[] bytes) {
    return CodeTableHeader.problem(file, bytes).isEmpty();
  }

  @Test
  void doesNotLookForAHeaderBelowTheSixtiethRow() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016, 61)
            .row("A0021", "0010", "3", Field.LONG_DESCRIPTION, "Ambulance");
    assertThat(isCodeTable("a.xlsx", table.xlsx())).isFalse();
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> CodeTableReader.read("a.xlsx", table.xlsx(), EDITION))
        .withMessage("a.xlsx: no sheet of it is a code table with the columns of CMS's")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.NO_RELEASE_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"19, false", "20, true"})
  void takesARowForAHeaderOnlyIfItNamesTwentyFields(int fields, boolean isHeader) {
    List<String> header = new ArrayList<>(CodeTable.OF_2016.subList(0, 1 + fields));
    header.addAll(List.of("ADD DT", "TERM DT"));
    assertThat(isCodeTable("a.xlsx", CodeTable.of(header).xlsx())).isEqualTo(isHeader);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HCPC", "LONG DESCRIPTION", "ADD DT", "TERM DT"})
  void takesNoTableThatLacksWhatValidityFollowsFrom(String name) {
    assertThat(problem("a.csv", CodeTable.of(renamed(name)).csv()))
        .isEqualTo("a.csv: it is no code file; of its columns these are missing: " + name);
  }

  @Test
  void tellsOfOtherColumnsThatAreMissing() {
    CodeTable table = CodeTable.of(renamed("COV")).row("A0021", "0010", "3", Field.ACTION, "N");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records()).hasSize(1);
      assertThat(file.findings())
          .extracting(Finding::severity, Finding::rule, Finding::observed)
          .containsExactly(
              tuple(Severity.ERROR, "layout-column", "COV"),
              tuple(Severity.WARNING, "layout-column", "Renamed"));
    }
  }

  private static List<String> renamed(String name) {
    return CodeTable.OF_2016.stream().map(each -> each.equals(name) ? "Renamed" : each).toList();
  }

  @Test
  void namesTheColumnsThatAreMissing() {
    assertThat(problem("a.csv", CodeTable.of(CodeTable.OF_2016.subList(0, 12)).csv()))
        .isEqualTo(
            "a.csv: it is no code file; of its columns these are missing: MCM1-3, STATUTE, LABCERT1-8,"
                + " XREF1-5, COV, ASC_GRP, ASC_DT, OPPS, OPPS_PI, OPPS_DT, PROCNOTE, BETOS, TOS1-5,"
                + " ANEST_BU, ADD DT, ACT EFF DT, TERM DT, ACTION CD");
    assertThat(problem("a.csv", CodeTable.of(CodeTable.OF_2016.subList(1, 48)).csv()))
        .isEqualTo("a.csv: it is no code file; of its columns these are missing: HCPC");
    assertThat(problem("a.csv", "name,street\nAnn,Main Street\n".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("a.csv: no row of it names the columns of a code file");
    assertThat(
            problem(
                "a.csv",
                new String(CodeTable.of(CodeTable.OF_2016).csv(), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_16)))
        .isEqualTo("a.csv: it is in UTF-16, which is not read; save it in UTF-8 or windows-1252");
  }

  private static String problem(String file, byte[] bytes) {
    return String.valueOf(CodeTableHeader.problem(file, bytes).orElseThrow().getMessage());
  }

  @Test
  void joinsTheRowsOfACodeWhereARowIsALine() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2012)
            .row("   A1", "00100", "7", Field.LONG_DESCRIPTION, "DRESSING ", Field.COVERAGE, "C")
            .row("   A1", "00200", "8", Field.LONG_DESCRIPTION, " FOR ONE ", Field.COVERAGE, "X")
            .row("   A1", "00300", "8", Field.LONG_DESCRIPTION, "WOUND")
            .row("A0021", "00100", "3", Field.LONG_DESCRIPTION, "AMBULANCE")
            .row("A0021", "00200", "4", Field.LONG_DESCRIPTION, "")
            .row("A0021", "00300", "4", Field.LONG_DESCRIPTION, "SERVICE");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records())
          .extracting(
              PublishedRecord::code,
              published -> published.record().kind(),
              published -> published.record().get(Field.LONG_DESCRIPTION),
              PublishedRecord::sequenceNumber,
              PublishedRecord::line)
          .containsExactly(
              tuple("A1", Kind.MODIFIER, "DRESSING FOR ONE WOUND", 100, 2),
              tuple("A0021", Kind.PROCEDURE, "AMBULANCE SERVICE", 100, 5));
      assertThat(file.records().get(0).record().get(Field.COVERAGE)).isEqualTo("C");
      assertThat(file.recordLines()).isEqualTo(6);
      assertThat(file.findings()).isEmpty();
    }
  }

  @Test
  void joinsTheStrayContinuationAmongRowsThatAreCodes() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016)
            .row("G0502", "0010", "3", Field.LONG_DESCRIPTION, "Initial", Field.ACTION, "N")
            .row("G0503", "0010", "3", Field.LONG_DESCRIPTION, "Subsequent", Field.ACTION, "D")
            .row("G0503", "0020", "4", Field.LONG_DESCRIPTION, "psychiatric care")
            .row("G0504", "0010", "3", Field.LONG_DESCRIPTION, "Other", Field.ACTION, "N");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records())
          .extracting(published -> published.record().get(Field.LONG_DESCRIPTION))
          .containsExactly("Initial", "Subsequent psychiatric care", "Other");
      assertThat(file.records().get(1).record().get(Field.ACTION)).isEqualTo("D");
      assertThat(file.recordLines()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'   A1', 7, A1, MODIFIER",
    "A1, 7, A1, MODIFIER",
    "A1, '', A1, MODIFIER",
    "A0021, 3, A0021, PROCEDURE",
    "'A0021 ', '', A0021, PROCEDURE"
  })
  void readsCodesWithAndWithoutBlanks(String cell, String ric, String code, Kind kind) {
    for (CodeFile file :
        allForms(
            CodeTable.of(CodeTable.OF_2016).row(cell, "0010", ric, Field.LONG_DESCRIPTION, "x"))) {
      assertThat(onlyRecord(file).code()).isEqualTo(code);
      assertThat(onlyRecord(file).kind()).isEqualTo(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0010, 100",
    "00100, 100",
    "0020, 200",
    "00150, 150",
    "9999, 99990",
    "'', 100",
    "x, 100",
    "000100, 100"
  })
  void readsSequenceNumbersOfFourAndFiveDigits(String text, int number) {
    assertThat(
            read(CodeTable.of(CodeTable.OF_2016).row("A0021", text, "3", Field.ACTION, "N"))
                .records())
        .extracting(PublishedRecord::sequenceNumber)
        .containsExactly(number);
  }

  @Test
  void readsHandTypedNumbers() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016)
            .row(
                "A0021",
                10,
                3,
                Field.LONG_DESCRIPTION,
                5,
                Field.PRICING_INDICATOR_1,
                51.0,
                Field.PRICING_INDICATOR_2,
                0,
                Field.ADDED_DATE,
                20250930.0,
                Field.ACTION_EFFECTIVE_DATE,
                45930,
                Field.ANESTHESIA_BASE_UNITS,
                0,
                Field.CROSS_REFERENCE_1,
                12345);
    for (CodeFile file : List.of(read(table), readXls(table))) {
      CodeRecord codeRecord = onlyRecord(file);
      assertThat(codeRecord.get(Field.LONG_DESCRIPTION)).isEqualTo("5");
      assertThat(codeRecord.get(Field.PRICING_INDICATOR_1)).isEqualTo("51");
      assertThat(codeRecord.get(Field.PRICING_INDICATOR_2)).isEqualTo("00");
      assertThat(codeRecord.get(Field.ADDED_DATE)).isEqualTo("2025-09-30");
      assertThat(codeRecord.get(Field.ACTION_EFFECTIVE_DATE)).isEqualTo("2025-09-30");
      assertThat(codeRecord.get(Field.ANESTHESIA_BASE_UNITS)).isEqualTo("0");
      assertThat(codeRecord.get(Field.CROSS_REFERENCE_1)).isEqualTo("12345");
      assertThat(file.records().get(0).sequenceNumber()).isEqualTo(100);
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.INFO,
                  "field-number-cell",
                  "A0021",
                  "pricing_indicator_2",
                  "a.xlsx",
                  2,
                  "0",
                  "00",
                  "the cell holds a number that lost its leading zeros"),
              new Finding(
                  Severity.INFO,
                  "field-number-cell",
                  "A0021",
                  "action_effective_date",
                  "a.xlsx",
                  2,
                  "45930",
                  "2025-09-30",
                  "the cell holds Excel's own date instead of YYYYMMDD"));
      assertThat(file.keptLines()).extracting(SourceLine::line).containsExactly(2);
    }
  }

  @Test
  void readsCodesAsNumbersWhereTheyAreNumbers() {
    Object[] row = new Object[] {12345, 10, 3};
    CodeFile file =
        read(
            CodeTable.of(CodeTable.OF_2016)
                .cells(row)
                .cells(22, 10, 7)
                .row("A0021", "0010", "3", Field.ACTION, "N"));
    assertThat(file.records())
        .extracting(PublishedRecord::code)
        .containsExactly("12345", "22", "A0021");
  }

  @Test
  void findsAFormulaErrorAndLeavesTheFieldUnreadable() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016)
            .row(
                "A0021",
                "0010",
                "3",
                Field.LONG_DESCRIPTION,
                NAME_ERROR,
                Field.SHORT_DESCRIPTION,
                "-hand held");
    for (CodeFile file : List.of(read(table), readXls(table))) {
      assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEmpty();
      assertThat(onlyRecord(file).get(Field.SHORT_DESCRIPTION)).isEqualTo("-hand held");
      assertThat(file.records().get(0).unreadable()).containsExactly(Field.LONG_DESCRIPTION);
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.ERROR,
                  "field-cell-error",
                  "A0021",
                  "long_description",
                  "a.xlsx",
                  2,
                  "#NAME?",
                  null,
                  "the cell holds an error instead of a value; it was left empty"));
      assertThat(file.keptLines()).containsExactly(raw(2, "A0021\t0010\t3\t#NAME?\t-hand held"));
    }
  }

  @Test
  void findsAFormulaErrorInAContinuation() {
    CodeFile file =
        read(
            CodeTable.of(CodeTable.OF_2012)
                .row(
                    "A0021",
                    "00100",
                    "3",
                    Field.LONG_DESCRIPTION,
                    "Ambulance",
                    Field.ADDED_DATE,
                    "?")
                .row("A0021", "00200", "4", Field.LONG_DESCRIPTION, NAME_ERROR)
                .row("A0021", "00300", "4", Field.LONG_DESCRIPTION, "per\tmile"));
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance per mile");
    assertThat(file.records().get(0).unreadable())
        .containsExactlyInAnyOrder(Field.LONG_DESCRIPTION, Field.ADDED_DATE);
    assertThat(file.findings())
        .extracting(Finding::rule, Finding::line, Finding::observed)
        .containsExactly(
            tuple("field-date", 2, "?"),
            tuple("field-cell-error", 3, "#NAME?"),
            tuple("field-control-character", 4, "per\tmile"));
    assertThat(file.keptLines()).extracting(SourceLine::line).containsExactly(2, 3, 4);
  }

  @Test
  void findsADateThatIsNone() {
    for (CodeFile file :
        allForms(
            CodeTable.of(CodeTable.OF_2016).row("A0021", "0010", "3", Field.ADDED_DATE, "2o18"))) {
      assertThat(file.records().get(0).unreadable()).containsExactly(Field.ADDED_DATE);
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.ERROR,
                  "field-date",
                  "A0021",
                  "added_date",
                  file.file(),
                  2,
                  "2o18",
                  "YYYYMMDD or blank",
                  "the field is no date; it was left empty and the raw line kept"));
    }
  }

  @Test
  void findsAColumnThatNoLayoutKnowsAndReadsTheOthers() {
    List<String> header = new ArrayList<>(CodeTable.OF_2016);
    header.add(" New Column ");
    header.add("");
    header.add("filler");
    CodeTable table =
        CodeTable.of(header, 3)
            .row("A0021", "0010", "3", Field.ACTION, "N")
            .row("A0022", "0010", "3");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records()).hasSize(2);
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.WARNING,
                  "layout-column",
                  null,
                  null,
                  file.file(),
                  3,
                  "New Column",
                  null,
                  "the table has a column that no layout knows, or a second one of a field; it was not loaded"));
    }
  }

  @Test
  void takesTheFirstColumnOfAFieldAndFindsTheOthers() {
    List<String> header = new ArrayList<>(CodeTable.OF_2016);
    header.addAll(List.of("Term Date", "Code", "Seq", "RIC"));
    CodeTable table =
        CodeTable.of(header).row("A0021", "0010", "3", Field.TERMINATION_DATE, "20181231");
    List<Object> cells = new ArrayList<>(table.rows().get(1));
    cells.set(header.size() - 4, "20151231");
    cells.set(header.size() - 3, "A0080");
    cells.set(header.size() - 2, "0020");
    cells.set(header.size() - 1, "4");
    CodeTable twice = CodeTable.of(header).cells(cells.toArray());
    for (CodeFile file : allForms(twice)) {
      assertThat(onlyRecord(file).code()).isEqualTo("A0021");
      assertThat(onlyRecord(file).get(Field.TERMINATION_DATE)).isEqualTo("2018-12-31");
      assertThat(file.findings())
          .extracting(Finding::rule, Finding::observed)
          .containsExactly(
              tuple("layout-column", "Term Date"),
              tuple("layout-column", "Code"),
              tuple("layout-column", "Seq"),
              tuple("layout-column", "RIC"));
    }
  }

  @Test
  void saysWhyNoRowOfACodeTableIsARecord() {
    CodeTable table = CodeTable.of(CodeTable.OF_2016).row("a0021", "0010", "3");
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> CodeTableReader.read("a.csv", table.csv(), EDITION))
        .withMessage(
            "a.csv: not one row of its code table is an HCPCS record; row 2: no code, or one that"
                + " its record identification code contradicts");
  }

  @Test
  void keepsARecordWithACellBehindTheLastColumnOfAWorkbook() {
    List<Object> cells = new ArrayList<>(List.of("A0021", "0010", "3", "Ambulance"));
    while (cells.size() < 50) {
      cells.add("");
    }
    cells.set(49, "a note");
    CodeTable table = CodeTable.of(CodeTable.OF_2016).cells(cells.toArray());
    for (CodeFile file : List.of(read(table), readXls(table))) {
      assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("Ambulance");
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.WARNING,
                  "record-extra-cell",
                  "A0021",
                  null,
                  "a.xlsx",
                  2,
                  "a note",
                  "blanks",
                  "a cell stands behind the last column of the table; it was not loaded"));
    }
  }

  @Test
  void rejectsARowOfCsvWithACellTooMany() {
    String row = "A0021,0010,3,Ambulance, unquoted" + ",".repeat(44);
    CodeFile file = csv(row, "A0022,0010,3,Ambulance unquoted" + ",".repeat(44));
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0022");
    assertThat(file.rejected())
        .extracting(RejectedLine::line, RejectedLine::reason)
        .containsExactly(tuple(2, "it has more cells than the table has columns"));
  }

  @Test
  void findsARowOfCsvWithACellTooFew() {
    CodeFile file = csv("A0021,0010,3,Ambulance" + ",".repeat(43), "A0022,0010,3" + ",".repeat(45));
    assertThat(file.records()).hasSize(2);
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "record-short-row",
                "A0021",
                null,
                "a.csv",
                2,
                "47 cells",
                "48 cells",
                "the row has fewer cells than the table has columns; the missing ones were left empty"));
    assertThat(file.keptLines()).extracting(SourceLine::line).containsExactly(2);
  }

  @Test
  void loadsTheFirstRecordOfACodeThatComesTwice() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016)
            .row("A0021", "0010", "3", Field.LONG_DESCRIPTION, "first")
            .row("A0022", "0010", "3", Field.LONG_DESCRIPTION, "other")
            .row("A0021", "0010", "3", Field.LONG_DESCRIPTION, "second");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records())
          .extracting(published -> published.record().get(Field.LONG_DESCRIPTION))
          .containsExactly("first", "other");
      assertThat(file.rejected())
          .containsExactly(
              new RejectedLine(
                  4,
                  StandardCharsets.UTF_8.encode("A0021\t0010\t3\tsecond"),
                  "A0021 is in the file already; the first record was loaded"));
      assertThat(file.findings())
          .containsExactly(
              new Finding(
                  Severity.ERROR,
                  "record-rejected",
                  null,
                  null,
                  file.file(),
                  4,
                  "A0021\t0010\t3\tsecond",
                  null,
                  "the row was not loaded: A0021 is in the file already; the first record was loaded"));
    }
  }

  @Test
  void keepsEveryRowOfASecondRecordOfACode() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2012)
            .row("A0021", "00100", "3", Field.LONG_DESCRIPTION, "first")
            .row("A0021", "00100", "3", Field.LONG_DESCRIPTION, "second")
            .row("A0021", "00200", "4", Field.LONG_DESCRIPTION, "and more");
    for (CodeFile file : allForms(table)) {
      assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("first");
      assertThat(file.rejected()).extracting(RejectedLine::line).containsExactly(3, 4);
      assertThat(file.rejected()).allMatch(RejectedLine::isDuplicate);
    }
  }

  static Stream<List<Object>> rowsWithoutARecord() {
    return Stream.of(
        List.of("", "0010", "3", "no code"),
        List.of("A002", "0010", "3", "a short code"),
        List.of("a0021", "0010", "3", "a small letter"),
        List.of("A0021", "0010", "7", "a modifier's identification"),
        List.of("   A1", "0010", "3", "a procedure's identification"),
        List.of("A0021", "0010", "5", "no identification"),
        List.of("A0021", "0010", "33", "two of them"),
        List.of("*End of file"));
  }

  @ParameterizedTest
  @MethodSource("rowsWithoutARecord")
  void rejectsARowThatIsNoRecord(List<Object> cells) {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016).cells(cells.toArray()).row("A0022", "0010", "3");
    for (CodeFile file : allForms(table)) {
      assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0022");
      assertThat(file.rejected())
          .extracting(RejectedLine::line, RejectedLine::reason)
          .containsExactly(
              tuple(2, "no code, or one that its record identification code contradicts"));
    }
  }

  @Test
  void rejectsAContinuationThatDoesNotFollowItsFirstRow() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2012)
            .row("A0020", "00200", "4", Field.LONG_DESCRIPTION, "lost")
            .row("A0021", "00100", "3", Field.LONG_DESCRIPTION, "first")
            .row("A0022", "00200", "4", Field.LONG_DESCRIPTION, "of another")
            .row("A0021", "00200", "4", Field.LONG_DESCRIPTION, "more");
    for (CodeFile file : allForms(table)) {
      assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("first more");
      assertThat(file.rejected())
          .extracting(RejectedLine::line, RejectedLine::reason)
          .containsExactly(
              tuple(2, "a continuation of A0020 that does not follow its first row"),
              tuple(4, "a continuation of A0022 that does not follow its first row"));
    }
  }

  @Test
  void cutsTheTextOfAFindingOnARejectedRow() {
    String forty = "x".repeat(40);
    assertThat(read(CodeTable.of(CodeTable.OF_2016).cells(forty).row("A1", "", "7")).findings())
        .extracting(Finding::observed)
        .containsExactly(forty);
    assertThat(
            read(CodeTable.of(CodeTable.OF_2016).cells(forty + "y").row("A1", "", "7")).findings())
        .extracting(Finding::observed)
        .containsExactly(forty + "…");
  }

  @Test
  void skipsBlankRows() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2016)
            .cells(" ", "")
            .row("A0021", "0010", "3")
            .cells("", "  ", "")
            .row("A0021", "0020", "4", Field.LONG_DESCRIPTION, "more");
    for (CodeFile file : allForms(table)) {
      assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("more");
      assertThat(file.rejected()).isEmpty();
    }
  }

  @Test
  void readsTheSheetThatIsTheTableWhereverItStands() {
    CodeTable table = CodeTable.of(CodeTable.OF_2016).row("A0021", "0010", "3");
    List<List<String>> other = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      other.add(List.of("A0022", "ADD", "other " + i));
    }
    byte[] workbook =
        Books.xlsx(
            book -> {
              Books.sheet(book, "Wrong first", other);
              Books.sheet(book, "HCPCS", table.rows());
              Books.sheet(book, "Wrong again", other);
            });
    CodeFile file = CodeTableReader.read("a.xlsx", workbook, EDITION);
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.rejected()).isEmpty();
    assertThat(file.findings()).isEmpty();
    assertThat(isCodeTable("a.xlsx", workbook)).isTrue();
  }

  @Test
  void findsAFurtherSheetThatIsACodeTable() {
    CodeTable empty = CodeTable.of(CodeTable.OF_2016);
    CodeTable first = CodeTable.of(CodeTable.OF_2016).row("A0021", "0010", "3");
    CodeTable second = CodeTable.of(CodeTable.OF_2016, 3).row("A0022", "0010", "3");
    byte[] workbook =
        Books.xlsx(
            book -> {
              Books.sheet(book, "Empty", empty.rows());
              Books.sheet(book, "First", first.rows());
              Books.sheet(book, "Second", second.rows());
            });
    CodeFile file = CodeTableReader.read("a.xlsx", workbook, EDITION);
    assertThat(file.records()).extracting(PublishedRecord::code).containsExactly("A0021");
    assertThat(file.findings())
        .containsExactly(
            new Finding(
                Severity.WARNING,
                "layout-sheet",
                null,
                null,
                "a.xlsx",
                3,
                "Second",
                null,
                "a further sheet of the workbook is a code table; it was not loaded"));
  }

  @Test
  void putsMarksRightThatACodePageTurned() {
    CodeTable table =
        CodeTable.of(CodeTable.OF_2012)
            .row("A0021", "00100", "3", Field.LONG_DESCRIPTION, "rxÆd")
            .row("A0021", "00200", "4", Field.LONG_DESCRIPTION, "the womanÆs");
    CodeFile file = CodeTableReader.read("a.xlsx", table.xlsx(), new Edition(2012, 1));
    assertThat(onlyRecord(file).get(Field.LONG_DESCRIPTION)).isEqualTo("rx’d the woman’s");
    assertThat(file.findings())
        .extracting(Finding::rule, Finding::line, Finding::observed, Finding::expected)
        .containsExactly(
            tuple("encoding-code-page", 2, "rxÆd", "rx’d"),
            tuple("encoding-code-page", 3, "the womanÆs", "the woman’s"));
    assertThat(onlyRecord(read(table)).get(Field.LONG_DESCRIPTION)).isEqualTo("rxÆd the womanÆs");
  }

  @Test
  void tellsTheCodeTableOfAReleaseFromItsOtherTables() {
    Map<String, byte[]> files = SampleWriter.files(SampleData.january());
    assertThat(files.entrySet())
        .filteredOn(file -> file.getKey().endsWith(".xlsx"))
        .allSatisfy(
            file ->
                assertThat(isCodeTable(file.getKey(), file.getValue()))
                    .as(file.getKey())
                    .isEqualTo(file.getKey().endsWith("_ANWEB_SAMPLE.xlsx")))
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HCPC,ACTION CD,SHORT DESCRIPTION,LONG DESCRIPTION",
        "HCPCS/Modifier Code,Type of Change",
        "CODE,ACTION,EFF DATE,SHORT DESC,LONG DESC,TOS ,BETOS,COV,PRICE,XREF CODE,ASC IND,ASC DATE,COMMENTS",
        "HCPCS,LONG DESCRIPTION,ADD DATE,TERM DATE",
        ""
      })
  void takesNoOtherHeaderForThatOfACodeTable(String header) {
    byte[] csv = (header + "\r\nA0021,x,y,z").getBytes(StandardCharsets.UTF_8);
    assertThat(isCodeTable("HCPC2019_ANWEB.csv", csv)).isFalse();
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> CodeTableReader.read("a.csv", csv, EDITION))
        .withMessage("a.csv: no sheet of it is a code table with the columns of CMS's");
  }

  @Test
  void takesNoUnreadableFileForACodeTable() {
    byte[] html = "<html>".getBytes(StandardCharsets.UTF_8);
    assertThat(isCodeTable("a.xlsx", html)).isFalse();
    assertThat(isCodeTable("a.csv", "\"a".getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A0021,\"never ends", "A0021,\"ends\" too early"})
  void refusesCsvWithWrongQuotes(String row) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> csv(row))
        .withMessageStartingWith("a.csv: not readable as CSV: ")
        .withMessageNotContaining("Exception")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @Test
  void readsCsvInEitherEncodingAndWithEitherLineEnd() {
    String text =
        String.join(
            "\r\n",
            String.join(",", CodeTable.OF_2016),
            "A0021,0010,3,\"Wheelchair’s, “seat”\"" + ",".repeat(44),
            "A0022,0010,3,x" + ",".repeat(44),
            "");
    CodeFile file = CodeTableReader.read("a.csv", text.getBytes(StandardCharsets.UTF_8), EDITION);
    assertThat(file.records().get(0).record().get(Field.LONG_DESCRIPTION))
        .isEqualTo("Wheelchair’s, “seat”");
    for (byte[] copy :
        List.of(
            text.getBytes(Charset.forName("windows-1252")),
            ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
            text.replace("\r", "").getBytes(StandardCharsets.UTF_8))) {
      assertThat(CodeTableReader.read("a.csv", copy, EDITION)).isEqualTo(file);
    }
  }

  private static CodeFile csv(String... rows) {
    String text = String.join(",", CodeTable.OF_2016) + "\r\n" + String.join("\r\n", rows);
    return CodeTableReader.read("a.csv", text.getBytes(StandardCharsets.UTF_8), EDITION);
  }

  private static CodeFile read(CodeTable table) {
    return CodeTableReader.read("a.xlsx", table.xlsx(), EDITION);
  }

  private static CodeFile readXls(CodeTable table) {
    return CodeTableReader.read("a.xlsx", table.xls(), EDITION);
  }

  private static List<CodeFile> allForms(CodeTable table) {
    return List.of(
        read(table), readXls(table), CodeTableReader.read("a.csv", table.csv(), EDITION));
  }

  private static CodeRecord onlyRecord(CodeFile file) {
    assertThat(file.records()).hasSize(1);
    return file.records().get(0).record();
  }

  private static SourceLine raw(int line, String text) {
    return new SourceLine(line, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
