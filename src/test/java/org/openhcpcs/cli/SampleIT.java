package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** The made-up sample and what CMS published do not come together. */
class SampleIT {

  private static final SampleRelease CMS = SampleData.april().unmarked();
  private static final LocalDate DAY = CMS.publishedOn();
  private static final String SAYS_SAMPLE =
      "This is the sample, which the OpenHCPCS project made up: no CMS publication.\n";
  private static final String EDITIONS = "select edition from hcpcs.release order by 1";

  @TempDir private static Path shared;
  private static TestDatabase withSample = TestServer.migrated();
  private static TestDatabase withRelease = TestServer.migrated();

  @TempDir private Path folder;

  @BeforeAll
  static void loadOnceEach() throws IOException {
    TestProgram.with(withSample, shared.resolve("home")).print("load", "input");
    // What only the sample's notes explain must not be missed when they go.
    Path zip =
        ReleaseFiles.of(CMS)
            .without("proc_notes")
            .without("README")
            .zip(shared.resolve(name()), DAY);
    TestProgram.with(withRelease, shared.resolve("home")).print("load", zip.toString());
  }

  private static String name() {
    return SampleWriter.zipName(CMS);
  }

  /** A release of the next quarter with few codes. */
  private static SampleRelease small() {
    return SampleRelease.of(CMS.edition().next(), DAY.plusDays(90), CMS.records().subList(0, 20))
        .unmarked();
  }

  private TestProgram program(TestDatabase database) {
    return TestProgram.with(database, folder.resolve("home"));
  }

  @Test
  void goesWithTheFirstReleaseOfCmsAsIfItHadNeverBeen() {
    TestDatabase database = TestServer.copyOf(withSample);
    TestProgram.Result result =
        TestProgram.with(database, shared.resolve("home"))
            .run("load", shared.resolve(name()).toString());
    assertThat(result.out()).isEqualTo("1 loaded, 2 of the sample taken out.\n");
    assertThat(result.err())
        .startsWith(
            """
            2008-01  taken out: the sample, for CMS's releases have come  (january-2008-alpha-numeric-hcpcs-file-sample.zip)
            2008-04  taken out: the sample, for CMS's releases have come  (april-2008-alpha-numeric-hcpcs-file-sample.zip)
            2008-04  loaded: 59 codes,""");
    assertThat(database.state()).isEqualTo(withRelease.state());
    assertThat(database.values("select distinct edition from hcpcs_load.acquired"))
        .containsExactly("2008-04");
    assertThat(TestProgram.with(database, shared.resolve("home")).run("verify").exitCode())
        .isZero();
  }

  @Test
  void staysUntilTheReleaseIsPublished() throws IOException {
    TestDatabase database = TestServer.copyOf(withSample);
    List<String> before = database.state();
    String zip = SampleWriter.writeZip(small(), folder).toString();
    assertThat(program(database).run("load", "--dry-run", zip).err())
        .startsWith("2008-01  would be taken out: the sample  (");
    assertThat(program(database).run("load", "-q", "--limit", "codes=5000", zip).exitCode())
        .isEqualTo(3);
    assertThat(database.values(EDITIONS)).containsExactly("2008-01", "2008-04");
    database.execute(
        """
        delete from hcpcs_load.staged_release;
        create function public.fail() returns trigger language plpgsql as $$begin raise 'full'; end$$;
        create trigger fail before insert on hcpcs.finding for each row execute function public.fail();
        """);
    assertThat(program(database).run("load", "-q", zip).exitCode()).isEqualTo(1);
    assertThat(database.state()).isEqualTo(before);
  }

  /** It would look like one that lost nearly all codes. */
  @Test
  void isNothingThatTheGatesCompareWith() throws IOException {
    TestDatabase database = TestServer.copyOf(withSample);
    Path zip = SampleWriter.writeZip(small(), folder);
    assertThat(program(database).print("load", "-q", zip.toString()))
        .isEqualTo("1 loaded, 2 of the sample taken out.\n");
    assertThat(database.value("select count(*) from hcpcs.finding where rule like 'change-%'"))
        .isEqualTo("0");
  }

