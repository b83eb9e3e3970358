package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.reference.Ndc;
import org.openhcpcs.database.TestDatabase;

/** NDC-HCPCS crosswalks and the RBCS: tables beside the code files, with editions of their own. */
@Tag("sql")
class ReferenceIT {

  private static final TestDatabase LOADED = LoadedSample.database();

  private static final String SECTION = "section 508 version of January 2008 ";
  private static final String ASP = SECTION + "ASP NDC-HCPCS Crosswalk 121907.csv";
  private static final String OPPS = SECTION + "OPPS NDC-HCPCS Crosswalk 121907.csv";
  private static final String NOC = SECTION + "NOC NDC-HCPCS Crosswalk 121907.csv";
  private static final String INTRODUCTION =
      "section 508 version of NDC-HCPCS Crosswalk Introduction Text 121907.csv";
  private static final String HEADER =
      "HCPCS Code,Short Description,LABELER NAME,NDC,Drug Name,HCPCS dosage,PKG SIZE,PKG QTY,BILLUNITS,BILLUNITSPKG\n";

  @TempDir private static Path folder;

  /** A database in which all of them are loaded, to be read only. */
  private static TestProgram references = TestProgram.with(LOADED, Path.of("unused"));

  @BeforeAll
  static void loadTheSample() throws IOException {
    LoadedSample.home(folder.resolve("home"));
    references = at(LoadedSample.database());
    String april = HEADER + "J4802,B,Lab,99999-4801-01,B,1 MG,1,1,1,1\n";
    references.print(
        "reference",
        "load",
        write("all/january-2008.zip", january()),
        write("all/RBCS_RY_2020.csv", sample("RBCS_RY_2020.csv")),
        write("all/RBCS_RY_2023.csv", sample("RBCS_RY_2023.csv")));
    references.print("reference", "load", write("all/April 2008 ASP crosswalk.csv", april));
  }

