package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;

/** The text of an edition and the workbook that should say the same. */
@Tag("sql")
class TwinIT {

  private static final String TEXT = "_ANWEB_SAMPLE.txt";
  private static final String WORKBOOK = "_ANWEB_SAMPLE.xlsx";
  private static final LocalDate DAY = LocalDate.of(2008, 3, 12);
  private static final String TWIN_FINDINGS =
      "select severity, rule, code, field, file, observed, expected from hcpcs.finding"
          + " where rule like 'twin-%' order by finding_id";

  private static final List<String> DIFFERENCE =
      List.of(
          "warning",
          "twin-difference",
          "L4801",
          "type_of_service_2",
          "HCPC2008_JAN_ANWEB_SAMPLE.xlsx",
          "S",
          "");

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private String zip(ReleaseFiles files) throws IOException {
    return files.zip(folder.resolve("april-2008.zip"), DAY).toString();
  }

  @Test
  void findsTheOneDifferenceOfTheSample() {
    program().print("load", "input");
    assertThat(database.rows(TWIN_FINDINGS)).containsExactly(DIFFERENCE);
    assertThat(
            database.values("select type_of_service_2 from hcpcs.code_record where code = 'L4801'"))
        .containsExactly(TestDatabase.NULL);
  }

  @Tag("once")
  @Test
  void takesTheValuesOfTheTwinWhereATabShiftsTheText() throws IOException {
    SampleRecord sample = SampleData.april().record("A3101");
    String shifted =
        zip(
            ReleaseFiles.of(SampleData.april())
                .edit(
                    TEXT,
                    text ->
                        text.lines()
                            .map(line -> line.startsWith("A3101001003") ? shift(line) : line)
                            .collect(Collectors.joining("\r\n", "", "\r\n"))));
    program().print("load", shifted);

    assertThat(
            database.rows(
                "select severity, rule, code, file, line, message from hcpcs.finding where rule = 'field-shifted'"))
        .containsExactly(
            List.of(
                "error",
                "field-shifted",
                "A3101",
                "HCPC2008_APR_ANWEB_SAMPLE.txt",
                "15",
                "a tab in position 22 shifts every later field; they were left empty"));
    assertThat(database.rows(TWIN_FINDINGS + " limit 2"))
        .containsExactly(
            taken("short_description", sample.get(Field.SHORT_DESCRIPTION)),
            taken("pricing_indicator_1", "35"));
    assertThat(database.values("select distinct rule from hcpcs.finding where rule like 'twin-%'"))
        .containsExactly("twin-taken");
    assertThat(
            database.value(
                "select convert_from(raw, 'WIN1252') from hcpcs_load.source_line where line = 15"))
        .startsWith("A3101001003Collection\tpouch");

    TestDatabase unharmed = TestServer.migrated();
    TestProgram.with(unharmed, folder.resolve("unharmed"))
        .print("load", "input/april-2008-alpha-numeric-hcpcs-file-sample.zip");
    String record =
        "select to_jsonb(r) - 'record_id' from hcpcs.code_record r where code = 'A3101'";
    assertThat(database.value(record)).isEqualTo(unharmed.value(record));
  }

  /** A tab takes the place of a blank of the description and of one behind it. */
  private static String shift(String line) {
    StringBuilder shifted = new StringBuilder(line).deleteCharAt(90);
    shifted.setCharAt(line.indexOf(' '), '\t');
    return shifted.toString();
  }

  private static List<String> taken(String field, String value) {
    return List.of(
        "warning",
        "twin-taken",
        "A3101",
        field,
        "HCPC2008_APR_ANWEB_SAMPLE.xlsx",
        value,
        TestDatabase.NULL);
  }

  @Tag("once")
  @Test
  void readsNoWorkbookWithNoTwins() throws IOException {
    ReleaseFiles april = ReleaseFiles.of(SampleData.april());
    program()
        .print(
            "load",
            "--no-twins",
            "input/january-2008-alpha-numeric-hcpcs-file-sample.zip",
            zip(april.with(april.name(WORKBOOK), "no workbook".getBytes(StandardCharsets.UTF_8))));
    assertThat(database.rows(TWIN_FINDINGS)).isEmpty();
    assertThat(database.values("select edition from hcpcs.release order by 1"))
        .containsExactly("2008-01", "2008-04");
  }

  @Tag("once")
  @Test
  void loadsTheTextWhoseTwinIsBroken() throws IOException {
    ReleaseFiles april = ReleaseFiles.of(SampleData.april());
    TestProgram.Result result =
        program()
            .run(
                "load",
                zip(
                    april.with(
                        april.name(WORKBOOK), "no workbook".getBytes(StandardCharsets.UTF_8))));
    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            """
            2008-04  loaded: 59 codes, 12 modifiers, 71 new records, 10 findings, 0 lines rejected; 4 corrections: 2 open, 1 contradicted, 1 merged  (april-2008.zip)
            hcpcs: warning: edition 2008-04: the twin could not be read: HCPC2008_APR_ANWEB_SAMPLE.xlsx: not an Excel workbook
            """);
    assertThat(
            database.rows(
                "select severity, code, file, message from hcpcs.finding where rule = 'twin-unreadable'"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.subList(0, 3))
                  .containsExactly("error", TestDatabase.NULL, "HCPC2008_APR_ANWEB_SAMPLE.xlsx");
              assertThat(row.get(3))
                  .startsWith("the twin could not be read: HCPC2008_APR_ANWEB_SAMPLE.xlsx: ");
            });
  }

  @Tag("once")
  @Test
  void comparesWithTheCodeTableAmongSeveralWorkbooks() throws IOException {
    ReleaseFiles january = ReleaseFiles.of(SampleData.january());
    Path release =
        january
            .with("HCPC2008_JAN_ANWEB_v2.xlsx", january.bytes("Corrections"))
            .zip(folder.resolve("january-2008.zip"), DAY);
    program().print("load", release.toString());
    assertThat(database.rows(TWIN_FINDINGS)).containsExactly(DIFFERENCE);
    assertThat(
            database.rows(
                "select severity, file, expected, message from hcpcs.finding where rule = 'release-candidate'"))
        .containsExactly(
            List.of(
                "info",
                "HCPC2008_JAN_ANWEB_v2.xlsx",
                "HCPC2008_JAN_ANWEB_SAMPLE.txt",
                "another code file of the release was passed over"));
  }

  @Test
  void findsTheDifferenceOfATwinThatComesLater() throws IOException {
    Path text = ReleaseFiles.of(SampleData.january()).only(TEXT).folder(folder.resolve("text"));
    program().print("load", text.toString());
    assertThat(database.rows(TWIN_FINDINGS)).isEmpty();
    String[] whole = {"load", "input/january-2008-alpha-numeric-hcpcs-file-sample.zip"};
    assertThat(program().print(whole)).isEqualTo("1 with the content of a loaded revision.\n");
    assertThat(database.rows(TWIN_FINDINGS)).containsExactly(DIFFERENCE);
    TestDatabase atOnce = TestServer.migrated();
    TestProgram.with(atOnce, folder.resolve("at-once")).print(whole);
    assertThat(database.published()).isEqualTo(atOnce.published());
  }
}
