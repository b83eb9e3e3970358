package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;

/** Stages stop, go on, are run again and are logged, each on its own. */
class StagesIT {

  private static final String JANUARY = "input/january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final String APRIL = "input/april-2008-alpha-numeric-hcpcs-file-sample.zip";

  private static final String STAGES =
      "select edition, stage, milliseconds >= 0, error_code from hcpcs_load.stage_run"
          + " where run_id = (select max(run_id) from hcpcs_load.run)"
          + " order by started_at, array_position(array['acquire', 'parse', 'check', 'stage', 'publish'], stage)";

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  /** What an undisturbed load of the sample comes to. */
  private List<String> undisturbed() {
    return LoadedSample.database().published();
  }

  /** A copy of a sample that can be taken away. */
  private Path copy(String sample) throws IOException {
    Path copy = folder.resolve(Path.of(sample).getFileName());
    return Files.copy(Path.of(sample), copy);
  }

  @ParameterizedTest
  @CsvSource({
    "acquire, parse, 1",
    "parse, check, 2",
    "check, stage, 3",
    "stage, parse, 4",
    "stage, publish, 4",
  })
  void stopsAndGoesOnFromTheArchive(String until, String from, int stages) throws IOException {
    program().print("load", JANUARY);
    Path april = copy(APRIL);
    assertThat(program().print("load", "--until", until, april.toString()))
        .isEqualTo("1 stopped after " + until + ".\n");
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-01");
    assertThat(database.rows(STAGES)).hasSize(stages);
    assertThat(database.values("select edition from hcpcs_load.staged_release"))
        .hasSize(until.equals("stage") ? 1 : 0);

    Files.delete(april);
    assertThat(program().print("load", "--from", from)).isEqualTo("1 loaded.\n");
    assertThat(database.published()).isEqualTo(undisturbed());
    assertThat(database.value("select count(*) from hcpcs_load.staged_release")).isEqualTo("0");
    assertThat(program().print("load", "--from", from))
        .isEqualTo("Nothing to do: nothing is left to go on with.\n");
  }

  @Test
  void leavesWhatIsStagedForInspection() {
    program().print("load", "--until", "stage", "input");
    assertThat(
            database.rows(
                "select edition, codes, modifiers, (select count(*) from hcpcs_load.staged_record r where r.edition = s.edition)"
                    + " from hcpcs_load.staged_release s order by edition"))
        .containsExactly(
            List.of("2008-01", "57", "11", "68"), List.of("2008-04", "59", "12", "71"));
    assertThat(program().print("load", "--from", "publish", "--edition", "2008-04"))
        .isEqualTo("1 loaded.\n");
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-04");
  }