  private static TestProgram at(TestDatabase database) {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in =
        ReferenceIT.class.getResourceAsStream("/org/openhcpcs/reference/" + name)) {
      return in.readAllBytes();
    }
  }

  private static String write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content).toString();
  }

  private static String write(String name, String content) throws IOException {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** A zip as CMS packs it. */
  private static byte[] january() throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (String name : List.of(ASP, OPPS, NOC, INTRODUCTION)) {
      members.put(name, sample(name));
    }
    members.put("read me.docx", new byte[] {'P', 'K', 3, 4});
    return zip(members);
  }

  private static String csv(TestProgram program, String sql) {
    return program.print("sql", "--format", "csv", sql).replace("\r\n", "\n");
  }

  @Test
  void loadsAllTablesOfAZipAndDoesNothingTheSecondTime() throws IOException {
    TestDatabase database = LoadedSample.database();
    String zip = write("1/january-2008-ndc-hcpcs-crosswalk.zip", january());
    String rbcs = write("1/RBCS_RY_2023.csv", sample("RBCS_RY_2023.csv"));
    assertThat(at(database).run("reference", "load", zip, rbcs))
        .isEqualTo(
            new TestProgram.Result(
                0,
                """
                ndc-asp 2008-01 revision 1: 9 rows loaded, 3 rejected.
                ndc-noc 2008-01 revision 1: 1 rows loaded, 0 rejected.
                ndc-opps 2008-01 revision 1: 1 rows loaded, 0 rejected.
                rbcs 2023-01 revision 1: 4 rows loaded, 2 rejected.
                """,
                """
                hcpcs: note: %1$s line 18 was not loaded: it has more cells than the table has columns
                hcpcs: note: %1$s line 19 was not loaded: there is no code
                hcpcs: note: %1$s line 20 was not loaded: there is no NDC
                hcpcs: note: %1$s line 17: n/a in BILLUNITS is no number; it was left empty
                hcpcs: note: %1$s line 14: 08000-7763-0012 is no NDC; the row was kept without one
                hcpcs: note: RBCS_RY_2023.csv line 6 was not loaded: Z9 is no code
                hcpcs: note: RBCS_RY_2023.csv line 7 was not loaded: soon in RBCS_Analysis_Start_Dt is no date
                hcpcs: note: 1 of 8 codes are in no loaded edition: J9991; their rows were kept
                """
                    .formatted(ASP)));
    List<String> before = database.values("select r::text from hcpcs.reference_release r");
    assertThat(at(database).run("reference", "load", zip, rbcs))
        .isEqualTo(
            new TestProgram.Result(
                0,
                """
                ndc-asp 2008-01: nothing to do, %s is loaded as revision 1.
                ndc-noc 2008-01: nothing to do, %s is loaded as revision 1.
                ndc-opps 2008-01: nothing to do, %s is loaded as revision 1.
                rbcs 2023-01: nothing to do, RBCS_RY_2023.csv is loaded as revision 1.
                """
                    .formatted(ASP, NOC, OPPS),
                ""));
    assertThat(database.values("select r::text from hcpcs.reference_release r")).isEqualTo(before);
    assertThat(at(database).print("runs", "--last", "--format", "csv")).contains("nothing new");
    assertThat(at(database).print("reference", "--format", "csv").replace("\r\n", "\n"))
        .startsWith(
            "kind,edition,revision,prevails,published_on,rows_loaded,rows_rejected,loaded_at,file_name,archive_name,file_sha256\n"
                + "ndc-asp,2008-01,1,t,2007-12-19,9,3,")
        .containsPattern(
            "ndc-opps,2008-01,1,t,2007-12-19,1,0,[^,]+,[^,]+OPPS[^,]+,january-2008-ndc-hcpcs-crosswalk.zip,[0-9a-f]{64}\n")
        .containsPattern("rbcs,2023-01,1,t,2023-01-01,4,2,[^,]+,RBCS_RY_2023.csv,,[0-9a-f]{64}\n$");
    assertThat(at(database).print("reference")).contains("kind ", "RBCS_RY_2023.csv");
    assertThat(at(database).run("verify").exitCode()).isZero();
  }

  @Test
  void makesOtherBytesARevisionWhichPrevails() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram program = at(database);
    String first = write("2/" + OPPS, sample(OPPS));
    String other =
        write(
            "2/b/" + OPPS,
            new String(sample(OPPS), StandardCharsets.UTF_8).replace(",5,1,4,4", ",5,1,8,8"));
    String sql =
        "select edition, revision, bill_units_per_package from hcpcs.ndc_crosswalk_current where code = 'J4801'";
    program.print("reference", "load", first);
    assertThat(csv(program, sql)).endsWith("\n2008-01,1,4\n");
    assertThat(program.print("reference", "load", other))
        .isEqualTo("ndc-opps 2008-01 revision 2: 1 rows loaded, 0 rejected.\n");
    assertThat(csv(program, sql)).endsWith("\n2008-01,2,8\n");
    assertThat(
            csv(
                program,
                "select r.revision, x.bill_units from hcpcs.ndc_crosswalk x join hcpcs.reference_release r using (reference_id) order by 1"))
        .isEqualTo("revision,bill_units\n1,4\n2,8\n");
    assertThat(program.print("reference", "load", first))
        .isEqualTo(
            "ndc-opps 2008-01: nothing to do, %s is loaded as revision 1; revision 2 prevails.\n"
                .formatted(OPPS));
    assertThat(program.print("reference", "remove", "NDC-OPPS", "2008-01.2"))
        .isEqualTo("1 revision removed.\n");
    assertThat(csv(program, sql)).endsWith("\n2008-01,1,4\n");
    program.print("reference", "load", other);
    assertThat(program.print("reference", "remove", "ndc-opps", "2008-01"))
        .isEqualTo("2 revisions removed.\n");
    assertThat(database.values("select 1 from hcpcs.ndc_crosswalk")).isEmpty();
    assertThat(program.run("reference", "remove", "ndc-opps", "2008-01"))
        .isEqualTo(
            new TestProgram.Result(
                1, "", "hcpcs: ndc-opps 2008-01 is not loaded; see: hcpcs reference\n"));
    assertThat(program.run("reference", "remove", "ndc", "2008-01"))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: ndc: no kind of reference table; they are ndc-asp, ndc-opps, ndc-awp, ndc-noc, ndc-prep, rbcs, payment-limit\n"));
    assertThat(program.run("reference", "remove", "rbcs", "2008.1").exitCode()).isEqualTo(2);
  }

  /** The day stands in the name as MMDDYY, so that folders and shells list December last. */
  @Test
  void letsTheLatestPostingPrevailInAnyOrder() throws IOException {
    String december = SECTION + "ASP NDC-HCPCS Crosswalk 122107.csv";
    String january = SECTION + "ASP NDC-HCPCS Crosswalk 011508.csv";
    String row = "J4801,T,Lab,99990-4801-10,Taro,10 MG,5,10,4,";
    String older = write("10/" + december, HEADER + row + "40\n");
    String newer = write("10/" + january, HEADER + row + "44\n");
    String asked =
        "select revision, bill_units_per_package from hcpcs.codes_of_ndc('99990-4801-10', date '2008-02-01')";
    TestProgram program = at(LoadedSample.database());
    assertThat(program.print("reference", "load", newer, older))
        .isEqualTo(
            """
            ndc-asp 2008-01 revision 2: 1 rows loaded, 0 rejected.
            ndc-asp 2008-01 revision 1: 1 rows loaded, 0 rejected; revision 2 prevails.
            """);
    assertThat(csv(program, asked)).endsWith("\n2,44\n");

    TestProgram one = at(LoadedSample.database());
    one.print("reference", "load", newer);
    assertThat(one.print("reference", "load", "--dry-run", older))
        .isEqualTo(
            "ndc-asp 2008-01 revision 1: 1 rows would be loaded, 0 rejected; revision 2 prevails; nothing was written.\n");
    one.print("reference", "load", older);
    assertThat(csv(one, asked)).endsWith("\n2,44\n");
    assertThat(one.print("reference", "load", newer))
        .isEqualTo(
            "ndc-asp 2008-01: nothing to do, %s is loaded as revision 2.\n".formatted(january));
    one.print("reference", "remove", "ndc-asp", "2008-01.1");
    assertThat(csv(one, asked)).endsWith("\n1,44\n");

    TestProgram folder = at(LoadedSample.database());
    folder.print("reference", "load", ReferenceIT.folder.resolve("10").toString());
    assertThat(csv(folder, asked)).endsWith("\n2,44\n");
    assertThat(
            csv(
                folder,
                "select published_on, published_basis, cms_mark from hcpcs.reference_release order by revision"))
        .isEqualTo(
            "published_on,published_basis,cms_mark\n2007-12-21,name,name\n2008-01-15,name,name\n");
    assertThat(folder.run("verify").exitCode()).isZero();
  }

  @Test
  void letsNoListThatSomebodyCleanedPrevailOverTheFileOfCms() throws IOException {
    TestProgram program = at(LoadedSample.database());
    program.print("reference", "load", write("11/" + ASP, sample(ASP)));
    String cleaned = HEADER + "J4801,T,Lab,99999-4801-01,Taro,10 MG,5,1,4,99\n";
    assertThat(
            program.print(
                "reference",
                "load",
                write("11/January 2008 ASP crosswalk clean 033108.csv", cleaned)))
        .isEqualTo("ndc-asp 2008-01 revision 1: 1 rows loaded, 0 rejected; revision 2 prevails.\n");
    assertThat(
            csv(
                program,
                "select revision, bill_units_per_package from hcpcs.codes_of_ndc('99999-4801-01', date '2008-02-01')"))
        .endsWith("\n2,4\n");
  }

  /** The same bytes under two names: the one that states a day tells, whichever came first. */
  @Test
  void takesTheDayFromTheNameThatTellsMore() throws IOException {
    TestProgram program = at(LoadedSample.database());
    String row = "J4801,T,Lab,99999-4801-01,Taro,10 MG,5,1,4,4\n";
    String undated = write("12/January 2008 ASP.csv", HEADER + row);
    String dated = write("12/" + ASP, HEADER + row);
    String asked = "select file_name, published_on from hcpcs.reference_release";
    program.print("reference", "load", undated);
    assertThat(csv(program, asked)).endsWith("\nJanuary 2008 ASP.csv,2008-01-01\n");
    program.print("reference", "load", dated);
    assertThat(csv(program, asked)).endsWith("\n" + ASP + ",2007-12-19\n");
    program.print("reference", "load", undated);
    assertThat(csv(program, asked)).endsWith("\n" + ASP + ",2007-12-19\n");
  }

  @Test
  void keepsWhatCouldNotBeReadOfARowThatIsLoaded() throws IOException {
    TestProgram program = at(LoadedSample.database());
    String row = "J4801,T,Lab,99999-4801-01,Taro,10 MG,5,6,21.3125?,127.875\n";
    TestProgram.Result result =
        program.run("reference", "load", write("13/April 2024 ASP 032124.csv", HEADER + row));
    assertThat(result)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "ndc-asp 2024-04 revision 1: 1 rows loaded, 0 rejected.\n",
                "hcpcs: note: April 2024 ASP 032124.csv line 2: 21.3125? in BILLUNITS is no number; it was left empty\n"));
    assertThat(
            csv(
                program,
                "select bill_units, bill_units_per_package from hcpcs.ndc_crosswalk_current"))
        .endsWith("\n,127.875\n");
    assertThat(csv(program, "select line, raw from hcpcs.reference_unread"))
        .endsWith("\n2,21.3125?\n");
  }

  @Test
  void keepsNoDescriptorOfCptAnywhere() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram.Result result =
        at(database).run("reference", "load", write("3/" + ASP, sample(ASP)));
    assertThat(result.err()).doesNotContain("not ours");
    assertThat(database.content())
        .anyMatch(row -> row.contains("90999") && row.contains("Vaccarol"))
        .anyMatch(row -> row.contains("Tarovaline sodium injection"))
        .noneMatch(row -> row.contains("not ours"));
    assertThat(
            database.values(
                "select short_description is null from hcpcs.ndc_crosswalk where code = '90999'"))
        .containsExactly("t");
  }

  @Test
  void writesNothingInADryRun() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram program = at(database);
    program.print("reference", "load", write("4/" + OPPS, sample(OPPS)));
    List<String> before = database.content();
    Path both = folder.resolve("4/both");
    write("4/both/" + ASP, sample(ASP));
    write("4/both/" + OPPS, new String(sample(OPPS), StandardCharsets.UTF_8) + "\n\n");
    TestProgram.Result result = program.run("reference", "load", "--dry-run", both.toString());
    assertThat(result.out())
        .isEqualTo(
            """
            ndc-asp 2008-01 revision 1: 9 rows would be loaded, 3 rejected; nothing was written.
            ndc-opps 2008-01 revision 2: 1 rows would be loaded, 0 rejected; nothing was written.
            """);
    assertThat(result.err()).contains("line 19 was not loaded", "J9991");
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void takesTheEditionFromANameOrATitleOrTheUser() throws IOException {
    TestProgram program = at(LoadedSample.database());
    String row = "J4801,T,Lab,99999-4801-01,Taro,10 MG,5,1,4,4\n";
    String bare = write("5/crosswalk.csv", HEADER + row);
    assertThat(program.run("reference", "load", bare))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: %s: no name tells the edition; pass --edition YYYY-MM, the first month of the quarter\n"
                    .formatted(bare)));
    String rbcs = write("5/taxonomy.csv", sample("RBCS_RY_2020.csv"));
    assertThat(program.run("reference", "load", rbcs).err())
        .isEqualTo(
            "hcpcs: %s: no name tells the edition; pass --edition YYYY-MM, YYYY-01 for the release year YYYY\n"
                .formatted(rbcs));
    assertThat(program.print("reference", "load", bare, "--edition", "2008-04"))
        .startsWith("ndc-asp 2008-04 revision 1");
    assertThat(program.run("reference", "load", bare, "--edition", "2008-05").exitCode())
        .isEqualTo(2);
    String inFolder = write("5/2008-07/crosswalk.csv", HEADER + row);
    assertThat(program.print("reference", "load", inFolder)).startsWith("ndc-asp 2008-07");
    String titled =
        write(
            "5/table.csv", "Effective in April 2099\nOctober 2008 OPPS Crosswalk\n" + HEADER + row);
    assertThat(program.print("reference", "load", titled)).startsWith("ndc-opps 2008-10");
    String named = write("5/January 2009 AWP.csv", HEADER + row);
    TestProgram.Result other =
        program.run("reference", "load", named, "--edition", "2009-04", "--quiet");
    assertThat(other.out()).startsWith("ndc-awp 2009-04");
    assertThat(other.err()).isEmpty();
    assertThat(program.run("reference", "load", named, "--edition", "2009-07").err())
        .isEqualTo(
            "hcpcs: note: %s: the name states the edition 2009-01; it was taken for 2009-07, as --edition says\n"
                .formatted(named));
  }

  @Tag("once")
  @Test
  void takesTheCsvWhereAZipHasAWorkbookToo() throws IOException {
    TestDatabase database = LoadedSample.database();
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("January 2008 OPPS NDC-HCPCS Crosswalk 121907.xlsx", workbook(sample(OPPS)));
    members.put(
        OPPS,
        (new String(sample(OPPS), StandardCharsets.UTF_8)
                + "J4802,B,Lab,99999-4802-01,B,1 MG,1,1,1,1\n")
            .getBytes(StandardCharsets.UTF_8));
    TestProgram.Result result =
        at(database).run("reference", "load", write("6/crosswalks.zip", zip(members)));
    assertThat(result.out()).isEqualTo("ndc-opps 2008-01 revision 1: 2 rows loaded, 0 rejected.\n");
    assertThat(result.err())
        .isEqualTo(
            "hcpcs: note: crosswalks.zip: January 2008 OPPS NDC-HCPCS Crosswalk 121907.xlsx has 1 rows, %s 2; the CSV was loaded\n"
                .formatted(OPPS));
    String alone = write("6/January 2008 OPPS NDC.xlsx", workbook(sample(OPPS)));
    assertThat(at(database).print("reference", "load", alone))
        .isEqualTo("ndc-opps 2008-01 revision 2: 1 rows loaded, 0 rejected.\n");
    members.remove("January 2008 OPPS NDC-HCPCS Crosswalk 121907.xlsx");
    members.put("copy of " + OPPS, sample(OPPS));
    assertThat(at(database).run("reference", "load", write("6/two.zip", zip(members))))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: two.zip: both copy of %1$s and %1$s are ndc-opps 2008-01; name the file that you mean\n"
                    .formatted(OPPS)));
  }

  private static byte[] workbook(byte[] csv) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        CSVParser lines =
            CSVParser.parse(new String(csv, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      Sheet sheet = book.createSheet("OPPS");
      int number = 0;
      for (CSVRecord line : lines) {
        Row row = sheet.createRow(number++);
        for (int column = 0; column < line.size(); column++) {
          row.createCell(column).setCellValue(line.get(column));
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      book.write(out);
      return out.toByteArray();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9999-4805-01|J4805|asp|0.5",
        "09999480501|J4805|asp|0.5",
        "N409999480501|J4805|asp|0.5",
        "99998 4805 1|J4805|asp|",
        "99997-0001-01|90999|asp|10",
        "99998-0007-07||noc|1",
      })
  void findsTheCodesOfAnNdcInAnyForm(String ndc, String code, String list, String units) {
    String rows =
        csv(
            references,
            "select code, list, bill_units_per_package from hcpcs.codes_of_ndc('"
                + ndc
                + "', date '2008-03-31')");
    assertThat(rows)
        .isEqualTo(
            "code,list,bill_units_per_package\n%s,%s,%s\n"
                .formatted(code == null ? "" : code, list, units == null ? "" : units));
  }

  @Test
  void answersByTheCrosswalkInForceOnTheDay() {
    String sql = "select code, list, edition from hcpcs.codes_of_ndc('99999-4801-01', date '%s')";
    assertThat(csv(references, sql.formatted("2007-12-31"))).isEqualTo("code,list,edition\n");
    assertThat(csv(references, sql.formatted("2008-03-31")))
        .isEqualTo("code,list,edition\nJ4801,asp,2008-01\nJ4801,opps,2008-01\n");
    assertThat(csv(references, sql.formatted("2008-04-01")))
        .isEqualTo("code,list,edition\nJ4802,asp,2008-04\nJ4801,opps,2008-01\n");
    assertThat(csv(references, "select count(*) from hcpcs.codes_of_ndc('9999948010')"))
        .isEqualTo("count\n0\n");
  }

  @Test
  void assignsACodeByTheNewestRbcsOnTheDay() {
    String sql = "select rbcs_id, edition, valid_to from hcpcs.rbcs_of('s9372', %s)";
    String header = "rbcs_id,edition,valid_to\n";
    assertThat(csv(references, sql.formatted("date '2013-12-31'"))).isEqualTo(header);
    assertThat(csv(references, sql.formatted("date '2019-12-31'")))
        .isEqualTo(header + "RH001N,2023-01,2020-01-01\n");
    assertThat(csv(references, sql.formatted("date '2020-01-01'")))
        .isEqualTo(header + "OH002N,2023-01,\n");
    assertThat(csv(references, sql.formatted("null"))).isEqualTo(header);
    String ended = "select rbcs_id from hcpcs.rbcs_of('90999', date '%s')";
    assertThat(csv(references, ended.formatted("2021-12-31"))).isEqualTo("rbcs_id\nTX000N\n");
    assertThat(csv(references, ended.formatted("2022-01-01"))).isEqualTo("rbcs_id\n");
    assertThat(csv(references, "select code, rbcs_id from hcpcs.rbcs_current order by code"))
        .isEqualTo("code,rbcs_id\n90999,TX000N\nJ4801,RI000N\nS9372,OH002N\n");
  }

  @Test
  void readsAnNdcInTheDatabaseAsTheProgramDoes() throws IOException {
    List<String> forms =
        new String(sample("ndc.csv"), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(line -> line.substring(1, line.lastIndexOf('"')))
            .toList();
    assertThat(forms).hasSizeGreaterThan(30);
    assertThat(forms)
        .allSatisfy(
            form ->
                assertThat(LOADED.value("select hcpcs.ndc11(?)", form))
                    .as(form)
                    .isEqualTo(Ndc.elevenDigits(form).orElse(TestDatabase.NULL)));
  }

  @Test
  void standsOnTheCodePageAlsoOfACodeOfLevelOne() {
    assertThat(references.print("show", "J4801"))
        .isEqualTo(
            at(LOADED).print("show", "J4801")
                + """
                RBCS                        RI000N        Treatment, Injections (2023-01)
                NDCs, opps                  1             99999-4801-01 = 4 units (2008-01)
                """);
    assertThat(references.print("show", "90999"))
        .isEqualTo(
            """
            90999  (a Level I code (CPT); what reference tables say of it)

            RBCS                        TX000N        Tests, Made-up tests (2023-01)
            """);
    assertThat(references.print("show", "S9372"))
        .endsWith(
            "RBCS                        OH002N        Other, Home services, Infusion at home (2023-01)\n");
    assertThat(references.run("show", "90998").exitCode()).isEqualTo(1);
  }

  @Test
  void areLeftAloneByRollback() throws IOException {
    TestDatabase database = LoadedSample.database();
    TestProgram program = at(database);
    program.print("reference", "load", write("8/" + ASP, sample(ASP)));
    List<String> rows = database.values("select x::text from hcpcs.ndc_crosswalk x order by 1");
    program.print("rollback", "2008-04");
    program.print("rollback", "2008-01");
    assertThat(database.values("select x::text from hcpcs.ndc_crosswalk x order by 1"))
        .hasSize(9)
        .isEqualTo(rows);
    assertThat(program.run("verify").exitCode()).isZero();
  }

  @Tag("once")
  @Test
  void refusesOtherFilesInOneLineAndChangesNothing() throws IOException {
    List<String> before = LOADED.content();
    String no =
        ": no NDC-HCPCS crosswalk, payment file or RBCS, by the names of the columns; code files are loaded by: hcpcs load";
    String codes = "input/january-2008-alpha-numeric-hcpcs-file-sample.zip";
    refused(codes, codes + no);
    String text = write("9/notes.csv", "Dear colleague,\nplease find enclosed.\n");
    refused(text, text + no);
    String html = write("9/January 2008 ASP.csv", "<!DOCTYPE html><html></html>");
    refused(html, html + ": a web page instead of a table; download the file again");
    String page = write("9/january-2008.zip", "<!DOCTYPE html><html></html>");
    refused(page, page + ": not a complete zip file (zip END header not found); download it again");
    String empty = write("9/January 2008 OPPS.csv", "");
    refused(empty, empty + ": the file is empty; download it again");
    byte[] whole = january();
    String cut = write("9/cut.zip", Arrays.copyOf(whole, whole.length / 2));
    refused(cut, cut + ": not a complete zip file (zip END header not found); download it again");
    String bad = write("9/January 2008 AWP.csv", HEADER + "Total,,,,,,,,,\n");
    refused(
        bad,
        bad + ": of 1 rows 1 cannot be used, so nothing was changed; line 2: TOTAL is no code");
    refused(
        folder.resolve("9/gone.csv").toString(),
        folder.resolve("9/gone.csv")
            + ": no such file or folder; give a zip, a folder, a CSV file or a workbook");
    String none = Files.createDirectory(folder.resolve("9/none")).toString();
    refused(none, none + no);
    String good = write("9/ok/" + OPPS, sample(OPPS));
    assertThat(at(LOADED).run("reference", "load", good, bad).exitCode()).isEqualTo(1);
    assertThat(LOADED.content()).isEqualTo(before);
  }

  @Test
  void refusesAZipThatUnpacksToMoreThanAnyTable() throws IOException {
    Path bomb = folder.resolve("bomb-january-2008.zip");
    try (OutputStream out = Files.newOutputStream(bomb);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("ASP.csv"));
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 65; i++) {
        zip.write(megabyte);
      }
      zip.closeEntry();
    }
    refused(
        bomb.toString(),
        bomb + ": refused, \"ASP.csv\" unpacks to more than 64 MB; nothing of it was loaded");
  }

  private static void refused(String path, String message) {
    assertThat(at(LOADED).run("reference", "load", path))
        .isEqualTo(new TestProgram.Result(1, "", "hcpcs: " + message + "\n"));
  }
}
