package org.openhcpcs.source.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.CodeTable;
import org.openhcpcs.source.table.Books;

class ReferenceReaderTest {

  private static final String HEADER =
      "_2023_CODE,Short Description,LABELER NAME,NDC2,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG\n";
  private static final String ROW = "J4801,Tarovaline,Lab,99999-4801-01,Taro,10 MG,5,1,4,4\n";
  private static final String RBCS =
      "HCPCS_Cd,RBCS_ID,RBCS_Cat,RBCS_Cat_Desc,RBCS_Cat_Subcat,RBCS_Subcat_Desc,RBCS_FamNumb,RBCS_Family_Desc,"
          + "RBCS_Major_Ind,HCPCS_Cd_Add_Dt,HCPCS_Cd_End_Dt,RBCS_Assignment_Eff_Dt,RBCS_Assignment_End_Dt\n";

  private static byte[] sample(String name) throws IOException {
    try (InputStream in =
        ReferenceReaderTest.class.getResourceAsStream("/org/openhcpcs/reference/" + name)) {
      return in.readAllBytes();
    }
  }

  private static ReferenceTable read(byte[] bytes) {
    return ReferenceReader.read("a.csv", bytes).orElseThrow();
  }

  private static ReferenceTable read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<ReferenceColumn, Object> first(ReferenceTable table) {
    return table.lines().get(0).values();
  }

  /** What each line has in a column; null for nothing. */
  private static Stream<Object> column(ReferenceTable table, ReferenceColumn column) {
    return table.lines().stream().map(line -> line.values().get(column));
  }

  /** A row by its columns and their values in turn. */
  private static Map<ReferenceColumn, Object> row(Object... values) {
    Map<ReferenceColumn, Object> row = new EnumMap<>(ReferenceColumn.class);
    for (int i = 0; i < values.length; i += 2) {
      row.put((ReferenceColumn) values[i], values[i + 1]);
    }
    return row;
  }

  private static List<String> reasons(ReferenceTable table) {
    return table.rejected().stream().map(row -> row.number() + " " + row.reason()).toList();
  }