  @Test
  void publishesOnlyWhatWasStaged() {
    program().print("load", "--until", "stage", JANUARY);
    database.execute(
        "update hcpcs_load.staged_release set content_hash = '00000000-0000-0000-0000-000000000000'");
    TestProgram.Result refused = program().run("load", "--from", "publish");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err())
        .isEqualTo(
            "hcpcs: edition 2008-01: the archive reads otherwise now than when it was staged; stage it again:"
                + " load --from parse --until stage --edition 2008-01\n");
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("0");
    assertThat(database.value("select count(*) from hcpcs.code_record")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load",
        "load --from parse input",
        "load --reparse input",
        "load --reparse --until check",
        "load --reparse --apply-corrections",
        "load --from publish --until parse",
        "load --dry-run --until check input",
        "load --dry-run --reparse",
        "load --from nowhere",
      })
  void refusesWhatMakesNoSense(String command) {
    TestProgram.Result refused = program().run(command.split(" "));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(database.value("select count(*) from hcpcs_load.run")).isEqualTo("0");
  }

  @Test
  void readsTheSameAgain() {
    program().print("load", "input");
    List<String> before = database.state();
    assertThat(program().print("load", "--reparse")).isEqualTo("2 read again, the same.\n");
    assertThat(database.state()).isEqualTo(before);
    assertThat(program().print("load", "--reparse", "--edition", "2008-04"))
        .isEqualTo("1 read again, the same.\n");
    assertThat(program().print("load", "--reparse", "--edition", "2010-01"))
        .isEqualTo("Nothing to do: no archive is kept of what is loaded.\n");
  }

  /** What a reader of long ago could have left: another text, a record too many, one too few. */
  @Test
  void explainsWhatReadsOtherwise() throws SQLException {
    program().print("load", "input");
    List<String> before = database.published();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          """
          create temporary table wrong as
          select r.* from hcpcs.release_code m join hcpcs.code_record r using (record_id)
          where m.release_id = (select release_id from hcpcs.release where edition = '2008-04') and m.position = 3;
          update wrong set content_hash = gen_random_uuid(), long_description = 'READ WRONGLY',
            record_id = (select max(record_id) + 1 from hcpcs.code_record);
          insert into hcpcs.code_record overriding system value select * from wrong;
          update hcpcs_load.release_content c
          set record_ids = array_append(array_replace(c.record_ids[1:cardinality(c.record_ids) - 1], c.record_ids[3],
                (select record_id from wrong)), (select min(record_id) from hcpcs.code_record r
                  where r.code not in (select code from hcpcs.release_code m join hcpcs.code_record using (record_id)
                    where m.release_id = c.release_id)))
          where c.release_id = (select release_id from hcpcs.release where edition = '2008-04');
          update hcpcs.release set content_hash = gen_random_uuid(), codes = 1 where edition = '2008-04';
          select setval(pg_get_serial_sequence('hcpcs.code_record', 'record_id'), max(record_id)) from hcpcs.code_record;
          """);
      connection.commit();
    }
    String wrong =
        database.value(
            "select code from hcpcs.code_record where long_description = 'READ WRONGLY'");
    assertThat(program().run("load", "--reparse"))
        .satisfies(
            again -> {
              assertThat(again.exitCode()).isZero();
              assertThat(again.out())
                  .isEqualTo("1 read again, the same, 1 read again and changed.\n");
            });
    assertThat(
            database.rows(
                "select f.rule, f.field, f.observed, f.code = ? from hcpcs.finding f join hcpcs.release using (release_id)"
                    + " where edition = '2008-04' and f.rule like 'reparse-%' order by f.rule",
                wrong))
        .containsExactly(
            List.of("reparse-field", "long_description", "READ WRONGLY", "t"),
            List.of("reparse-record", TestDatabase.NULL, TestDatabase.NULL, "f"),
            List.of("reparse-record-gone", TestDatabase.NULL, TestDatabase.NULL, "f"));
    database.execute("delete from hcpcs.finding where rule like 'reparse-%'");
    assertThat(database.published()).isEqualTo(before);
    assertThat(program().run("verify").exitCode()).isZero();
  }

  @Test
  void saysWhichArchiveIsGone() throws IOException {
    program().print("load", JANUARY);
    String sha256 = database.value("select archive_sha256 from hcpcs_load.acquired");
    Files.delete(folder.resolve("home/archive").resolve(sha256));
    assertThat(program().run("load", "--reparse"))
        .isEqualTo(
            new TestProgram.Result(
                1,
                "1 failed.\n",
                "hcpcs: january-2008-alpha-numeric-hcpcs-file-sample.zip of 2008-01: the archive folder does not hold it any more,"
                    + " as "
                    + sha256
                    + "; load it from its source again\n"));
  }

  @Test
  void keepsWhatAnArchiveHolds() {
    program().print("load", JANUARY);
    assertThat(
            database.rows(
                "select a.edition, a.archive_name, a.bytes > 1000, a.release_sha256 = a.archive_sha256, count(m.name)"
                    + " from hcpcs_load.acquired a join hcpcs_load.archive_member m using (archive_sha256) group by a.*, 1, 2, 3, 4"))
        .containsExactly(
            List.of("2008-01", "january-2008-alpha-numeric-hcpcs-file-sample.zip", "t", "t", "8"));
  }

  @Test
  void logsTheStageThatFailed() {
    database.execute(
        """
        create function hcpcs_load.fail() returns trigger language plpgsql as
          'begin raise exception ''disk on fire''; end';
        create trigger fail before insert on hcpcs_load.source_file for each row execute function hcpcs_load.fail();
        """);
    assertThat(program().run("load", JANUARY).exitCode()).isEqualTo(1);
    assertThat(database.rows(STAGES))
        .containsExactly(
            List.of("2008-01", "acquire", "t", TestDatabase.NULL),
            List.of("2008-01", "parse", "t", TestDatabase.NULL),
            List.of("2008-01", "check", "t", TestDatabase.NULL),
            List.of("2008-01", "stage", "t", TestDatabase.NULL),
            List.of("2008-01", "publish", "t", "DATABASE_FAILED"));
  }

  @Test
  void printsHowLongEachStageTook() {
    assertThat(program().print("load", "--timings", JANUARY))
        .containsPattern("(?m)^2008-01  acquire  +\\d+ ms  0 read, \\d+ written$")
        .containsPattern("(?m)^2008-01  publish  +\\d+ ms  68 read, 68 written$");
  }

  @Test
  void reportsRuns() throws IOException {
    program().print("load", JANUARY);
    program().print("load", JANUARY);
    program().print("load", "--until", "parse", APRIL);
    assertThat(program().print("runs", "--format", "csv").lines().map(StagesIT::withoutTimes))
        .containsExactly(
            "run,outcome,editions,command,error",
            "3,done,1,load [" + APRIL + "] --until parse,",
            "2,nothing new,0,load [" + JANUARY + "],",
            "1,done,1,load [" + JANUARY + "],");
    assertThat(program().print("runs", "--last", "--format", "json"))
        .contains("\"stage\" : \"acquire\"", "\"stage\" : \"parse\"", "\"written\" : 71")
        .doesNotContain("\"stage\" : \"check\"");
    assertThat(program().print("runs", "1", "--format", "csv")).hasLineCount(6);
    assertThat(
            database.rows(
                "select count(distinct inputs_sha256), count(inputs_sha256) from hcpcs_load.run"))
        .containsExactly(List.of("2", "3"));
  }

  /** Without the columns started_at, seconds and program_version. */
  private static String withoutTimes(String line) {
    String[] cells = line.split(",", -1);
    return String.join(",", cells[0], cells[3], cells[4], cells[5], cells[7]);
  }

  @Test
  void closesAKilledRun() throws IOException {
    program().print("load", JANUARY);
    database.execute(
        """
        insert into hcpcs_load.run (command, program_version) values ('load', 'killed');
        insert into hcpcs_load.stage_run (run_id, edition, archive_sha256, stage, started_at, read, written, rejected)
        values (2, '2008-04', repeat('0', 64), 'stage', now(), 0, 0, 0);
        """);
    Path part = Files.createFile(folder.resolve("home/archive/part123.tmp"));
    assertThat(program().print("recover"))
        .as("a file that may still be written is left alone")
        .isEqualTo("1 killed runs closed, 0 half-written archives removed.\n");
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    assertThat(program().print("recover"))
        .isEqualTo("0 killed runs closed, 1 half-written archives removed.\n");
    assertThat(
            database.rows(
                "select r.outcome, r.ended_at >= r.started_at, s.error_code from hcpcs_load.run r"
                    + " join hcpcs_load.stage_run s using (run_id) where run_id = 2"))
        .containsExactly(List.of("killed", "t", "KILLED"));
    assertThat(folder.resolve("home/archive").toFile().list())
        .containsExactly(database.value("select archive_sha256 from hcpcs_load.acquired"));
    assertThat(program().print("recover")).isEqualTo("Nothing to do: no run was killed.\n");
    assertThat(program().run("verify").exitCode()).isZero();
  }

  @Test
  void leavesALivingRunAlone() {
    OtherRun.during(
        database,
        () -> {
          assertThat(program().run("recover"))
              .isEqualTo(
                  new TestProgram.Result(
                      4,
                      "",
                      "hcpcs: another run is loading into this database; try again when it has ended\n"));
        });
  }

  /** Two archives that said the same until a reader looked closer. */
  @Test
  void partsTwoArchivesThatSaidTheSame() throws IOException, SQLException {
    LocalDate day = SampleData.january().publishedOn();
    ReleaseFiles files = ReleaseFiles.of(SampleData.january()).only("_ANWEB_SAMPLE.txt");
    program().print("load", files.zip(folder.resolve("january-2008-file.zip"), day).toString());
    Path other =
        files
            .edit("_ANWEB_SAMPLE.txt", text -> text.replaceFirst("Item furnished", "Item provided"))
            .zip(folder.resolve("january-2008-file_v2.zip"), day.plusDays(20));
    program().print("load", other.toString());
    List<String> both = database.published();
    program().print("rollback", "2008-01");
    database.execute(
        """
        insert into hcpcs_load.source_file (release_id, name, role, bytes, sha256, modified_on, archive_name, archive_sha256)
        select r.release_id, m.name, m.role, m.bytes, m.sha256, m.modified_on, a.archive_name, a.archive_sha256
        from hcpcs.release r, hcpcs_load.acquired a join hcpcs_load.archive_member m using (archive_sha256)
        where a.archive_sha256 <> r.archive_sha256
        """);
    assertThat(program().print("load", "--reparse"))
        .isEqualTo("1 read again, the same, 1 read again and changed.\n");
    assertThat(database.values("select rule from hcpcs.finding where rule like 'reparse-%'"))
        .containsOnly("reparse-field");
    database.execute("delete from hcpcs.finding where rule like 'reparse-%'");
    assertThat(database.published()).isEqualTo(both);
  }
}
