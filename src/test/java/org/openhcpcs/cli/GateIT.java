package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.source.CodeLine;

/** What is kept out of the database: files that nobody should trust, and codes of others. */
class GateIT {

  private static final String SECRET = "Zqxj descriptor of others";
  private static final ReleaseFiles APRIL = ReleaseFiles.of(SampleData.april());

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, ReleaseFiles.WINDOWS_1252);
  }

  @Test
  void publishesNoFileOfWhichHalfTheLinesAreGarbage() throws IOException {
    program().print("load", "input");
    List<String> before = database.published();
    List<String> april = APRIL.text("_ANWEB_SAMPLE.txt").lines().toList();
    List<String> lines = new ArrayList<>(april.subList(0, 1));
    for (String line : april.subList(1, april.size())) {
      lines.add(line);
      lines.add(new StringBuilder(line).reverse().toString().strip().replaceAll("[0-9]", "#"));
    }
    Path file = write("HCPC2008_JUL_ANWEB.txt", String.join("\r\n", lines));
    String reason = "102 of 204 lines could not be loaded, at most 5 may (limit 5 or 1%)";
    String why = "hcpcs: edition 2008-07 was not published: " + reason;
    String accept = "; to publish all the same: --accept rejects\n";
    TestProgram.Result refused =
        new TestProgram.Result(
            3,
            "1 refused.\n",
            "2008-07  refused: "
                + reason
                + "  (HCPC2008_JUL_ANWEB.txt)\n"
                + why
                + "; to look: hcpcs staged"
                + accept);
    assertThat(program().run("load", file.toString())).isEqualTo(refused);
    assertThat(program().run("load", "--dry-run", file.toString()))
        .isEqualTo(
            new TestProgram.Result(
                3,
                "1 would be refused.\n",
                "2008-07  would be refused: "
                    + reason
                    + "  (HCPC2008_JUL_ANWEB.txt)\n"
                    + why
                    + accept));
    assertThat(program().run("load", "--accept", "layout", file.toString())).isEqualTo(refused);
    assertThat(
            database.values(
                "select distinct (line is not null)::text || gate from hcpcs_load.gate_evidence"))
        .containsExactly("truerejects");
    assertThat(database.published()).isEqualTo(before);
    assertThat(
            database.rows(
                "select outcome, left(error, 30) from hcpcs_load.run order by run_id desc limit 1"))
        .containsExactly(List.of("refused", "GATE_REFUSED: edition 2008-07 "));

    assertThat(program().print("load", "--accept", "rejects", file.toString()))
        .isEqualTo("1 loaded.\n");
    assertThat(
            database.rows(
                "select codes, modifiers, rejected from hcpcs.release where edition = '2008-07'"))
        .containsExactly(List.of("59", "12", "102"));
    assertThat(
            database.value(
                "select count(*) from hcpcs_load.rejected_line where reason like 'no %'"))
        .isNotEqualTo("0");
  }

  @Test
  void allowsAFewDamagedLines() throws IOException {
    String few =
        APRIL.text("_ANWEB_SAMPLE.txt")
            + Stream.generate(() -> "damaged\r\n").limit(5).collect(Collectors.joining());
    assertThat(program().print("load", write("HCPC2008_APR_ANWEB.txt", few).toString()))
        .isEqualTo("1 loaded.\n");
    assertThat(
            program().run("load", write("HCPC2008_JUL_ANWEB.txt", few + "damaged\r\n").toString()))
        .extracting(TestProgram.Result::exitCode)
        .isEqualTo(3);
  }

  @Test
  void keepsTheCodesOfOthersOutOfEveryTableOfAText() throws IOException {
    List<String> foreign =
        List.of(
            CodeLine.modifier("25", SECRET).text(),
            CodeLine.modifierMore("25", SECRET).text(),
            CodeLine.modifier("8P", SECRET).text(),
            CodeLine.procedure("99213", SECRET).with(Field.ADDED_DATE, "2OO10101").text(),
            CodeLine.procedureMore("99213", SECRET).text(),
            CodeLine.procedure("0001F", SECRET).with(Field.PRICING_INDICATOR_1, "88").text(),
            CodeLine.procedure("D0120", "\t" + SECRET).text(),
            CodeLine.procedure("99213", SECRET).text(),
            CodeLine.procedureMore("99214", SECRET).text(),
            CodeLine.procedure("99215", SECRET).at(6, "001O0").text(),
            CodeLine.procedure("99216", SECRET).at(11, "X").text());
    assertKeepsOut(
        write(
            "HCPC2008_APR_ANWEB.txt",
            APRIL.text("_ANWEB_SAMPLE.txt") + String.join("\r\n", foreign) + "\r\n"));
    assertThat(
            database.rows(
                "select rule, code, message from hcpcs.finding where rule like 'level-%' order by code"))
        .containsExactly(
            level("one", "0001F", "Level I (CPT)"),
            level("one", "25", "Level I (CPT)"),
            level("one", "8P", "Level I (CPT)"),
            level("one", "99213", "Level I (CPT)"),
            level("dental", "D0120", "dental (CDT)"));
  }

  private static List<String> level(String rule, String code, String what) {
    return List.of(
        "level-" + rule,
        code,
        "a " + what + " code stands in a public Level II file; it was not loaded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "xls"})
  void keepsTheCodesOfOthersOutOfEveryTableOfATable(String form) throws IOException {
    List<List<String>> rows =
        new ArrayList<>(ReleaseFiles.cells(APRIL.bytes("_ANWEB_SAMPLE.xlsx")));
    rows.add(row("99213", "3", ""));
    rows.add(row("99213", "4", ""));
    rows.add(row("99213", "3", ""));
    rows.add(row("99214", "3", "2OO10101"));
    rows.add(row("D0120", "3", "2OO10101"));
    rows.add(row("99215", "4", ""));
    rows.add(row("99216", "X", ""));
    rows.add(row("   25", "7", "2OO10101"));
    List<String> ragged = row("99217", "3", "");
    ragged.addAll(List.of("", "", SECRET));
    rows.add(ragged);
    Path file = folder.resolve("HCPC2008_APR_ANWEB." + form);
    Files.write(
        file,
        form.equals("xls")
            ? ReleaseFiles.xls(rows)
            : ReleaseFiles.csv(rows.subList(7, rows.size())));
    assertKeepsOut(file);
    assertThat(
            database.values(
                "select code from hcpcs.finding where rule like 'level-%' order by code"))
        .containsExactlyElementsOf(
            form.equals("xls")
                ? List.of("25", "99213", "99214", "99217", "D0120")
                : List.of("25", "99213", "99214", "D0120"));
  }

  /** A row of 48 cells. */
  private static List<String> row(String code, String identification, String added) {
    List<String> row = new ArrayList<>(Collections.nCopies(48, ""));
    row.set(0, code);
    row.set(1, "0010");
    row.set(2, identification);
    row.set(3, SECRET);
    row.set(44, added);
    return row;
  }

  private void assertKeepsOut(Path file) {
    assertThat(program().print("load", "--accept", "rejects", file.toString()))
        .isEqualTo("1 loaded.\n");
    assertThat(database.rows("select codes, modifiers from hcpcs.release"))
        .containsExactly(List.of("59", "12"));
    String hex = HexFormat.of().formatHex("Zqxj".getBytes(ReleaseFiles.WINDOWS_1252));
    assertThat(database.content())
        .as("every text and every byte of every table")
        .noneMatch(row -> row.contains("Zqxj") || row.contains(hex));
    assertThat(database.values("select code from hcpcs.code_record where code ~ '^([0-9]|D[0-9])'"))
        .isEmpty();
    assertThat(
            database.value(
                "select count(*) from hcpcs_load.rejected_line where convert_from(raw, 'UTF8') !~ '^[0-9A-Z]{2,5}$'"))
        .isEqualTo("0");
  }

  @Test
  void givesStatutesANormalForm() {
    assertThat(
            LoadedSample.database()
                .rows(
                    "select code, statute, statute_reference from hcpcs.code_detail where statute is not null order by code"))
        .contains(
            List.of("A3131", "1862SSA", "1862"), List.of("A3132", "1862.SSA", TestDatabase.NULL));
  }

  @Test
  void namesTheSectionOfACode() {
    assertThat(
            LoadedSample.database()
                .rows(
                    "select code, section, section_title from hcpcs.code_detail where code in ('J4899', 'W1') order by code"))
        .containsExactly(
            List.of(
                "J4899", "J", "Drugs administered other than by oral method, chemotherapy drugs"),
            List.of("W1", TestDatabase.NULL, TestDatabase.NULL));
  }
}
