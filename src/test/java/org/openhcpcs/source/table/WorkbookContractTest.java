package org.openhcpcs.source.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.RichTextString;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** Both readers of workbooks give the cells that POI's own model gives, for either format. */
class WorkbookContractTest {

  private static final SheetRow.CellType TEXT = SheetRow.CellType.TEXT;
  private static final SheetRow.CellType NUMBER = SheetRow.CellType.NUMBER;
  private static final SheetRow.CellType ERROR = SheetRow.CellType.ERROR;

  static Stream<Named<Consumer<Workbook>>> contents() {
    return Stream.of(
        Named.of("texts", WorkbookContractTest::texts),
        Named.of("rich text", WorkbookContractTest::richText),
        Named.of("numbers", WorkbookContractTest::numbers),
        Named.of("dates", WorkbookContractTest::dates),
        Named.of("booleans and errors", WorkbookContractTest::booleansAndErrors),
        Named.of("formulas", WorkbookContractTest::formulas),
        Named.of("gaps", WorkbookContractTest::gaps),
        Named.of("several sheets", WorkbookContractTest::severalSheets),
        Named.of("a blank sheet", workbook -> workbook.createSheet("Blank")));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void readsTheCellsOfAnXlsxAsPoiDoes(Consumer<Workbook> content) {
    assertReadAsByPoi(Books.xlsx(content));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void readsTheCellsOfAnXlsAsPoiDoes(Consumer<Workbook> content) {
    assertReadAsByPoi(Books.xls(content));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void readsTheSameCellsFromBothFormats(Consumer<Workbook> content) {
    RecordedSheets xlsx = RecordedSheets.of(Books.xlsx(content));
    RecordedSheets xls = RecordedSheets.of(Books.xls(content));
    assertThat(xls.cells()).isEqualTo(xlsx.cells());
    assertThat(xls.sheets()).isEqualTo(xlsx.sheets());
  }

  @Test
  void readsTheWorkbooksOfTheSampleAsPoiDoes() {
    Map<String, byte[]> files = SampleWriter.files(SampleData.january());
    List<byte[]> workbooks =
        files.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".xlsx"))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(workbooks).hasSize(4);
    workbooks.forEach(WorkbookContractTest::assertReadAsByPoi);
  }

  @Test
  void readsCellsThatOnlyOtherProgramsWriteAsPoiDoes() {
    String rows =
        """
        <row r="2">
          <c r="A2" t="inlineStr"><is><t>in </t><phoneticPr fontId="1"/></is></c>
          <c r="B2" t="inlineStr"><is><r><t>li</t></r><r><rPr/><t xml:space="preserve">ne </t></r></is></c>
          <c r="C2" t="str"><f>A1&amp;B1</f><v>a &amp; b</v></c>
          <c r="D2" t="e"><f>-x</f><v>#NAME?</v></c>
          <c r="E2"><v>4.3466E4</v></c>
          <c r="F2" t="n"><v>20250930.0</v></c>
          <c r="G2" t="b"><v>0</v></c>
          <c r="H2" s="0"/>
          <c r="AB2" t="s"><v>1</v></c>
        </row>
        <row r="5"><c r="A5"><v>0.5</v></c><c r="C5" t="s"><v>0</v></c></row>
        <row r="6"/>
        <row r="7"><c r="A7" t="str"><v>a_x000D_b_x0041_</v></c><c r="B7" t="s"><v>2</v></c></row>""";
    byte[] workbook =
        Books.ofSheet(
            out ->
                out.write(
                    ("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                            + rows
                            + "</sheetData></worksheet>")
                        .getBytes(StandardCharsets.UTF_8)),
            "<si><t/></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>"
                + "<si><t>_x005F_x0041_ and _x00e9_</t></si>");
    assertReadAsByPoi(workbook);
    assertThat(RecordedSheets.of(workbook).cells())
        .contains(
            new RecordedSheets.Cell("A", 2, 1, TEXT, "line "),
            new RecordedSheets.Cell("A", 2, 3, ERROR, "#NAME?"),
            new RecordedSheets.Cell("A", 2, 4, NUMBER, "43466"),
            new RecordedSheets.Cell("A", 2, 5, NUMBER, "20250930"),
            new RecordedSheets.Cell("A", 2, 6, TEXT, "FALSE"),
            new RecordedSheets.Cell("A", 2, 27, TEXT, "rich"),
            new RecordedSheets.Cell("A", 5, 0, NUMBER, "0.5"),
            new RecordedSheets.Cell("A", 7, 0, TEXT, "a\rbA"),
            new RecordedSheets.Cell("A", 7, 1, TEXT, "_x0041_ and é"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void takesNoNumberForADayThatCountsFrom1904(String format) {
    byte[] workbook =
        format.equals("xls")
            ? Books.xls(WorkbookContractTest::from1904)
            : Books.xlsx(WorkbookContractTest::from1904);
    assertThat(RecordedSheets.of(workbook).cells())
        .containsExactly(
            new RecordedSheets.Cell("A", 1, 0, TEXT, "35976"),
            new RecordedSheets.Cell("A", 1, 1, NUMBER, "20020701"),
            new RecordedSheets.Cell("A", 1, 2, NUMBER, "43"),
            new RecordedSheets.Cell("A", 1, 3, TEXT, "35976"));
  }

  private static void from1904(Workbook workbook) {
    if (workbook instanceof XSSFWorkbook xlsx) {
      xlsx.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
    } else {
      ((HSSFWorkbook) workbook)
          .getInternalWorkbook().getRecords().stream()
              .filter(DateWindow1904Record.class::isInstance)
              .forEach(each -> ((DateWindow1904Record) each).setWindowing((short) 1));
    }
    Books.sheet(workbook, "A", List.of(List.of(35976, 20020701, 43, "35976")));
  }

  @Test
  void countsRowsAndCellsThatDoNotSayWhereTheyAre() {
    byte[] workbook =
        Books.ofRows(
            "<row><c><v>1</v></c><c><v>2</v></c></row><row><c r=\"C2\"><v>3</v></c><c><v>4</v></c></row>");
    assertThat(RecordedSheets.of(workbook).cells())
        .containsExactly(
            new RecordedSheets.Cell("A", 1, 0, NUMBER, "1"),
            new RecordedSheets.Cell("A", 1, 1, NUMBER, "2"),
            new RecordedSheets.Cell("A", 2, 2, NUMBER, "3"),
            new RecordedSheets.Cell("A", 2, 3, NUMBER, "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void endsWhenItsSinkHadEnough(String format) {
    Consumer<Workbook> content =
        workbook -> {
          Books.sheet(workbook, "A", List.of(List.of("a"), List.of("b"), List.of("c")));
          Books.sheet(workbook, "B", List.of(List.of("d")));
        };
    List<String> heard = new ArrayList<>();
    WorkbookReader.read(
        "a",
        format.equals("xlsx") ? Books.xlsx(content) : Books.xls(content),
        new SheetSink() {
          @Override
          public void sheet(String name) {
            heard.add("sheet " + name);
          }

          @Override
          public boolean row(SheetRow row) {
            heard.add(row.text(0));
            return heard.size() < 3;
          }
        });
    assertThat(heard).containsExactly("sheet A", "a", "b");
  }

  @Test
  void readsHiddenSheetsLast() {
    byte[] bytes =
        Books.xlsx(
            workbook -> {
              for (String name : List.of("A", "B", "C")) {
                Books.sheet(workbook, name, List.of(List.of(name)));
              }
              workbook.setActiveSheet(2);
              workbook.setSheetHidden(0, true);
              workbook.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
            });
    assertThat(RecordedSheets.of(bytes).cells())
        .extracting(RecordedSheets.Cell::sheet)
        .containsExactly("C", "A", "B");
  }

  private static void texts(Workbook workbook) {
    Books.sheet(
        workbook,
        "Texts",
        List.of(
            List.of("A0021", "   A1", "0010", "20250930", "a  b ", " "),
            List.of("A0021", "’ “é” <&> \"'", "line 1\nline 2", "tab\there", "x".repeat(4501)),
            List.of("_x000", "_xyz", "true", "#NAME?", "1.0")));
    Row row = workbook.getSheetAt(0).createRow(4);
    row.createCell(0).setCellValue("");
    row.createCell(2).setCellValue("behind an empty text");
  }

  private static void richText(Workbook workbook) {
    Font bold = workbook.createFont();
    bold.setBold(true);
    RichTextString text = workbook.getCreationHelper().createRichTextString("partly bold text");
    text.applyFont(7, 11, bold);
    workbook.createSheet("Rich").createRow(0).createCell(3).setCellValue(text);
  }

  private static void numbers(Workbook workbook) {
    Books.sheet(
        workbook,
        "Numbers",
        List.of(
            List.of(20250930, 51, 0.5, 4.3466E4, 0, -1, 99999999, 1e15, 1e-7),
            List.of(0.1 + 0.2, 1.0 / 3, 100, 10, -0.0, 1234567.891, 1e21)));
  }

  private static void dates(Workbook workbook) {
    CellStyle date = workbook.createCellStyle();
    date.setDataFormat(workbook.getCreationHelper().createDataFormat().getFormat("m/d/yy"));
    Row row = workbook.createSheet("Dates").createRow(0);
    Cell day = row.createCell(0);
    day.setCellValue(LocalDate.of(2019, 1, 1));
    day.setCellStyle(date);
    Cell moment = row.createCell(1);
    moment.setCellValue(LocalDateTime.of(2019, 1, 1, 12, 0));
    moment.setCellStyle(date);
  }

  private static void booleansAndErrors(Workbook workbook) {
    Row row = workbook.createSheet("Others").createRow(2);
    row.createCell(0).setCellValue(true);
    row.createCell(1).setCellValue(false);
    int column = 2;
    for (FormulaError error :
        List.of(
            FormulaError.NAME,
            FormulaError.NA,
            FormulaError.REF,
            FormulaError.DIV0,
            FormulaError.VALUE,
            FormulaError.NULL,
            FormulaError.NUM)) {
      row.createCell(column++).setCellErrorValue(error.getCode());
    }
  }

  private static void formulas(Workbook workbook) {
    Row row = workbook.createSheet("Formulas").createRow(0);
    formula(row, 0).setCellValue("a text");
    formula(row, 1).setCellValue(20250930);
    formula(row, 2).setCellValue(true);
    formula(row, 3).setCellErrorValue(FormulaError.NAME.getCode());
    formula(row, 4).setCellValue("another");
    formula(row, 5).setCellValue(0.5);
    row.createCell(6).setCellValue("no formula");
  }

  private static Cell formula(Row row, int column) {
    Cell cell = row.createCell(column);
    cell.setCellFormula("1+1");
    return cell;
  }

  private static void gaps(Workbook workbook) {
    Sheet sheet = workbook.createSheet("Gaps");
    sheet.createRow(9).createCell(47).setCellValue("far");
    sheet.createRow(10);
    sheet.createRow(11).createCell(3).setBlank();
    Row row = sheet.createRow(500);
    row.createCell(255).setCellValue("last");
    row.createCell(2).setCellValue(3);
  }

  private static void severalSheets(Workbook workbook) {
    Books.sheet(workbook, "First", List.of(List.of("a"), List.of(), List.of("", "b")));
    workbook.createSheet("Empty between");
    Books.sheet(workbook, "Third <&>", List.of(List.of(1, "c")));
  }

  private static void assertReadAsByPoi(byte[] bytes) {
    RecordedSheets recorded = RecordedSheets.of(bytes);
    try (Workbook workbook = WorkbookFactory.create(new ByteArrayInputStream(bytes))) {
      List<String> sheets = new ArrayList<>();
      List<RecordedSheets.Cell> cells = new ArrayList<>();
      for (Sheet sheet : workbook) {
        sheets.add(sheet.getSheetName());
        sheet.forEach(row -> row.forEach(cell -> add(cells, cell)));
      }
      assertThat(recorded.sheets()).isEqualTo(sheets);
      assertThat(recorded.cells()).isEqualTo(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(List<RecordedSheets.Cell> cells, Cell cell) {
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    String text =
        switch (type) {
          case STRING -> cell.getStringCellValue();
          case NUMERIC -> number(cell.getNumericCellValue());
          case BOOLEAN -> cell.getBooleanCellValue() ? "TRUE" : "FALSE";
          case ERROR -> FormulaError.forInt(cell.getErrorCellValue()).getString();
          default -> "";
        };
    if (!text.isEmpty()) {
      cells.add(
          new RecordedSheets.Cell(
              cell.getSheet().getSheetName(),
              cell.getRowIndex() + 1,
              cell.getColumnIndex(),
              type == CellType.NUMERIC ? NUMBER : type == CellType.ERROR ? ERROR : TEXT,
              text));
    }
  }

  private static String number(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
