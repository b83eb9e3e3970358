package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.database.TestDatabase;

/** What one unit is, how many to bill, and what Medicare pays: by made-up files of CMS's form. */
@Tag("sql")
class DrugIT {

  private static final String CROSSWALK =
      """
      HCPCS Code,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG
      J4801,T,Lab,99999-4801-10,Taro,10 MG,5,10,4,40
      J4802,T,Lab,036000291452,Bel,1 MG,1,1,20,20
      J4804,T,Lab,99999-4804-01,Orva,1 MCG,,,,
      """;

  private static final String HEADER =
      """
      Payment Allowance Limits for Medicare Part B Drugs,,,,,,,,,,,
      ,,,,,,,,,,,
      "Effective April 1, 2008 through June 30, 2008",,,,,,,,,,,
      ,,,,,,,,,,,
      HCPCS Code,Short Description,HCPCS Code Dosage,Payment Limit,Co-insurance Percentage,Vaccine AWP%,Vaccine Limit,Blood AWP%,Blood limit,Clotting Factor,Notes,
      """;

  private static final String ROWS =
      """
      J4801,Tarovaline,10 MG,5.126,20.000,,,,,,Added April 2008,
      J4802,Belmicept,0.5 MG,N/A,20.000,95,31.500,,,,"microgram 100% AWP = $202.82
      microgram 100% WAC = $169.02",
      J4804,Orvasterol,1 MCG,"1,075.300",18.5?,,,95,12.1,1,,
      90999,Vaccarol not ours,0.5 ML,31.5,20.000,95,31.5,,,,,
      D0999,Dental not ours,1 EA,1,20.000,,,,,,,
      """;

  private static final String ORIGINAL =
      "section 508 version of April 2008 ASP Pricing File 032008.csv";

  @TempDir private static Path folder;

  /** A database in which a crosswalk and two postings of a payment file are loaded. */
  private static final TestDatabase LOADED = LoadedSample.database();

  private static TestProgram drugs = TestProgram.with(LOADED, Path.of("unused"));
  private static TestProgram.Result restated = new TestProgram.Result(0, "", "");

  @BeforeAll
  static void loadTheFiles() throws IOException {
    LoadedSample.home(folder.resolve("home"));
    drugs = TestProgram.with(LOADED, folder.resolve("home"));
    String original = write(ORIGINAL, HEADER + ROWS);
    String later =
        write(
            "section 508 verision of APR 2008 Medicare Part B Payment Limit File 061508.csv",
            HEADER + ROWS.replace("5.126", "5.5").replaceFirst("J4804.*\n", ""));
    drugs.print(
        "reference", "load", write("April 2008 ASP NDC-HCPCS Crosswalk 032008.csv", CROSSWALK));
    restated = drugs.run("reference", "load", later, original);
  }

