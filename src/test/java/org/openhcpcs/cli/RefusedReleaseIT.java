package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.sample.SyntheticReleases;

/**
 * Releases that a gate refuses: three editions of 420 codes and modifiers and a few more, one of
 * which is cut or spoiled.
 */
class RefusedReleaseIT {

  private static final List<SampleRelease> RELEASES = releases();

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;
  private String first = "";
  private String second = "";
  private String third = "";

  private static List<SampleRelease> releases() {
    List<SampleRelease> releases = new ArrayList<>();
    new SyntheticReleases(11, 400, 0.02, new Edition(2005, 1), 3).forEach(releases::add);
    return releases;
  }

  @BeforeEach
  void write() throws IOException {
    first = zip(RELEASES.get(0), "january-2005-alpha-numeric-hcpcs-file.zip");
    second = zip(RELEASES.get(1), "april-2005-alpha-numeric-hcpcs-file.zip");
    third = zip(RELEASES.get(2), "july-2005-alpha-numeric-hcpcs-file.zip");
  }

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private String zip(SampleRelease release, String name) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, SampleWriter.zip(release)).toString();
  }

  /** The first half of a release, as of a file that broke off. */
  private static SampleRelease half(SampleRelease release) {
    List<SampleRecord> records = release.records();
    return SampleRelease.of(
            release.edition(), release.publishedOn(), records.subList(0, records.size() / 2))
        .unmarked();
  }

  private static SampleRelease changed(SampleRelease release, UnaryOperator<SampleRecord> change) {
    return SampleRelease.of(
            release.edition(),
            release.publishedOn(),
            release.records().stream().map(change).toList())
        .unmarked();
  }

  private List<String> staged() {
    return database.values(
        """
        select concat_ws(' ', s.edition, g.gate, g.observed, g.allowed, g.compared_edition, g.compared_revision)
        from hcpcs_load.staged_release s
        left join hcpcs_load.gate_refusal g using (edition)
        order by s.edition, g.gate
        """);
  }

  private List<List<String>> editions() {
    return database.rows(
        "select edition, revision, is_current_revision from hcpcs.release order by 1, 2");
  }

  private List<String> evidence() {
    return database.values(
        "select concat_ws(' ', gate, field, count(*), count(distinct code)) from hcpcs_load.gate_evidence group by gate, field order by 1");
  }

  @Test
  void keepsAFileThatBreaksOffForInspectionUntilSomebodyAcceptsIt() throws IOException {
    program().print("load", first);
    List<String> before = database.published();
    String cut = zip(half(RELEASES.get(1)), "cut/april-2005-alpha-numeric-hcpcs-file.zip");

    TestProgram.Result refused = program().run("load", cut);
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEqualTo("1 refused.\n");
    String reason =
        "it has 211 codes and modifiers where 2005-01 has 420, at least 336 are wanted (limit 1 or 80%);"
            + " 211 of 420 codes that 2005-01 lists and that never ended are missing (";
    assertThat(refused.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("2005-04  refused: " + reason)
        .endsWith(
            " ...), at most 100 may (limit 100 or 1%)  (april-2005-alpha-numeric-hcpcs-file.zip)");
    assertThat(refused.err().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("hcpcs: edition 2005-04 was not published: " + reason)
        .endsWith(
            " ...), at most 100 may (limit 100 or 1%); to look: hcpcs staged; to publish all the same: --accept codes --accept vanished");
    assertThat(database.published()).isEqualTo(before);
    assertThat(staged())
        .containsExactly("2005-04 codes 211 336 2005-01 1", "2005-04 vanished 211 100 2005-01 1");
    assertThat(evidence()).containsExactly("codes code 211 211", "vanished code 211 211");
    assertThat(
            database.rows(
                """
                select s.codes + s.modifiers, count(*), count(distinct r.code), count(r.long_description), s.archive_name
                from hcpcs_load.staged_release s
                join hcpcs_load.staged_record r using (edition)
                group by s.edition
                """))
        .containsExactly(
            List.of("211", "211", "211", "211", "april-2005-alpha-numeric-hcpcs-file.zip"));
    assertThat(
            database.rows(
                "select outcome, left(error, 44) from hcpcs_load.run order by run_id desc limit 1"))
        .containsExactly(List.of("refused", "GATE_REFUSED: edition 2005-04 was not publis"));
    assertThat(program().print("staged", "--format", "csv").lines())
        .hasSize(3)
        .first()
        .isEqualTo("edition,gate,observed,allowed,compared,reason,archive_name,staged_at");
    assertThat(program().print("staged", "2005-04", "--format", "csv").lines())
        .hasSize(1 + 2 * 211)
        .startsWith("gate,code,line,field,before,staged");
    assertThat(program().print("verify")).doesNotContain("violated ");

    List<String> once = database.state();
    assertThat(program().run("load", cut)).isEqualTo(refused);
    assertThat(database.state()).as("staged again in its own place").hasSameSizeAs(once);
    assertThat(program().run("load", "--accept", "codes", cut).err())
        .endsWith("to publish all the same: --accept vanished\n");
    assertThat(staged()).containsExactly("2005-04 vanished 211 100 2005-01 1");

    assertThat(program().print("load", "--accept", "codes", "--accept", "vanished", cut))
        .isEqualTo("1 loaded.\n");
    assertThat(staged()).isEmpty();
    assertThat(
            database.rows(
                """
                select edition, gate, observed, allowed, database_role, operating_system_user, left(command, 6),
                  right(command, 32), accepted_at is not null
                from hcpcs_load.gate_acceptance
                join hcpcs.release using (release_id)
                order by gate
                """))
        .containsExactly(accepted("codes", "211", "336"), accepted("vanished", "211", "100"));
    assertThat(
            database.rows(
                "select severity, observed, expected, left(message, 48) from hcpcs.finding"
                    + " where rule = 'gate-accepted' order by message"))
        .containsExactly(
            List.of(
                "warning",
                "211",
                "at least 336",
                "published although the gate codes refused: it ha"),
            List.of(
                "warning",
                "211",
                "at most 100",
                "published although the gate vanished refused: 21"));
    assertThat(program().print("verify")).doesNotContain("violated ");

    assertThat(program().print("load", second)).as("the whole file").isEqualTo("1 loaded.\n");
    program().print("rollback", "2005-04");
    program().print("rollback", "2005-04");
    assertThat(database.published()).isEqualTo(before);
    assertThat(database.values("select gate from hcpcs_load.gate_acceptance")).isEmpty();
  }

  private List<String> accepted(String gate, String observed, String allowed) {
    return List.of(
        "2005-04",
        gate,
        observed,
        allowed,
        database.user(),
        System.getProperty("user.name"),
        "load [",
        "--accept codes --accept vanished",
        "t");
  }

  @Test
  void goesOnWithTheOtherEditions() throws IOException {
    String cut = zip(half(RELEASES.get(1)), "cut/april-2005-alpha-numeric-hcpcs-file.zip");
    String empty = zip(half(half(RELEASES.get(2))), "cut/july-2005-alpha-numeric-hcpcs-file.zip");
    TestProgram.Result refused = program().run("load", first, cut, third);
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEqualTo("2 loaded, 1 refused.\n");
    assertThat(editions()).extracting(row -> row.get(0)).containsExactly("2005-01", "2005-07");

    TestDatabase without = TestServer.migrated();
    TestProgram.with(without, folder.resolve("without")).print("load", first, third);
    assertThat(database.published()).isEqualTo(without.published());

    TestProgram.Result both =
        TestProgram.with(TestServer.migrated(), folder.resolve("both"))
            .run("load", first, cut, empty);
    assertThat(both.exitCode()).isEqualTo(3);
    assertThat(both.err().lines().reduce("", (line, next) -> next))
        .isEqualTo(
            "hcpcs: 2 editions were not published: 2005-04 (codes, vanished), 2005-07 (codes, vanished);"
                + " to look: hcpcs staged; to publish all the same: --accept codes --accept vanished");
  }

  @Test
  void tellsOnADryRunWhatWouldBeRefused() throws IOException {
    program().print("load", first);
    List<String> before = database.content();
    String cut = zip(half(RELEASES.get(1)), "cut/april-2005-alpha-numeric-hcpcs-file.zip");
    TestProgram.Result refused = program().run("load", "--dry-run", cut, third);
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out())
        .isEqualTo("1 would be loaded, nothing was written, 1 would be refused.\n");
    assertThat(refused.err())
        .startsWith("2005-04  would be refused: it has 211 codes and modifiers where 2005-01 ")
        .endsWith("; to publish all the same: --accept codes --accept vanished\n")
        .doesNotContain("hcpcs staged");
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void refusesARevisionThatBreaksOff() throws IOException {
    program().print("load", first);
    String cut = zip(half(RELEASES.get(0)), "january-2005-alpha-numeric-hcpcs-file_v2.zip");
    assertThat(program().run("load", cut).exitCode()).isEqualTo(3);
    assertThat(editions()).containsExactly(List.of("2005-01", "1", "t"));
    assertThat(staged())
        .containsExactly("2005-01 codes 210 336 2005-01 1", "2005-01 vanished 210 100 2005-01 1");
    assertThat(evidence()).containsExactly("codes code 210 210", "vanished code 210 210");

    program().print("rollback", "2005-01");
    assertThat(staged()).as("it was compared with what is gone").isEmpty();
  }

  @Test
  void comparesAnEditionThatComesLateWithTheOneBeforeIt() throws IOException {
    String cut = zip(half(RELEASES.get(1)), "cut/april-2005-alpha-numeric-hcpcs-file.zip");
    program().print("load", third);
    assertThat(program().print("load", cut)).as("nothing is before it").isEqualTo("1 loaded.\n");
    program().print("rollback", "2005-04");

    program().print("load", first);
    assertThat(program().run("load", cut).exitCode()).isEqualTo(3);
    assertThat(staged())
        .containsExactly("2005-04 codes 211 336 2005-01 1", "2005-04 vanished 211 100 2005-01 1");
    assertThat(program().print("load", second)).isEqualTo("1 loaded.\n");
    assertThat(staged()).as("what is published is not older").isEmpty();
  }

  @Test
  void letsPassWhatIsPublishedAlready() throws IOException {
    program().print("load", first);
    SampleRelease half = half(RELEASES.get(1));
    program()
        .print(
            "load",
            "--accept",
            "codes",
            "--accept",
            "vanished",
            zip(half, "cut/april-2005-alpha-numeric-hcpcs-file.zip"));
    Path again =
        ReleaseFiles.of(half).zip(folder.resolve("april-2005.zip"), half.publishedOn().plusDays(1));
    assertThat(program().print("load", again.toString()))
        .isEqualTo("1 with the content of a loaded revision.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "TERMINATION_DATE, 20050331, terminated, 420, termination_date 420 420",
    "SHORT_DESCRIPTION, Gone with the wind, texts, 420, short_description 420 420",
    "COVERAGE, ~, undecoded, 422, coverage 422 422",
    "ADDED_DATE, '', dates, 422, added_date 422 422"
  })
  void showsWhatAGateCounted(
      Field field, String value, String gate, String observed, String evidence) throws IOException {
    program().print("load", first);
    String spoilt =
        zip(
            changed(RELEASES.get(1), record -> record.with(field, value)),
            "april-2005-alpha-numeric-hcpcs-file.zip");
    assertThat(program().run("load", spoilt).exitCode()).isEqualTo(3);
    assertThat(staged())
        .singleElement()
        .asString()
        .startsWith("2005-04 " + gate + " " + observed + " 100");
    assertThat(evidence()).contains(gate + " " + evidence);
    assertThat(program().print("load", "--accept", gate, spoilt)).isEqualTo("1 loaded.\n");
  }

  @Test
  void takesLimitsFromOptionsThenFromTheFileThenTheDefaults() throws IOException {
    String cut = zip(half(RELEASES.get(1)), "cut/april-2005-alpha-numeric-hcpcs-file.zip");
    program().print("load", first);
    assertThat(program().run("load", "--limit", "codes=211", "--limit", "vanished=210", cut).err())
        .contains("at most 210 may (limit 210)")
        .endsWith("--accept vanished\n");
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(
        input.resolve("gates.csv"), "gate,limit,reason\ncodes,50%,test\nvanished,210,test\n");
    TestProgram site = program().withEnvironment(Map.of("HCPCS_INPUT", input.toString()));
    assertThat(site.run("load", cut).err())
        .contains("at most 210 may (limit 210)")
        .endsWith("--accept vanished\n");
    assertThat(site.print("load", "--limit", "vanished=51%", cut)).isEqualTo("1 loaded.\n");
    assertThat(database.values("select gate from hcpcs_load.gate_acceptance")).isEmpty();
    assertThat(
            database.value(
                "select right(command, 22) from hcpcs_load.run order by run_id desc limit 1"))
        .isEqualTo("] --limit vanished=51%");

    Files.writeString(input.resolve("gates.csv"), "gate,limit,reason\nvanishing,210,test\n");
    assertThat(site.run("load", third))
        .isEqualTo(
            new TestProgram.Result(
                2,
                "",
                "hcpcs: "
                    + input.resolve("gates.csv")
                    + " line 2: there is no gate vanishing; gates are layout, rejects, codes, vanished, terminated, texts, undecoded, dates\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "vanished=many, --limit vanished=many: many is no limit",
    "vanished=, Invalid value for option '--limit' (GATE=LIMIT): it is empty",
    "size=5, --limit size=5: there is no gate size",
    "vanished, Value for option option '--limit' (GATE=LIMIT) should be in KEY=VALUE format but was vanished"
  })
  void refusesALimitThatIsNone(String limit, String message) {
    TestProgram.Result result = program().run("load", "--limit", limit, first);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("hcpcs: " + message).hasLineCount(1);
    assertThat(database.values("select edition from hcpcs.release")).isEmpty();
  }

  @Test
  void wantsAsManyCodesAsASiteSays() {
    assertThat(program().run("load", "--limit", "codes=5000", first).err())
        .endsWith(
            "hcpcs: edition 2005-01 was not published: it has 420 codes and modifiers, at least 5,000 are wanted"
                + " (limit 5000); to look: hcpcs staged; to publish all the same: --accept codes\n");
    assertThat(evidence()).isEmpty();
  }
}
