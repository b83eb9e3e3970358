package org.openhcpcs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.store.serve.PublishedState;

/** Record layouts, lists and notes that come in zips of their own. */
@Tag("sql")
class CompanionIT {

  private static final LocalDate DAY = SampleData.january().publishedOn();
  private static final ReleaseFiles JANUARY = ReleaseFiles.of(SampleData.january());
  private static final String NOTHING_LOADED =
      "hcpcs: only companion files were found, and their edition is not loaded; load its code file first\n";

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;
  private String codes = "";
  private String layout = "";
  private String notes = "";
  private String noc = "";

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  @BeforeEach
  void writeTheZips() throws IOException {
    codes = zip("january-2008-alpha-numeric-hcpcs-file.zip", JANUARY.only("_ANWEB_SAMPLE."));
    layout = zip("2008-Record-Layout.zip", JANUARY.only("recordlayout"));
    notes = zip("2008-Processing-Notes.zip", JANUARY.only("proc_notes"));
    noc = zip("2008-NOC-Codes.zip", JANUARY.only("NOC"));
  }

  private String zip(String name, ReleaseFiles files) throws IOException {
    return files.zip(folder.resolve(name), DAY).toString();
  }

  /** A record layout in a zip of its own, changed. */
  private String changedLayout(String name, String... replacements) throws IOException {
    return zip(
        name,
        JANUARY
            .only("recordlayout")
            .edit(
                "recordlayout",
                text -> {
                  String changed = text;
                  for (int i = 0; i < replacements.length; i += 2) {
                    assertThat(changed).contains(replacements[i]);
                    changed = changed.replace(replacements[i], replacements[i + 1]);
                  }
                  return changed;
                }));
  }