  private static String write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content).toString();
  }

  private static String csv(String sql) {
    return csv(drugs, sql);
  }

  private static String csv(TestProgram program, String sql) {
    String all = program.print("sql", "--format", "csv", sql).replace("\r\n", "\n");
    return all.substring(all.indexOf('\n') + 1);
  }

  @Test
  void readsWhatAnOlderProgramLoadedWhenTheSchemaIsBroughtUpToDate() {
    TestDatabase old = LoadedSample.database();
    old.execute(
        "update hcpcs.code_record set unit_reading = null; delete from hcpcs.unit_reading;"
            + " delete from hcpcs.unit_of_measure; delete from hcpcs_load.unit_rule;"
            + " update hcpcs_load.schema_state set fingerprint = ''");
    TestProgram.with(old, folder.resolve("home")).print("db", "migrate");
    String units = "select count(*) from hcpcs.code_unit";
    assertThat(old.value(units)).isEqualTo(LOADED.value(units)).isNotEqualTo("0");
  }

  @Test
  void letsTheLaterPostingOfAPaymentFilePrevailInAnyOrder() {
    assertThat(restated.out())
        .isEqualTo(
            """
            payment-limit 2008-04 revision 2: 2 rows loaded, 0 rejected.
            payment-limit 2008-04 revision 1: 3 rows loaded, 0 rejected; revision 2 prevails.
            """);
    assertThat(restated.err())
        .contains(ORIGINAL + ": 2 rows of Level I and dental codes were left out\n")
        .contains(" line 9: 18.5? in Co-insurance Percentage is no number; it was left empty\n");
    assertThat(csv("select payment_limit from hcpcs.payment_limit_of('j4801', '2008-06-30')"))
        .isEqualTo("5.5\n");
    assertThat(
            csv(
                "select payment_limit, revision, published_on from hcpcs.payment_limit_of('J4801', '2008-06-30', '2008-06-14')"))
        .isEqualTo("5.126,1,2008-03-20\n");
  }

  @Test
  void keepsEveryCellOfAPaymentFileButNoDescriptorOfOthers() {
    assertThat(
            csv(
                "select code, dosage, payment_limit, coinsurance_percentage, vaccine_awp_percentage, vaccine_limit, blood_awp_percentage,"
                    + " blood_limit, clotting_factor, replace(notes, chr(10), '|'), source from hcpcs.payment_limit where revision = 1 order by code"))
        .isEqualTo(
            """
            J4801,10 MG,5.126,20,,,,,,Added April 2008,"%1$s, line 6"
            J4802,0.5 MG,,20,95,31.5,,,,microgram 100%% AWP = $202.82 microgram 100%% WAC = $169.02,"%1$s, line 8"
            J4804,1 MCG,1075.3,,,,95,12.1,1,,"%1$s, line 9"
            """
                .formatted(ORIGINAL));
    assertThat(LOADED.content()).noneMatch(row -> row.contains("not ours"));
    assertThat(csv("select rows_left_out from hcpcs.reference_release where rows_left_out > 0"))
        .isEqualTo("2\n2\n");
  }

  /** A limit holds for its quarter, and a posting that leaves a code out says nothing of it. */
  @ParameterizedTest
  @CsvSource({
    "J4801, 2008-03-31, 2026-01-01",
    "J4801, 2008-07-01, 2026-01-01",
    "J4801, 2008-04-01, 2008-03-19",
    "J4804, 2008-04-01, 2026-01-01",
    "J4899, 2008-04-01, 2026-01-01",
  })
  void hasNoLimitWhereNoFileSaysOne(String code, String day, String known) {
    assertThat(
            csv(
                "select * from hcpcs.payment_limit_of('%s', '%s', '%s')"
                    .formatted(code, day, known)))
        .isEmpty();
  }

  @Tag("once")
  @Test
  void readsPaymentFilesOfZipsAndWorkbooks() throws IOException {
    TestProgram program = TestProgram.with(LoadedSample.database(), folder.resolve("home"));
    ByteArrayOutputStream workbook = new ByteArrayOutputStream();
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      Sheet sheet = book.createSheet("limits");
      sheet
          .createRow(2)
          .createCell(0)
          .setCellValue("Effective January 1, 2008 through March 31, 2008");
      Row header = sheet.createRow(8);
      header.createCell(0).setCellValue("HCPCS Code");
      header.createCell(1).setCellValue("HCPCS Code Dosage");
      header.createCell(2).setCellValue("Payment Limit");
      Row row = sheet.createRow(9);
      row.createCell(0).setCellValue("J4801");
      row.createCell(1).setCellValue("10 MG");
      row.createCell(2).setCellValue(5.126);
      book.write(workbook);
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("limits.xlsx"));
      out.write(workbook.toByteArray());
      out.closeEntry();
    }
    assertThat(
            program.print(
                "reference",
                "load",
                write("january-2008-asp-pricing-file-01-15-2008.zip", zip.toByteArray())))
        .isEqualTo("payment-limit 2008-01 revision 1: 1 rows loaded, 0 rejected.\n");
    assertThat(csv(program, "select edition, payment_limit, published_on from hcpcs.payment_limit"))
        .isEqualTo("2008-01,5.126,2008-01-15\n");
    assertThat(program.run("verify").exitCode()).isZero();
  }

  @Tag("once")
  @Test
  void takesReferenceTablesFromTheDropFolderAndTellsOfThoseItCannotRead() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram program = TestProgram.with(database, folder.resolve("home"));
    write("drop/" + ORIGINAL, HEADER + ROWS);
    String bad = write("drop/July 2008 ASP Pricing File.csv", "no table");
    String[] preview = {
      "refresh", "--offline", "--input", folder.resolve("drop").toString(), "--dry-run"
    };
    String[] refresh = Arrays.copyOf(preview, 4);
    assertThat(program.run(preview).out())
        .contains("2008-04  new ", " damaged  ", "New: 2008-04. hcpcs refresh loads it.\n");
    TestProgram.Result result = program.run(refresh);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).startsWith("Reference tables payment-limit 2008-04; failed: " + bad);
    assertThat(csv(program, "select count(*) from hcpcs.payment_limit")).isEqualTo("3\n");
    Files.delete(Path.of(bad));
    assertThat(program.run(refresh).out()).isEqualTo("Nothing new.\n");
    assertThat(program.run(preview).exitCode()).isEqualTo(10);
  }

  @Test
  void readsTheUnitsOfADatabaseThatAnOlderProgramLoaded() {
    TestDatabase database = LoadedSample.database();
    String all = "select u::text from hcpcs.code_unit u order by 1";
    List<String> before = database.values(all);
    assertThat(before).isNotEmpty();
    database.execute("update hcpcs_load.unit_rule set version = 0");
    database.execute("update hcpcs.code_record set unit_reading = null where code <> 'J4801'");
    TestProgram.with(database, folder.resolve("home")).print("load", "input");
    assertThat(database.values(all)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "J4801|20 mg|-|2,2,,10,mg|20 mg at 10 mg a unit",
        "j4801|0.025 g|-|3,2.5,,10,mg|0.025 g at 10 mg a unit is 2.5, rounded up",
        "J4801|1,000 mcg|-|1,0.1,,10,mg|1000 mcg at 10 mg a unit is 0.1, rounded up",
        "J4801|.3 Grams|-|30,30,,10,mg|0.3 Grams at 10 mg a unit",
        "J4801|25 mg|99999-4801-10|3,2.5,1,10,mg|25 mg at 10 mg a unit is 2.5, rounded up; 1 of 99999-4801-10, 4 units each by the crosswalk (asp 2008-04), 1 units discarded (JW)",
        "J4801|80 mg|99999480110|8,8,0,10,mg|80 mg at 10 mg a unit; 2 of 99999480110, 4 units each by the crosswalk (asp 2008-04), nothing discarded (JZ)",
        "J4802|9 mg|00036000291452|18,18,2,0.5,mg|9 mg at 0.5 mg a unit; 1 of 00036000291452, 20 units each by the crosswalk (asp 2008-04), 2 units discarded (JW)",
        "J4804|1 mcg|99999-4804-01|1,1,,1,mcg|1 mcg at 1 mcg a unit; the crosswalk (asp 2008-04) does not say how many units 99999-4804-01 holds",
        "J4801|10 mg|99999-4802-01|1,1,,10,mg|10 mg at 10 mg a unit; the crosswalks in force on 2008-06-01 do not list 99999-4802-01 for J4801, so nothing is known of the package",
      })
  void saysHowManyUnitsToBill(
      String code, String dose, @Nullable String ndc, String numbers, String reason) {
    assertThat(units(code, dose, "2008-06-01", ndc)).isEqualTo(numbers + "," + quoted(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "J4801|5 ml|2008-06-01|10,mg|a unit of J4801 is 10 mg (\"10 mg\"), and nothing converts ml into mg",
        "J4801|0 mg|2008-06-01|10,mg|the dose is no number above zero",
        "J4801|-1 mg|2008-06-01|10,mg|the dose is no number above zero",
        "J4801|1 dram|2008-06-01|10,mg|dram is no unit that is known; they are in hcpcs.unit_of_measure",
        "J4801|1 mg|1970-01-01|,|J4801 is not billed, not yet valid on 1970-01-01: ",
        "J4805X|1 mg|2008-06-01|,|J4805X is not billed, unknown on 2008-06-01: ",
        "S7401|1 day|2008-06-01|,|the description of S7401 does not say one quantity that a unit stands for: ",
        "T3101|1 visit|2008-01-01|1,visit|a unit of T3101 is one visit, however much it holds (\"per visit\"): no amount gives the number of units",
        "V5801|1 pair|2008-06-01|1,lens|a unit of V5801 is 1 lens (\"per lens\"), and nothing converts pair into lens",
      })
  void refusesWithAReason(String code, String dose, String day, String per, String reason) {
    assertThat(units(code, dose, day, null).replace("\"\"", "\""))
        .startsWith(",,," + per + ",")
        .contains(reason);
  }

  private static String units(String code, String dose, String day, @Nullable String ndc) {
    String[] arguments = {"units", code, "--dose", dose, "--on", day, "--format", "csv"};
    String[] all = arguments;
    if (ndc != null) {
      all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "--ndc";
      all[arguments.length + 1] = ndc;
    }
    TestProgram.Result result = drugs.run(all);
    assertThat(result.exitCode()).isZero();
    String[] lines = result.out().replace("\r\n", "\n").split("\n", 2);
    assertThat(lines[0]).isEqualTo("units,exact,discarded,per_amount,per_unit,reason");
    return lines[1].strip();
  }

  private static String quoted(String text) {
    return text.contains(",") ? "\"" + text + "\"" : text;
  }

  @Test
  void refusesADoseWithoutAUnitAsWrongUsage() {
    assertThat(drugs.run("units", "J4801", "--dose", "0,500 mg").exitCode()).isEqualTo(2);
    assertThat(drugs.run("units", "J4801", "--dose", "10"))
        .isEqualTo(
            new TestProgram.Result(
                2, "", "hcpcs: --dose 10: no dose; give a number and its unit, such as \"1 g\"\n"));
  }

  @Test
  void findsWhereADosageIsNotWhatTheDescriptionSays() {
    assertThat(
            csv(
                "select rule, code, line, expected, message from hcpcs.finding where rule like 'unit-%'"))
        .isEqualTo(
            "unit-dosage,J4802,3,1 MG,\"a unit is 0.5 mg, where the file states the dosage 1 MG\"\n");
  }

  @Test
  void showsTheUnitAndWhatMedicarePays() {
    assertThat(drugs.print("show", "J4801"))
        .contains("One unit is                 10 mg\n")
        .contains(
            "Payment limit               $5.5          per 10 MG; patients pay 20 %; Added April 2008 (2008-04)");
    assertThat(drugs.print("show", "J4801", "--format", "json"))
        .contains("\"unit_amount\" : 10", "\"unit\" : \"mg\"", "\"unit_basis\" : \"exact\"");
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/org/openhcpcs/reference/gtin.csv",
      numLinesToSkip = 1,
      ignoreLeadingAndTrailingWhitespace = false)
  void readsAGtinInTheDatabaseAsTheProgramDoes(String written, String digits) {
    assertThat(LOADED.value("select hcpcs.gtin14('" + (written == null ? "" : written) + "')"))
        .isEqualTo(digits == null ? TestDatabase.NULL : digits);
  }

  @Test
  void findsAGtinByItsUpc() {
    assertThat(csv("select code from hcpcs.codes_of_ndc('00036000291452', '2008-06-01')"))
        .isEqualTo("J4802\n");
  }

  @Test
  void judgesTheUnitsOfClaimLinesByTheCrosswalkOfTheQuarter() throws IOException {
    String claims =
        write(
            "claims.csv",
            """
            code,date,units,ndc
            J4801,2008-06-01,80,99999-4801-10
            J4801,2008-06-01,8,99999-4801-10
            J4801,2008-07-01,80,99999-4801-10
            """);
    assertThat(drugs.print("-q", "check", claims, "--format", "csv").replace("\r\n", "\n"))
        .contains("units_reason\n")
        .containsPattern("2008-06-01,80,99999-4801-10,valid,.*,\n")
        .contains(
            ",\"no whole packages: 99999-4801-10 holds 40 units (asp 2008-04); they are 2 of its items, 4 units each\"\n")
        .contains(",not judged: no crosswalk of the quarter of 2008-07-01 is loaded\n");
  }
}