  private static List<String> unread(ReferenceTable table) {
    return table.unread().stream()
        .map(cell -> cell.number() + " " + cell.reason() + " <" + cell.raw() + ">")
        .toList();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  @Test
  void readsACrosswalkBelowItsTitles() throws IOException {
    ReferenceTable table =
        read(sample("section 508 version of January 2008 ASP NDC-HCPCS Crosswalk 121907.csv"));
    assertThat(table.form()).isEqualTo(ReferenceTable.ReferenceForm.CROSSWALK);
    assertThat(table.titles().get(0))
        .isEqualTo("January 2008 ASP NDC - HCPCS Crosswalk (made up for tests)");
    assertThat(table.lines()).hasSize(9);
    assertThat(table.lines().get(0))
        .isEqualTo(
            new ReferenceTable.ReferenceLine(
                9,
                row(
                    ReferenceColumn.CODE, "J4801",
                    ReferenceColumn.SHORT_DESCRIPTION, "Tarovaline sodium injection",
                    ReferenceColumn.NDC, "99999480101",
                    ReferenceColumn.PRODUCT_NUMBER, "99999-4801-01",
                    ReferenceColumn.LABELER, "Löwe & Sons, Inc.",
                    ReferenceColumn.DRUG_NAME, "TaroV®",
                    ReferenceColumn.DOSAGE, "10 MG",
                    ReferenceColumn.PACKAGE_SIZE, number("5"),
                    ReferenceColumn.PACKAGE_QUANTITY, number("1"),
                    ReferenceColumn.BILL_UNITS, number("4"),
                    ReferenceColumn.BILL_UNITS_PER_PACKAGE, number("4"))));
    assertThat(table.lines().stream().map(ReferenceTable.ReferenceLine::number))
        .containsExactly(9, 10, 11, 12, 13, 14, 15, 16, 17);
    assertThat(column(table, ReferenceColumn.NDC))
        .containsExactly(
            "99999480101",
            "99999480110",
            "99998048002",
            "09999480501",
            "99998480501",
            null,
            "99997000101",
            "99998999101",
            "99998480630");
    assertThat(column(table, ReferenceColumn.BILL_UNITS_PER_PACKAGE))
        .containsExactly(
            number("4"),
            number("4E+1"),
            number("1E+3"),
            number("0.5"),
            null,
            number("3"),
            number("1E+1"),
            number("1"),
            number("3E+1"));
    assertThat(table.notes()).isEmpty();
  }

  @Test
  void keepsWhatCannotBeUsedWithoutDescriptorsOfOthers() throws IOException {
    ReferenceTable table =
        read(sample("section 508 version of January 2008 ASP NDC-HCPCS Crosswalk 121907.csv"));
    assertThat(table.rejected())
        .containsExactly(
            new ReferenceTable.Rejected(
                18, "it has more cells than the table has columns", "90998"),
            new ReferenceTable.Rejected(19, "there is no code", ""),
            new ReferenceTable.Rejected(
                20,
                "there is no NDC",
                "J4804\tOrvasterol injection 1 mcg\tExample Biologics\t\tOrva\t1 MCG\t1\t1\t1\t1"));
    assertThat(unread(table))
        .containsExactly("17 n/a in BILLUNITS is no number; it was left empty <n/a>");
    assertThat(table.toString()).doesNotContain("not ours");
  }

  /** As in CMS's file of April 2024. */
  @Test
  void leavesACellEmptyThatIsNoNumber() {
    ReferenceTable table = read(HEADER + ROW.replace(",4,4\n", ",21.3125?,127.875\n"));
    assertThat(first(table).get(ReferenceColumn.BILL_UNITS)).isNull();
    assertThat(first(table).get(ReferenceColumn.BILL_UNITS_PER_PACKAGE))
        .isEqualTo(number("127.875"));
    assertThat(first(table).get(ReferenceColumn.PACKAGE_SIZE)).isEqualTo(number("5"));
    assertThat(table.rejected()).isEmpty();
    assertThat(unread(table))
        .containsExactly("2 21.3125? in BILLUNITS is no number; it was left empty <21.3125?>");
  }

  /** A comma that is not quoted, behind the NDC and before it. */
  @Test
  void leavesEmptyWhatACellTooManyMoved() {
    ReferenceTable table =
        read(
            HEADER
                + ROW.replace(",Taro,", ",Taro, sodium,")
                + ROW.replace("J4801", "90999").replace(",Taro,", ",Taro, sodium,")
                + ROW.replace("Tarovaline", "Tarovaline, sodium"));
    assertThat(table.lines()).hasSize(2);
    Map<ReferenceColumn, Object> listing = first(table);
    assertThat(listing)
        .isEqualTo(
            row(
                ReferenceColumn.CODE, "J4801",
                ReferenceColumn.SHORT_DESCRIPTION, "Tarovaline",
                ReferenceColumn.NDC, "99999480101",
                ReferenceColumn.PRODUCT_NUMBER, "99999-4801-01",
                ReferenceColumn.LABELER, "Lab"));
    assertThat(unread(table))
        .containsExactly(
            "2 it has more cells than the table has columns; those behind the NDC were left empty"
                + " <Taro\t sodium\t10 MG\t5\t1\t4\t4>",
            "3 it has more cells than the table has columns; those behind the NDC were left empty <>");
    assertThat(reasons(table)).containsExactly("4 it has more cells than the table has columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"90999", "0001U", "1234F", "0042T", "D0120"})
  void keepsTheCodeAndDropsADescriptorThatIsNotPublic(String code) {
    Map<ReferenceColumn, Object> listing = first(read(HEADER + ROW.replace("J4801", code)));
    assertThat(listing.get(ReferenceColumn.CODE)).isEqualTo(code);
    assertThat(listing.get(ReferenceColumn.SHORT_DESCRIPTION)).isNull();
    assertThat(listing.get(ReferenceColumn.DRUG_NAME)).isEqualTo("Taro");
    assertThat(first(read(HEADER + ROW)).get(ReferenceColumn.SHORT_DESCRIPTION))
        .isEqualTo("Tarovaline");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HCPCS Code,Short Description,Labeler Name,NDC,Drug Name,HCPCS Dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG",
        " hcpcs_code ,SHORT_DESCRIPTOR,LABELER,NDC or ALTERNATE ID,DRUG_NAME,Dosage,Package Size,Package Quantity,Bill Units,Bill_Units_Pkg",
        "_2016_Code,Short Descr,Manufacturer,11-Digit National Drug Code (NDC) or Alternate ID,Drug Name,HCPCS Code Dosage,Pkg Size,Pkg Qty,Billable Units,Billable Units Per 11-Digit NDC",
      })
  void findsTheColumnsByTheNamesThatTheyHaveHad(String header) {
    ReferenceTable table = read(header.replace("Short Descr,", "Short Description,") + "\n" + ROW);
    assertThat(first(table)).isEqualTo(first(read(HEADER + ROW)));
    assertThat(table.notes()).isEmpty();
  }

  @Test
  void findsColumnsInAnyOrderAndSaysWhichItDoesNotKnow() {
    ReferenceTable table =
        read("NDC,Price,BILLUNITSPKG,HCPCS Code,NDC\n99999-4801-01,7,4,j4801,1\n");
    Map<ReferenceColumn, Object> listing = first(table);
    assertThat(listing.get(ReferenceColumn.CODE)).isEqualTo("J4801");
    assertThat(listing.get(ReferenceColumn.PRODUCT_NUMBER)).isEqualTo("99999-4801-01");
    assertThat(table.notes())
        .containsExactly(
            "a.csv line 1: no layout knows the column Price, or it stands there twice; it was not loaded",
            "a.csv line 1: no layout knows the column NDC, or it stands there twice; it was not loaded");
  }

  @Test
  void saysWhichCodesOfAPaymentFileHaveSeveralLimits() {
    String lines = "J4801,1.25\nJ4802,2\nJ4801,1.50\nJ4802,2\nJ4801,1.25\nJ4803,\n";
    ReferenceTable table = read("HCPCS Code,Payment Limit\n" + lines);
    assertThat(table.lines()).hasSize(6);
    assertThat(table.notes())
        .containsExactly(
            "a.csv: the lines of a code say different things, the last line counts: J4801 in lines [2, 4]");
  }

  @Test
  void keepsEachCellInOneLine() {
    ReferenceTable table =
        read(
            HEADER.replace("PKG SIZE", "\"PKG\nSIZE\"")
                + ROW.replace("Taro,", "\"Ta\u001b[2Jro\nvaline\",")
                + ROW.replace(",5,", ",\"5\n6\","));
    assertThat(first(table).get(ReferenceColumn.DRUG_NAME)).isEqualTo("Ta [2Jro valine");
    assertThat(unread(table))
        .containsExactly("6 5 6 in PKG SIZE is no number; it was left empty <5 6>");
  }

  @Test
  void readsTheListOfDrugsWithoutACode() throws IOException {
    ReferenceTable table =
        read(sample("section 508 version of January 2008 NOC NDC-HCPCS Crosswalk 121907.csv"));
    assertThat(table.form()).isEqualTo(ReferenceTable.ReferenceForm.CROSSWALK_WITHOUT_CODES);
    Map<ReferenceColumn, Object> listing = first(table);
    assertThat(listing.get(ReferenceColumn.CODE)).isNull();
    assertThat(listing.get(ReferenceColumn.GENERIC_NAME)).isEqualTo("Newdrugamide");
    assertThat(listing.get(ReferenceColumn.DOSAGE)).isEqualTo("1 MG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void readsBothEncodingsAndAByteOrderMark(String charset) {
    String text = HEADER + ROW.replace("Lab", "Löwe®");
    assertThat(first(read(text.getBytes(Charset.forName(charset)))).get(ReferenceColumn.LABELER))
        .isEqualTo("Löwe®");
    assertThat(first(read("\ufeff" + HEADER + ROW)).get(ReferenceColumn.CODE)).isEqualTo("J4801");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,000.50|1000.5",
        ".5|0.5",
        "0.0|0",
        " 7 |7",
        "007|7",
      })
  void readsNumbers(String text, BigDecimal value) {
    assertThat(
            first(read(HEADER + ROW.replace(",5,1,4,4", ",\"" + text + "\",1,4,4")))
                .get(ReferenceColumn.PACKAGE_SIZE))
        .isEqualTo(value.stripTrailingZeros());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "1,00",
        "0,500",
        "1e3",
        "1.",
        ".",
        "5 ml",
        "123456789012345678901",
        "#N/A",
        "١"
      })
  void takesNoNumberFromWhatIsNone(String text) {
    ReferenceTable table = read(HEADER + ROW.replace(",5,1,4,4", ",\"" + text + "\",1,4,4"));
    assertThat(unread(table))
        .containsExactly(
            "2 " + text + " in PKG SIZE is no number; it was left empty <" + text + ">");
    assertThat(first(table).get(ReferenceColumn.PACKAGE_SIZE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"J480", "J48011", "JJ801", "Total"})
  void refusesARowWhoseCodeIsNone(String code) {
    ReferenceTable table = read(HEADER + ROW + ROW.replace("J4801", code));
    assertThat(table.rejected())
        .containsExactly(
            new ReferenceTable.Rejected(3, code.toUpperCase(Locale.ROOT) + " is no code", code));
  }

  @Test
  void readsTheFirstTableOfAWorkbook() {
    List<List<Object>> rows =
        List.of(
            List.of("January 2023 ASP NDC - HCPCS Crosswalk"),
            List.of(),
            List.<Object>of((Object[]) HEADER.strip().split(",")),
            List.of("J4801", "Tarovaline", "Lab", "99999-4801-01", "Taro", "10 MG", 5, 1.0, 4, 4),
            List.of(90999, "not ours", "Lab", 99999480102.0, "Taro", "10 MG", 0.5, 1, 4, 4, "x"),
            List.of(
                "J4802",
                "B",
                "Lab",
                "99999-4801-03",
                "T",
                "1 MG",
                new Books.Failed(FormulaError.NA),
                1,
                4,
                4));
    for (byte[] bytes :
        List.of(Books.xlsx(book -> sheets(book, rows)), Books.xls(book -> sheets(book, rows)))) {
      ReferenceTable table = ReferenceReader.read("a.xls", bytes).orElseThrow();
      assertThat(table.titles()).containsExactly("January 2023 ASP NDC - HCPCS Crosswalk");
      assertThat(first(table)).isEqualTo(first(read(HEADER + ROW)));
      Map<ReferenceColumn, Object> second = table.lines().get(1).values();
      assertThat(second.get(ReferenceColumn.CODE)).isEqualTo("90999");
      assertThat(second.get(ReferenceColumn.SHORT_DESCRIPTION)).isNull();
      assertThat(second.get(ReferenceColumn.NDC)).isEqualTo("99999480102");
      assertThat(second.get(ReferenceColumn.PACKAGE_SIZE)).isEqualTo(number("0.5"));
      assertThat(table.lines()).hasSize(3);
      assertThat(unread(table))
          .containsExactly("6 #N/A in PKG SIZE is no number; it was left empty <#N/A>");
      assertThat(table.notes())
          .containsExactly(
              "a.xls line 5: cells behind the last column were not loaded, here and below",
              "a.xls line 3: the sheet Again holds a table too; only the first was loaded");
    }
  }

  private static void sheets(Workbook book, List<List<Object>> rows) {
    Books.sheet(book, "Notes", List.of(List.of("nothing here")));
    Books.sheet(book, "ASP", rows);
    Books.sheet(book, "Again", rows);
  }

  @Test
  void readsTheRbcsOfLaterYears() throws IOException {
    ReferenceTable table = read(sample("RBCS_RY_2023.csv"));
    assertThat(table.form()).isEqualTo(ReferenceTable.ReferenceForm.RBCS);
    assertThat(table.lines().get(1))
        .isEqualTo(
            new ReferenceTable.ReferenceLine(
                3,
                row(
                    ReferenceColumn.CODE, "S9372",
                    ReferenceColumn.RBCS_ID, "RH001N",
                    ReferenceColumn.CATEGORY, "R",
                    ReferenceColumn.CATEGORY_DESCRIPTION, "Treatment",
                    ReferenceColumn.SUBCATEGORY, "RH",
                    ReferenceColumn.SUBCATEGORY_DESCRIPTION, "Home therapy",
                    ReferenceColumn.FAMILY, "001",
                    ReferenceColumn.FAMILY_DESCRIPTION, "Anticoagulation at home",
                    ReferenceColumn.MAJOR_INDICATOR, "N",
                    ReferenceColumn.CODE_ADDED_DATE, LocalDate.of(2002, 1, 1),
                    ReferenceColumn.VALID_FROM, LocalDate.of(2014, 1, 1),
                    ReferenceColumn.VALID_TO, LocalDate.of(2020, 1, 1),
                    ReferenceColumn.IS_LATEST, false,
                    ReferenceColumn.FIRST_RELEASE_YEAR, 2020,
                    ReferenceColumn.ALTERNATE_METHOD, "0",
                    ReferenceColumn.WAS_REASSIGNED, true)));
    assertThat(table.lines()).hasSize(4);
    assertThat(reasons(table))
        .containsExactly("6 Z9 is no code", "7 soon in RBCS_Analysis_Start_Dt is no date");
    assertThat(table.notes()).isEmpty();
  }

  @Test
  void readsTheRbcsOfEarlierYears() throws IOException {
    ReferenceTable table = read(sample("RBCS_RY_2020.csv"));
    assertThat(table.lines().stream().map(ReferenceTable.ReferenceLine::values))
        .containsExactly(
            row(
                ReferenceColumn.CODE, "S9372",
                ReferenceColumn.RBCS_ID, "RH001N",
                ReferenceColumn.CATEGORY, "R",
                ReferenceColumn.CATEGORY_DESCRIPTION, "Treatment",
                ReferenceColumn.SUBCATEGORY, "RH",
                ReferenceColumn.SUBCATEGORY_DESCRIPTION, "Home therapy",
                ReferenceColumn.FAMILY, "001",
                ReferenceColumn.FAMILY_DESCRIPTION, "Anticoagulation at home",
                ReferenceColumn.MAJOR_INDICATOR, "N",
                ReferenceColumn.CODE_ADDED_DATE, LocalDate.of(2002, 1, 1),
                ReferenceColumn.VALID_FROM, LocalDate.of(2014, 1, 1)));
  }

  @Test
  void readsDatesInAllTheirFormsAndExcelsOwn() {
    String row = "J4801,RI000N,R,,,,,,,2008-01-01,12/31/9999,20080101,1/31/2008\n";
    Map<ReferenceColumn, Object> assignment = first(read(RBCS + row));
    assertThat(assignment.get(ReferenceColumn.CODE_ADDED_DATE)).isEqualTo(LocalDate.of(2008, 1, 1));
    assertThat(assignment.get(ReferenceColumn.CODE_END_DATE)).isNull();
    assertThat(assignment.get(ReferenceColumn.VALID_FROM)).isEqualTo(LocalDate.of(2008, 1, 1));
    assertThat(assignment.get(ReferenceColumn.VALID_TO)).isEqualTo(LocalDate.of(2008, 2, 1));
    byte[] book =
        Books.xlsx(
            workbook ->
                Books.sheet(
                    workbook,
                    "RBCS",
                    List.of(
                        List.<Object>of((Object[]) RBCS.strip().split(",")),
                        List.of(
                            "J4801", "RI000N", "R", "", "", "", "", "", "", 39448, "", 39448,
                            39478))));
    assertThat(ReferenceReader.read("a.xlsx", book).orElseThrow().lines())
        .extracting(ReferenceTable.ReferenceLine::values)
        .first()
        .extracting(
            each -> each.get(ReferenceColumn.CODE), each -> each.get(ReferenceColumn.VALID_TO))
        .containsExactly("J4801", LocalDate.of(2008, 2, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J4801,,R,,,,,,,,,,|there is no RBCS id",
        ",RI000N,R,,,,,,,,,,|there is no code",
        "J4801,RI000N,R,,,,,,,2008-02-30,,,|2008-02-30 in HCPCS_Cd_Add_Dt is no date",
        "J4801,RI000N,R,,,,,,,,,,,,x|it has more cells than the table has columns",
      })
  void saysWhyARowOfTheRbcsCannotBeUsed(String row, String reason) {
    assertThat(reasons(read(RBCS + row + "\n"))).containsExactly("2 " + reason);
  }

  @Test
  void refusesFlagsAndYearsThatAreNone() {
    String header = "HCPCS_Cd,RBCS_Id,RBCS_Cat,RBCS_Latest_Assignment,First_RBCS_Release_Year\n";
    assertThat(reasons(read(header + "J4801,RI000N,R,yes,2020\nJ4801,RI000N,R,1,20\n")))
        .containsExactly(
            "2 yes in RBCS_Latest_Assignment is neither 1 nor 0",
            "3 20 in First_RBCS_Release_Year is no year");
  }

  @Test
  void findsNoTableInOtherFiles() throws IOException {
    assertThat(
            ReferenceReader.read(
                "a.csv",
                sample("section 508 version of NDC-HCPCS Crosswalk Introduction Text 121907.csv")))
        .isEmpty();
    assertThat(ReferenceReader.read("a.csv", CodeTable.of(CodeTable.OF_2016, 0).csv())).isEmpty();
    assertThat(
            ReferenceReader.read(
                "a.csv", "x\n".repeat(60).concat(HEADER).getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|a.csv: the file is empty; download it again",
        "` \\n`|a.csv: the file is empty; download it again",
        "<!DOCTYPE html><html>|a.csv: a web page instead of a table; download the file again",
        "`\\n <HTML lang=en>`|a.csv: a web page instead of a table; download the file again",
        "HC\\0P|a.csv: neither CSV nor an Excel workbook",
        "H\\0C\\0P|a.csv: it is in UTF-16, which is not read; save it in UTF-8 or windows-1252",
        "PK-------------|a.csv: the workbook cannot be read: .*",
      })
  void refusesWhatIsNoTableInOneLine(String text, String message) {
    byte[] bytes = text.replace("\\n", "\n").replace("\\0", "\0").getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> ReferenceReader.read("a.csv", bytes))
        .satisfies(
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_UNREADABLE);
              assertThat(e.getMessage()).matches(message);
            });
  }

  @Test
  void refusesQuotesThatDoNotEnd() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(HEADER + "J4801,\"Tarovaline\n"))
        .withMessageStartingWith("a.csv: not readable as CSV: ");
  }
}