  @Test
  void isRefusedBesideReleasesOfCms() throws IOException {
    TestProgram.Result refused = program(withRelease).run("load", "-q", "input");
    assertThat(refused)
        .isEqualTo(
            new TestProgram.Result(
                1,
                "",
                "hcpcs: the sample is no CMS publication, and is not loaded beside CMS's releases;"
                    + " give it a home of its own: ./hcpcs --home "
                    + folder.resolve("home-sample")
                    + " load input\n"));
    Path odd = SampleWriter.writeZip(SampleData.january(), folder.resolve("it's odd"));
    assertThat(
            program(withRelease)
                .withEnvironment(Map.of("HCPCS_DB_URL", "jdbc:postgresql://elsewhere/"))
                .run("load", "--dry-run", odd.toString())
                .err())
        .contains(": HCPCS_DB_URL= ./hcpcs --home ")
        .endsWith(" load '" + odd.toString().replace("'", "'\\''") + "'\n");
    assertThat(withRelease.values(EDITIONS)).containsExactly("2008-04");
    assertThat(withRelease.values("select distinct edition from hcpcs_load.acquired"))
        .containsExactly("2008-04");
  }

  /** The sample lies in the folder that people drop CMS's files into. */
  @Test
  void isLeftAloneWhereReleasesOfCmsComeWithIt() throws IOException {
    Path drop = Files.createDirectories(folder.resolve("drop"));
    SampleWriter.writeZip(SampleData.january(), drop);
    Path zip = drop.resolve(name());
    Files.copy(shared.resolve(name()), zip);
    TestDatabase database = TestServer.migrated();
    assertThat(program(database).print("load", "-q", drop.toString()))
        .isEqualTo("2 loaded, 1 of the sample taken out.\n");
    assertThat(program(database).run("load", drop.toString()))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Nothing to do: all that was found is loaded, but for the sample, which was left alone.\n",
                """
                2008-01  left alone: the sample, which is no CMS publication  (january-2008-alpha-numeric-hcpcs-file-sample.zip)
                2008-04  already loaded  (april-2008-alpha-numeric-hcpcs-file-sample.zip)
                """));
    assertThat(database.values(EDITIONS)).containsExactly("2008-04");
  }

  /** Neither the name nor the words of the read-me tell: the mark does, in either of them. */
  @ParameterizedTest
  @CsvSource({"README, 1", "ANWEB_SAMPLE.txt, 1", "recordlayout, 0"})
  void isToldByAMark(String where, int exitCode) throws IOException {
    Path zip =
        ReleaseFiles.of(SampleData.january().unmarked())
            .edit(where, text -> "*Sample made by me.\r\n" + text)
            .zip(folder.resolve("january-2008-alpha-numeric-hcpcs-file.zip"), DAY);
    TestDatabase database = TestServer.copyOf(withRelease);
    TestProgram.Result result = program(database).run("load", "-q", zip.toString());
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    assertThat(database.values(EDITIONS)).hasSize(2 - exitCode);
  }

  @Test
  void isToldByAMarkInAWorkbookWithoutText() throws IOException {
    Path book =
        ReleaseFiles.of(SampleData.january())
            .only("ANWEB_SAMPLE.xlsx")
            .folder(folder.resolve("2008-01"));
    assertThat(program(withRelease).run("load", "-q", book.toString()).exitCode()).isEqualTo(1);
    assertThat(withRelease.values(EDITIONS)).containsExactly("2008-04");
  }

  @Test
  void takesFilesOfCmsAndKeepsItsOwnToItself() throws IOException {
    TestDatabase database = TestServer.copyOf(withSample);
    ReleaseFiles list = ReleaseFiles.of(SampleData.april()).only("NOC");
    String unmarked = list.zip(folder.resolve("april-2008-noc.zip"), DAY).toString();
    assertThat(program(database).print("load", "-q", unmarked))
        .isEqualTo("1 got companion files.\n");
    assertThat(database.values(EDITIONS)).containsExactly("2008-01", "2008-04");

    String marked =
        list.with("HCPCREAD.txt", "*Sample made by me.\n".getBytes(ReleaseFiles.WINDOWS_1252))
            .zip(folder.resolve("april-2008-noc-codes.zip"), DAY)
            .toString();
    assertThat(program(withRelease).run("load", "-q", marked).exitCode()).isEqualTo(1);
    assertThat(program(database).print("load", "-q", marked)).isEqualTo("1 got companion files.\n");
  }

  /** Every night, also where the drop folder is the one that comes with the program. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isNotThereForARefresh(boolean isNamed) {
    TestDatabase database = TestServer.migrated();
    Path input = Path.of("input").toAbsolutePath();
    TestProgram program =
        program(database)
            .withEnvironment(
                Map.of(isNamed ? "HCPCS_INPUT" : "HCPCS_PROJECT_INPUT", input.toString()));
    assertThat(program.run("refresh", "--dry-run", "--offline", "--format", "csv"))
        .isEqualTo(
            new TestProgram.Result(
                10,
                "edition,state,url\r\n2008-01,nothing to load,%1$s/january-2008-%2$s\r\n2008-04,nothing to load,%1$s/april-2008-%2$s\r\n"
                    .formatted(input, "alpha-numeric-hcpcs-file-sample.zip"),
                ""));
    assertThat(program.run("refresh", "--offline"))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Nothing new.\n",
                """
                2008-01  left alone: the sample, which is no CMS publication  (january-2008-alpha-numeric-hcpcs-file-sample.zip)
                2008-04  left alone: the sample, which is no CMS publication  (april-2008-alpha-numeric-hcpcs-file-sample.zip)
                """));
    assertThat(database.values("select outcome from hcpcs_load.run"))
        .containsExactly("nothing new");
    assertThat(database.values("select edition from hcpcs_load.acquired")).isEmpty();
    assertThat(folder.resolve("home/archive"))
        .satisfiesAnyOf(
            archive -> assertThat(archive).doesNotExist(),
            archive -> assertThat(archive).isEmptyDirectory());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show S9372 --history",
        "search wound",
        "similar S9372",
        "releases",
        "changes",
        "findings",
        "diff 2008-01 2008-04",
        "status"
      })
  void isSaidToBeAllThereIs(String command) {
    String[] words = command.split(" ");
    assertThat(program(withSample).run(words).out()).endsWith(SAYS_SAMPLE);
    assertThat(program(withRelease).run(words).out()).doesNotContain("sample,");
  }

  @Test
  void isSaidOnThePageOfACode() {
    String words = "revision 1, published 2008-03-12; sample, no CMS publication\n";
    assertThat(program(withSample).print("show", "S9372")).contains(words);
    assertThat(program(withRelease).print("show", "S9372")).doesNotContain("sample");
  }

  @Test
  void isSaidBesideWhatProgramsRead() throws IOException {
    String note = "hcpcs: note: " + SAYS_SAMPLE;
    TestProgram program = program(withSample);
    Path claims = Files.writeString(folder.resolve("claims.csv"), "code,date\nS9372,2008-06-01\n");
    assertThat(program.run("show", "S9372", "--format", "json").err()).isEqualTo(note);
    assertThat(program.run("export", "--edition", "2008-01").err()).isEqualTo(note);
    assertThat(
            program
                .run("feed", "--edition", "2008-01", "--out", folder.resolve("feed").toString())
                .err())
        .isEqualTo(note);
    assertThat(program.run("check", claims.toString()).err()).endsWith("\n" + note);
    assertThat(program.run("-q", "show", "S9372", "--format", "json").err()).isEmpty();
    assertThat(program(withRelease).run("show", "S9372", "--format", "json").err()).isEmpty();
  }

  @Test
  void isSaidOnThePageOfAnEdition() {
    assertThat(program(withSample).print("report", "2008-04", "--out", "-"))
        .contains(
            "<title>HCPCS Level II, edition 2008-04, sample</title>",
            "<strong>" + SAYS_SAMPLE.strip() + "</strong>",
            "Made by OpenHCPCS from its sample.");
    assertThat(program(withRelease).print("report", "2008-04", "--out", "-"))
        .contains(
            "<title>HCPCS Level II, edition 2008-04</title>",
            "Made by OpenHCPCS from what CMS published.")
        .doesNotContain("This is the sample");
  }
}