  @Tag("once")
  @Test
  void givesTheSameStateWhenTheyComeBeforeWithAndAfterTheCodes() {
    TestProgram.Result before = program().run("load", noc, layout, notes);
    assertThat(before)
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "2008-01  left alone: companion files of an edition that is not loaded"
                    + "  (2008-NOC-Codes.zip, 2008-Record-Layout.zip, 2008-Processing-Notes.zip)\n"
                    + NOTHING_LOADED));
    assertThat(program().print("load", noc, layout, notes, codes)).isEqualTo("1 loaded.\n");

    TestDatabase later = TestServer.migrated();
    TestProgram afterwards = TestProgram.with(later, folder.resolve("later"));
    afterwards.print("load", codes);
    assertThat(
            later.value("select count(*) from hcpcs.finding where rule = 'indicator-undocumented'"))
        .isNotEqualTo("1");
    for (String companion : List.of(notes, layout, noc)) {
      TestProgram.Result dry = afterwards.run("load", "--dry-run", companion);
      String name = Path.of(companion).getFileName().toString();
      assertThat(dry)
          .isEqualTo(
              new TestProgram.Result(
                  0,
                  "1 would get companion files, nothing was written.\n",
                  "2008-01  companion files would be added  (" + name + ")\n"));
      assertThat(afterwards.run("load", companion))
          .isEqualTo(
              new TestProgram.Result(
                  0,
                  "1 got companion files.\n",
                  "2008-01  companion files added  (" + name + ")\n"));
    }
    assertThat(later.published()).isEqualTo(database.published());
    assertThat(afterwards.print("load", noc, layout, notes, codes))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    assertThat(later.published()).isEqualTo(database.published());
  }

  /** Their findings stand on pages that a server keeps. */
  @Test
  void makeANewPublishedStateThoughNoReleaseCame() {
    program().print("load", codes);
    String before = publishedState();
    program().print("load", noc);
    assertThat(publishedState()).isNotEqualTo(before);
  }

  private String publishedState() {
    try (Database opened = database.open()) {
      return PublishedState.of(opened).key();
    }
  }

  @Test
  void marksTheCodesOfTheNocList() throws IOException {
    program().print("load", codes, noc);
    assertThat(database.values("select code from hcpcs.code_detail where is_noc order by code"))
        .containsExactly("A3199", "E3599", "J4899", "S9379");

    ReleaseFiles revision =
        JANUARY
            .only("_ANWEB_SAMPLE.txt")
            .edit(
                "ANWEB",
                text -> text.replace("Compression glove, open", "Compression glove, OPEN"));
    program().print("load", zip("january-2008-alpha-numeric-hcpcs-file_v2.zip", revision));
    assertThat(database.values("select code from hcpcs.code_detail where is_noc and revision = 2"))
        .as("the list belongs to the edition, not to one revision of it")
        .hasSize(4);
  }

  @Test
  void addsTheNewValueAndTheChangedWordingOfALayout() throws IOException {
    program().print("load", codes);
    assertThat(undocumented()).contains(List.of("K2801", "77"));
    String changed =
        changedLayout(
            "2008-Record-Layout_v2.zip",
            "11/14/2007",
            "11/14/2030",
            "39 = Parenteral and Enteral Nutrition",
            "39 = Parenteral, enteral and other nutrition",
            "                                                       46 = Carrier",
            "                                                       77 = Priced by the moon (eff 10/1/2007)\r\n"
                + "                                                       46 = Carrier");
    program().print("load", changed);

    assertThat(
            database.rows(
                "select code, description, valid_from, documented, source from hcpcs.pricing_indicator"
                    + " where code in ('39', '77') order by code"))
        .containsExactly(
            List.of(
                "39",
                "Parenteral, enteral and other nutrition",
                TestDatabase.NULL,
                "t",
                "HCPC2008_JAN_recordlayout_SAMPLE.txt"),
            List.of(
                "77",
                "Priced by the moon (eff 10/1/2007)",
                "2007-10-01",
                "t",
                "HCPC2008_JAN_recordlayout_SAMPLE.txt"));
    assertThat(
            database.rows(
                "select severity, rule, observed, expected from hcpcs.finding"
                    + " where rule like 'layout-%' and observed ~ '^(39|77)' order by observed"))
        .containsExactly(
            List.of(
                "info",
                "layout-changed-wording",
                "39 = Parenteral, enteral and other nutrition",
                "Parenteral and Enteral Nutrition"),
            List.of(
                "info",
                "layout-new-value",
                "77 = Priced by the moon (eff 10/1/2007)",
                TestDatabase.NULL));
    assertThat(undocumented()).doesNotContain(List.of("K2801", "77"));
  }

  private List<List<String>> undocumented() {
    return database.rows(
        "select code, observed from hcpcs.finding where rule = 'indicator-undocumented'");
  }

  @Test
  void keepsTheNewerWordingWhenTheLayoutOfAnOlderEraComesLater() throws IOException {
    String newer =
        changedLayout(
            "2008-Record-Layout_v3.zip",
            "11/14/2007",
            "11/14/2031",
            "Parenteral and Enteral Nutrition",
            "Nutrition of 2031");
    String older =
        changedLayout(
            "2008-Record-Layout_v2.zip",
            "11/14/2007",
            "11/14/2030",
            "Parenteral and Enteral Nutrition",
            "Nutrition of 2030");
    String oldest =
        changedLayout(
            "2008-Record-Layout.zip", "Parenteral and Enteral Nutrition", "Nutrition of 2007");
    program().print("load", codes);
    for (String each : List.of(newer, older, oldest)) {
      assertThat(program().print("load", each)).isEqualTo("1 got companion files.\n");
    }
    assertThat(database.value("select description from hcpcs.pricing_indicator where code = '39'"))
        .isEqualTo("Nutrition of 2031");
    assertThat(
            database.values(
                "select description from hcpcs.indicator_wording"
                    + " where indicator = 'pricing_indicator' and code = '39' order by stated_on"))
        .containsExactly(
            "Nutrition of 2007",
            "Parenteral and Enteral Nutrition",
            "Nutrition of 2030",
            "Nutrition of 2031");
  }

  @Test
  void publishesNothingByALayoutWithOtherPositions() throws IOException {
    List<String> before = database.published();
    String moved =
        changedLayout(
            "2008-Record-Layout.zip", "1    230    230    CHAR", "1    231    231    CHAR");
    String reason =
        "HCPC2008_JAN_recordlayout_SAMPLE.txt has fields where this program"
            + " does not read them: HCPCS_CVRG_CD at 231-231";
    String what = "hcpcs: edition 2008-01 was not published: " + reason;
    String accept = "; to publish all the same: --accept layout\n";
    TestProgram.Result refused = program().run("load", codes, moved);
    assertThat(refused)
        .extracting(TestProgram.Result::exitCode, TestProgram.Result::out)
        .containsExactly(3, "1 refused.\n");
    assertThat(refused.err()).endsWith(what + "; to look: hcpcs staged" + accept);
    assertThat(program().run("load", "--dry-run", codes, moved).err()).endsWith(what + accept);
    assertThat(database.published()).isEqualTo(before);
    assertThat(database.values("select outcome from hcpcs_load.run")).containsExactly("refused");
    assertThat(
            database.rows(
                "select gate, line is not null, field, before, staged from hcpcs_load.gate_evidence"))
        .containsExactly(
            List.of("layout", "t", "HCPCS_CVRG_CD", "230-230, 1 times", "231-231, 1 times"));

    program().print("load", codes);
    TestProgram.Result companions = program().run("load", moved);
    assertThat(companions)
        .extracting(TestProgram.Result::exitCode, TestProgram.Result::out)
        .containsExactly(3, "1 with companion files refused.\n");
    assertThat(companions.err()).endsWith(what + accept);
    assertThat(
            database.value(
                "select count(*) from hcpcs_load.source_file where role = 'record_layout'"))
        .isEqualTo("0");

    assertThat(program().print("load", moved, "--accept", "layout"))
        .isEqualTo("1 got companion files.\n");
    assertThat(database.values("select gate || observed from hcpcs_load.gate_acceptance"))
        .containsExactly("layout1");
    assertThat(
            database.rows(
                "select severity, field, observed, expected from hcpcs.finding where rule = 'layout-position'"))
        .containsExactly(List.of("error", "HCPCS_CVRG_CD", "231-231, 1 times", "230-230, 1 times"));
  }

  @Test
  void usesWhatALayoutHasThatBreaksOff() throws IOException {
    String half =
        zip(
            "2008-Record-Layout.zip",
            JANUARY
                .only("recordlayout")
                .edit("recordlayout", text -> text.substring(0, text.length() / 2)));
    assertThat(program().print("load", codes, half)).isEqualTo("1 loaded.\n");
    assertThat(
            database.rows(
                "select severity, file, message from hcpcs.finding where rule = 'layout-incomplete'"))
        .containsExactly(
            List.of(
                "warning",
                "HCPC2008_JAN_recordlayout_SAMPLE.txt",
                "the record layout lacks fields; what it has was used"));
  }

  @Test
  void warnsLastOfCompanionsThatCannotBeRead() throws IOException {
    String corrections = zip("2008-Corrections.zip", JANUARY.only("Corrections"));
    ReleaseFiles broken =
        ReleaseFiles.of("HCPC2008_JAN_Corrections_v2.xlsx", "<html>".getBytes(UTF_8))
            .with("NOC_Codes_2008_JAN.xlsx", new byte[0])
            .with("proc_notes_2008_JAN.txt", "none".getBytes(UTF_8));
    String other = zip("2008-Corrections_v2.zip", broken);
    String warnings =
        Stream.of(
                "HCPC2008_JAN_Corrections_v2.xlsx: not an Excel workbook",
                "NOC_Codes_2008_JAN.xlsx: not an Excel workbook",
                "proc_notes_2008_JAN.txt: no processing note in it")
            .map(
                why -> "hcpcs: warning: edition 2008-01: the file could not be read: " + why + "\n")
            .collect(Collectors.joining());
    TestProgram.Result beside = program().run("load", "--dry-run", codes, other);
    assertThat(beside.exitCode()).isZero();
    assertThat(beside.err()).startsWith("2008-01  would load: ").endsWith(")\n" + warnings);

    assertThat(program().run("load", codes, corrections).err())
        .contains("; 4 corrections: 4 open  (january");
    String added = "  (2008-Corrections_v2.zip)\n" + warnings;
    assertThat(program().run("load", "--dry-run", other))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "1 would get companion files, nothing was written.\n",
                "2008-01  companion files would be added" + added));
    assertThat(program().run("refresh", "--offline", "--input", refreshed(other)))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Companion files added to 2008-01.\n",
                "2008-01  companion files added" + added));
    assertThat(
            database.value(
                "select count(*) from hcpcs.finding where rule = 'companion-unreadable'"))
        .isEqualTo("3");
  }

  private String refreshed(String zip) throws IOException {
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Files.copy(Path.of(zip), drop.resolve(Path.of(zip).getFileName()));
    return drop.toString();
  }

  @Test
  void leavesCompanionsAloneWhoseEditionIsNotLoaded() throws IOException {
    String other =
        zip("2012-NOC-Codes.zip", ReleaseFiles.of("NOC_Codes_2012.xlsx", JANUARY.bytes("NOC")));
    String line =
        "2012-01  left alone: companion files of an edition that is not loaded  (2012-NOC-Codes.zip)\n";
    for (String dryRun : List.of("--no-twins", "--dry-run")) {
      assertThat(program().run("load", dryRun, other))
          .isEqualTo(new TestProgram.Result(1, "", line + NOTHING_LOADED));
    }
    program().print("load", codes);
    assertThat(program().run("load", other, codes))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "1 loaded before, 1 left alone, companion files of editions that are not loaded.\n",
                "2008-01  already loaded  (january-2008-alpha-numeric-hcpcs-file.zip)\n" + line));
  }
}
