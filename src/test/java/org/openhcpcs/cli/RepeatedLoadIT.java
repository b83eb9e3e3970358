package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleCase;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** Loads that follow other loads, in any order, and loads that fail or only pretend. */
@Tag("sql")
class RepeatedLoadIT {

  private static final String JANUARY = "input/january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final String APRIL = "input/april-2008-alpha-numeric-hcpcs-file-sample.zip";

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private List<List<String>> revisions() {
    return database.rows(
        "select edition, revision, is_current_revision, archive_name from hcpcs.release order by 1, 2");
  }

  @Test
  void findsNothingToDoTheSecondTime() {
    program().print("load", "input");
    List<String> before = database.published();

    TestProgram.Result second = program().run("load", "input");
    assertThat(second)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Nothing to do: all that was found is loaded.\n",
                """
                2008-01  already loaded  (january-2008-alpha-numeric-hcpcs-file-sample.zip)
                2008-04  already loaded  (april-2008-alpha-numeric-hcpcs-file-sample.zip)
                """));
    assertThat(database.published()).isEqualTo(before);
    assertThat(
            database.rows(
                "select outcome, (select count(*) from hcpcs_load.stage_run s"
                    + " where s.run_id = r.run_id) from hcpcs_load.run r order by run_id"))
        .containsExactly(List.of("done", "10"), List.of("nothing new", "0"));
  }

  @Test
  void comesToTheSameStateWhateverTheOrder() {
    program().print("load", APRIL);
    program().print("load", JANUARY);

    TestDatabase forward = TestServer.migrated();
    TestProgram.with(forward, folder.resolve("forward")).print("load", JANUARY, APRIL);
    assertThat(database.published())
        .isEqualTo(forward.published())
        .filteredOn(line -> line.startsWith("newest T3101"))
        .singleElement()
        .asString()
        .endsWith(" 2008-01 1");
  }

  @Test
  void numbersARevisionThatIsLoadedLater() throws IOException {
    String second = writeRevision();
    program().print("load", JANUARY);
    program().print("load", second);
    assertSecondRevisionIsCurrent();
  }

  @Test
  void numbersARevisionThatIsLoadedBeforeTheFirst() throws IOException {
    String second = writeRevision();
    program().print("load", second);
    program().print("load", JANUARY);
    assertSecondRevisionIsCurrent();
  }

  @Test
  void takesAZipAndWhatIsUnpackedBesideItForOneRevision() throws IOException {
    ReleaseFiles january = ReleaseFiles.of(SampleData.january());
    Path inbox = january.only("_ANWEB_SAMPLE.xlsx").folder(folder.resolve("inbox"));
    String name = january.name("_ANWEB_SAMPLE.xlsx");
    Path zip = Files.copy(Path.of(JANUARY), inbox.resolve(Path.of(JANUARY).getFileName()));
    TestProgram.Result both = program().run("load", inbox.toString());
    assertThat(both.out()).startsWith("1 loaded.\n");
    assertThat(both.err())
        .startsWith(inbox + ": left alone, the same bytes are in " + zip + ": " + name + "\n");
    assertThat(revisions()).hasSize(1);
    assertThat(program().run("load", inbox.resolve(name).toString()))
        .isEqualTo(
            new TestProgram.Result(
                0,
                "Nothing to do: all that was found is loaded.\n",
                "2008-01  already loaded  (" + name + ")\n"));
  }

  @Test
  void neverPutsWhatNothingDatesInThePlaceOfWhatSomethingDates() throws IOException {
    ReleaseFiles january = ReleaseFiles.of(SampleData.january());
    String loose = january.only("_ANWEB_SAMPLE.xlsx").folder(folder.resolve("unpacked")).toString();
    program().print("load", loose);
    assertThat(revisions()).hasSize(1);
    program().print("load", JANUARY);
    List<List<String>> revisions =
        database.rows(
            "select revision, is_current_revision, published_on, archive_name from hcpcs.release order by 1");
    assertThat(revisions)
        .containsExactly(
            List.of("1", "f", "2007-11-14", "HCPC2008_JAN_ANWEB_SAMPLE.xlsx"),
            List.of("2", "t", "2007-11-14", Path.of(JANUARY).getFileName().toString()));
    assertThat(
            database.rows(
                "select type_of_service_2, revision from hcpcs.code_detail where code = 'L4801'"))
        .containsExactly(List.of(TestDatabase.NULL, "2"));
    assertThat(
            database.values(
                "select distinct r.type_of_service_2 is null from hcpcs.code_history h"
                    + " join hcpcs.code_record r using (record_id) where h.code = 'L4801'"))
        .as("what the history says, whenever it was known")
        .containsExactly("t");
    program().print("verify");

    program().print("rollback", "2008-01");
    assertThat(database.values("select published_on from hcpcs.release"))
        .as("once nothing is there that could date it")
        .containsExactly("2008-01-01");
    program().print("verify");
  }

  @Tag("once")
  @Test
  void comesToTheSameStateWhereSomebodySavedAFileAgainBeforeOrAfter() throws IOException {
    String loose =
        ReleaseFiles.of(SampleData.january())
            .only("_ANWEB_SAMPLE.txt")
            .edit(
                "ANWEB", text -> text.replace("Compression glove, open", "Compression glove, OPEN"))
            .folder(folder.resolve("unpacked"))
            .toString();
    program().print("load", loose);
    program().print("load", JANUARY);
    TestDatabase backward = TestServer.migrated();
    TestProgram.with(backward, folder.resolve("backward")).print("load", JANUARY);
    TestProgram.with(backward, folder.resolve("backward")).print("load", loose);
    assertThat(backward.published()).isEqualTo(database.published());
    assertThat(revisions())
        .containsExactly(
            List.of("2008-01", "1", "f", "HCPC2008_JAN_ANWEB_SAMPLE.txt"),
            List.of("2008-01", "2", "t", Path.of(JANUARY).getFileName().toString()));
    TestProgram.with(backward, folder.resolve("backward")).print("verify");
  }

  private void assertSecondRevisionIsCurrent() {
    assertThat(revisions())
        .containsExactly(
            List.of("2008-01", "1", "f", "january-2008-alpha-numeric-hcpcs-file-sample.zip"),
            List.of("2008-01", "2", "t", "january-2008-alpha-numeric-hcpcs-file-sample_v2.zip"));
    assertThat(
            database.rows(
                "select coverage, edition, revision from hcpcs.code_detail where code = 'A3120'"))
        .containsExactly(List.of("D", "2008-01", "2"));
    assertThat(database.value("select count(*) from hcpcs.code_record where code = 'A3120'"))
        .isEqualTo("2");
    assertThat(
            database.values(
                """
                select r.coverage
                from hcpcs.release e
                join hcpcs.release_code using (release_id)
                join hcpcs.code_record r using (record_id)
                where r.code = 'A3120'
                order by e.revision
                """))
        .containsExactly("C", "D");
  }

  /** January again, with another coverage of one code. */
  private String writeRevision() throws IOException {
    return write(
        changed(SampleData.january(), SampleCase.SILENT_BY_CORRECTION, Field.COVERAGE, "D"),
        "january-2008-alpha-numeric-hcpcs-file-sample_v2.zip");
  }

  private String write(SampleRelease release, String name) throws IOException {
    return Files.write(folder.resolve(name), SampleWriter.zip(release)).toString();
  }

  private static SampleRelease changed(
      SampleRelease release, String code, Field field, String value) {
    return new SampleRelease(
        release.edition(),
        release.publishedOn(),
        release.records().stream()
            .map(sample -> sample.code().equals(code) ? sample.with(field, value) : sample)
            .toList(),
        release.damagedLines(),
        release.twinDifferences(),
        release.corrections(),
        release.nocCodes(),
        release.transactions());
  }

  @Test
  void addsNoRevisionForTheSameContentInAnotherArchive() throws IOException {
    program().print("load", JANUARY);
    List<String> before = database.published();
    Path zip =
        ReleaseFiles.of(SampleData.january())
            .zip(
                folder.resolve("january-2008.zip"), SampleData.january().publishedOn().plusDays(1));

    TestProgram.Result again = program().run("load", zip.toString());
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo("1 with the content of a loaded revision.\n");
    assertThat(database.published()).isEqualTo(before);
    assertThat(
            database.rows(
                "select archive_name, count(*) from hcpcs_load.source_file group by 1 order by 2, 1"))
        .containsExactly(
            List.of("january-2008-alpha-numeric-hcpcs-file-sample.zip", "8"),
            List.of("january-2008.zip", "8"));
    assertThat(program().print("load", zip.toString()))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
  }

  @Test
  void tellsACodeThatIsNotValidYet() throws IOException {
    program()
        .print(
            "load",
            write(changed(SampleData.april(), "YC", Field.ADDED_DATE, "29990101"), "april.zip"));
    assertThat(
            database.rows("select status, valid_during from hcpcs.code_detail where code = 'YC'"))
        .containsExactly(List.of("future", "[2999-01-01,)"));
  }

  @Test
  void writesNothingOnADryRun() {
    program().print("load", JANUARY);
    List<String> before = database.content();
    Path elsewhere = folder.resolve("elsewhere");

    TestProgram.Result dry =
        TestProgram.with(database, elsewhere).run("load", "--dry-run", "input");
    assertThat(dry)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "1 would be loaded, nothing was written, 1 loaded before.\n",
                """
                2008-01  already loaded  (january-2008-alpha-numeric-hcpcs-file-sample.zip)
                2008-04  would load: 59 codes, 12 modifiers, 30 new records, 14 findings, 0 lines rejected; 4 corrections: 3 open, 1 merged  \
                (april-2008-alpha-numeric-hcpcs-file-sample.zip)
                """));
    assertThat(database.content()).isEqualTo(before);
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void marksARunFailedAndPublishesNothingOfTheReleaseThatFailed() {
    database.execute(
        """
        create function hcpcs_load.fail() returns trigger language plpgsql as
          'begin raise exception ''disk on fire''; end';
        create trigger fail before insert on hcpcs_load.source_file for each row
        when (new.name like 'HCPC2008_APR%') execute function hcpcs_load.fail();
        """);
    TestProgram.Result failed = program().run("load", "input");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err().lines().skip(1))
        .singleElement()
        .asString()
        .startsWith("hcpcs: the database refused: ")
        .contains("disk on fire");
    assertThat(revisions()).extracting(row -> row.get(0)).containsExactly("2008-01");
    assertThat(database.value("select count(*) from hcpcs.code_record")).isEqualTo("68");
    assertThat(database.rows("select outcome, error, ended_at is not null from hcpcs_load.run"))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.get(0)).isEqualTo("failed");
              assertThat(run.get(1)).startsWith("DATABASE_FAILED: the database refused: ");
              assertThat(run.get(2)).isEqualTo("t");
            });

    database.execute("drop function hcpcs_load.fail() cascade");
    assertThat(program().print("load", "input")).isEqualTo("1 loaded, 1 loaded before.\n");
    TestDatabase undisturbed = TestServer.migrated();
    TestProgram.with(undisturbed, folder.resolve("undisturbed")).print("load", "input");
    assertThat(database.published()).isEqualTo(undisturbed.published());
  }

  @Test
  void marksARunFailedThatCannotKeepTheArchive() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createFile(home.resolve("archive"));
    TestProgram.Result failed = program().run("load", JANUARY);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .startsWith("hcpcs: ")
        .contains("cannot be copied to " + home.resolve("archive"))
        .hasLineCount(1);
    assertThat(revisions()).isEmpty();
    assertThat(database.rows("select outcome, left(error, 6) from hcpcs_load.run"))
        .containsExactly(List.of("failed", "DISK: "));
  }
}
