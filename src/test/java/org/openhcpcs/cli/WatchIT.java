package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;

/** What programs see of a run: its log as JSON, its report, its metrics, the status. */
class WatchIT {

  private static final String JANUARY = "input/january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final List<String> STAGE_KEYS =
      List.of(
          "time",
          "event",
          "run",
          "edition",
          "archive_sha256",
          "stage",
          "milliseconds",
          "read",
          "written",
          "rejected",
          "skipped",
          "error_code");

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  /** The members of an object; an array or object in it is null. */
  private static Map<String, String> members(String json) {
    Map<String, String> members = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      assertThat(parser.nextToken()).as(json).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        members.put(name, value.isScalarValue() ? parser.getText() : "");
        parser.skipChildren();
      }
      assertThat(parser.nextToken()).as(json).isNull();
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
    return members;
  }

  private static List<Map<String, String>> log(TestProgram.Result result) {
    List<Map<String, String>> lines = result.err().lines().map(WatchIT::members).toList();
    assertThat(lines).allSatisfy(line -> assertThat(Instant.parse(line.get("time"))).isNotNull());
    return lines;
  }

  private static Map<String, String> last(TestProgram.Result result) {
    List<Map<String, String>> lines = log(result);
    assertThat(lines)
        .filteredOn(line -> line.getOrDefault("event", "").equals("run_end"))
        .hasSize(1);
    return lines.get(lines.size() - 1);
  }

  @Test
  void logsOneObjectALine() {
    TestProgram.Result text = program().run("load", "--dry-run", "input");
    assertThat(program().run("load", "--dry-run", "--log", "json", "input").out())
        .isEqualTo(text.out());

    TestProgram.Result result = program().run("load", "--log", "json", "input");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("2 loaded.\n");
    List<Map<String, String>> log = log(result);
    assertThat(log).allSatisfy(line -> assertThat(line).containsEntry("run", "1"));
    assertThat(log)
        .filteredOn(line -> line.getOrDefault("event", "").startsWith("stage"))
        .hasSize(20)
        .allSatisfy(line -> assertThat(line.keySet()).containsExactlyElementsOf(STAGE_KEYS));
    assertThat(
            log.stream()
                .map(line -> line.get("event") + " " + line.getOrDefault("stage", ""))
                .limit(12))
        .containsExactly(
            "run_begin ",
            "stage_begin acquire",
            "stage_end acquire",
            "stage_begin parse",
            "stage_end parse",
            "stage_begin check",
            "stage_end check",
            "stage_begin stage",
            "stage_end stage",
            "stage_begin publish",
            "stage_end publish",
            "release ");
    assertThat(log.get(4))
        .containsEntry("edition", "2008-01")
        .containsEntry("read", "100")
        .containsEntry("written", "68")
        .containsEntry("rejected", "1")
        .containsEntry("error_code", "null");
    assertThat(log.get(3)).containsEntry("milliseconds", "null").containsEntry("read", "null");
    assertThat(log.get(11)).containsEntry("status", "loaded").containsEntry("codes", "57");
    assertThat(last(result))
        .containsEntry("outcome", "done")
        .containsEntry("exit_code", "0")
        .containsEntry("message", "2 loaded.");
  }

  @ParameterizedTest
  @CsvSource({
    "load nowhere, 1, PATH_NOT_FOUND, failed",
    "load, 2, USAGE, failed",
    "load --nonsense input, 2, USAGE, failed",
    "load --edition 2008-02 input, 2, USAGE, failed",
    "load --limit codes=5000 input, 3, GATE_REFUSED, refused",
    "refresh --offline --input nowhere --since 2008-02, 2, USAGE, failed",
    "rollback 2008-01, 1, EDITION_UNKNOWN, failed",
  })
  void logsFailuresAsTheLastLine(String command, int exitCode, String errorCode, String outcome) {
    TestProgram.Result result = program().run((command + " --log json").split(" "));
    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(last(result))
        .containsEntry("outcome", outcome)
        .containsEntry("exit_code", String.valueOf(exitCode))
        .containsEntry("error_code", errorCode);
    TestProgram.Result text = program().run(command.split(" "));
    assertThat(text.exitCode()).isEqualTo(exitCode);
    assertThat(text.err()).endsWith("hcpcs: " + last(result).get("message") + "\n");
  }

  @Test
  void logsTheStageThatFailed() {
    breakPublishing();
    TestProgram.Result result = program().run("load", "--log=json", JANUARY);
    assertThat(result.exitCode()).isEqualTo(1);
    List<Map<String, String>> log = log(result);
    assertThat(log.get(log.size() - 3))
        .containsEntry("event", "stage_end")
        .containsEntry("stage", "publish")
        .containsEntry("error_code", "DATABASE_FAILED");
    assertThat(log.get(log.size() - 2))
        .containsEntry("event", "failure")
        .containsEntry("error_code", "DATABASE_FAILED");
    assertThat(last(result)).containsEntry("error_code", "DATABASE_FAILED");
  }

  private void breakPublishing() {
    database.execute(
        """
        create function hcpcs_load.fail() returns trigger language plpgsql as
          'begin raise exception ''disk on fire''; end';
        create trigger fail before insert on hcpcs_load.source_file for each row execute function hcpcs_load.fail();
        """);
  }

  @Test
  void logsWhatARefreshCouldNotLoad() throws IOException {
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Files.writeString(drop.resolve("january-2009-alpha-numeric-hcpcs-file.zip"), "<html>");
    SampleWriter.writeZip(SampleData.january().unmarked(), drop);
    TestProgram.Result result =
        program().run("refresh", "--offline", "--input", drop.toString(), "--log", "json");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(log(result))
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsEntry("event", "failure")
                    .containsEntry("error_code", "ARCHIVE_DAMAGED"))
        .anySatisfy(line -> assertThat(line).containsEntry("status", "loaded"));
    assertThat(last(result))
        .containsEntry("outcome", "failed")
        .containsEntry("message", result.out().strip());
  }

  @Test
  void quietLogsOnlyTheEnd() {
    assertThat(log(program().run("load", "--log", "json", "--quiet", "input"))).hasSize(1);
  }

  @Test
  void writesTheReport() throws IOException {
    Path report = folder.resolve("report.json");
    program().print("load", "--report", report.toString(), "input");
    String first = Files.readString(report);
    assertThat(members(first))
        .containsEntry("run", "1")
        .containsEntry("outcome", "done")
        .containsEntry("exit_code", "0")
        .containsEntry("message", "2 loaded.");
    String rows = program().print("runs", "1", "--format", "json");
    assertThat(withoutBlanks(first)).contains("\"stages\":" + withoutBlanks(rows));

    program().run("load", "--report", report.toString(), "--limit", "codes=5000", "nowhere");
    assertThat(members(Files.readString(report)))
        .containsEntry("run", "null")
        .containsEntry("outcome", "failed")
        .containsEntry("exit_code", "1")
        .containsEntry("error_code", "PATH_NOT_FOUND");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("home", "report.json");
  }

  private static String withoutBlanks(String json) {
    return json.replaceAll("\\s+", "");
  }

  @Test
  void reportsWhatWasRefused() throws IOException {
    Path report = folder.resolve("report.json");
    TestProgram.Result result =
        program().run("load", "--report", report.toString(), "--limit", "codes=5000", JANUARY);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(withoutBlanks(Files.readString(report)))
        .contains(
            "\"outcome\":\"refused\",\"exit_code\":3",
            "\"refused\":[\"2008-01\"]",
            "\"gate\":\"codes\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--report", "--metrics"})
  void saysWhereItCannotReport(String option) throws IOException {
    Path nowhere = folder.resolve("nowhere").resolve("file");
    TestProgram.Result result = program().run("load", option, nowhere.toString(), JANUARY);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).startsWith("1 loaded.\n");
    assertThat(result.err())
        .endsWith("hcpcs: " + nowhere + ": cannot be written: its folder does not exist\n");
    assertThat(database.values("select edition from hcpcs.release")).containsExactly("2008-01");
    assertThat(database.value("select outcome from hcpcs_load.run")).isEqualTo("done");

    TestProgram.Result special = program().run("load", option, folder.toString(), JANUARY);
    assertThat(special.exitCode()).isEqualTo(1);
    assertThat(special.err())
        .endsWith("hcpcs: " + folder + ": cannot be written: it is no ordinary file\n");
    assertThat(
            program()
                .run("load", option, nowhere.toString(), "--limit", "codes=5000", "input")
                .exitCode())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--report", "--metrics"})
  void reportsNoDryRun(String option) {
    TestProgram.Result result =
        program().run("load", "--dry-run", option, folder.resolve("x").toString(), JANUARY);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  private List<String> samples(Path metrics) throws IOException {
    return Files.readAllLines(metrics).stream().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void writesMetricsWhateverHappens() throws IOException {
    Path metrics = folder.resolve("hcpcs.prom");
    program().print("load", "--metrics", metrics.toString(), "input");
    String codes = database.value("select count(*) from hcpcs.code_current");
    String success =
        database.value("select floor(extract(epoch from ended_at)) from hcpcs_load.run");
    List<String> loaded =
        List.of(
            "hcpcs_editions 2",
            "hcpcs_codes " + codes,
            "hcpcs_newest_edition_effective_timestamp_seconds 1207008000");
    assertThat(samples(metrics))
        .containsAll(loaded)
        .contains(
            "hcpcs_database_up 1",
            "hcpcs_last_run_exit_code 0",
            "hcpcs_last_run_lines_read 202",
            "hcpcs_last_run_lines_rejected 1",
            "hcpcs_last_run_records_published 139")
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("hcpcs_last_success_timestamp_seconds " + success.substring(0, 9)));

    assertThat(
            program()
                .withEnvironment(Map.of("PGUSER", TestServer.WITH_PASSWORD, "PGPASSWORD", "wrong"))
                .run("load", "--metrics", metrics.toString(), "input")
                .exitCode())
        .isEqualTo(5);
    assertThat(samples(metrics))
        .contains(
            "hcpcs_database_up 0",
            "hcpcs_last_run_exit_code 5",
            "hcpcs_last_run_outcome{outcome=\"failed\"} 1")
        .noneMatch(line -> line.matches("hcpcs_(editions|codes|newest|last_success).*"));

    assertThat(program().run("load", "--metrics", metrics.toString(), "nowhere").exitCode())
        .isEqualTo(1);
    assertThat(samples(metrics))
        .containsAll(loaded)
        .contains("hcpcs_database_up 1", "hcpcs_last_run_exit_code 1");
  }

  /** The session is gone when the run ends; the report and the metrics ask over a new one. */
  @Test
  void reportsAfterALostConnection() throws IOException {
    database.execute(
        """
        create function hcpcs_load.fail() returns trigger language plpgsql as
          'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
        create trigger fail before insert on hcpcs_load.source_file for each row execute function hcpcs_load.fail();
        """);
    Path metrics = folder.resolve("hcpcs.prom");
    Path report = folder.resolve("report.json");
    TestProgram.Result result =
        program()
            .run(
                "load",
                "--log",
                "json",
                "--metrics",
                metrics.toString(),
                "--report",
                report.toString(),
                JANUARY);
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(last(result)).containsEntry("error_code", "DATABASE_UNREACHABLE");
    assertThat(samples(metrics)).contains("hcpcs_database_up 1", "hcpcs_editions 0");
    assertThat(members(Files.readString(report))).containsEntry("exit_code", "5");
    assertThat(withoutBlanks(Files.readString(report)))
        .contains("\"run_started_at\":", "\"stage\":\"parse\"");
    assertThat(program().run("status", "--max-age", "20000").exitCode()).isEqualTo(20);
  }

  @Test
  void tellsHowFreshItIs() throws SQLException {
    TestProgram.Result never = program().run("status");
    assertThat(never.exitCode()).isEqualTo(20);
    assertThat(never.out()).startsWith("NEVER LOADED: nothing is loaded\n");

    program().print("load", "input");
    TestProgram.Result stale = program().run("status");
    assertThat(stale.exitCode()).isEqualTo(21);
    assertThat(stale.out()).startsWith("STALE: the newest edition is 2008-04, and ");
    assertThat(program().print("status", "--max-age", "20000", "--max-idle", "1"))
        .startsWith("FRESH: edition 2008-04 is loaded\n")
        .contains("  last run outcome     done\n");
    assertThat(program().print("status", "--max-age", "20000", "--format", "csv"))
        .startsWith("status,reason,newest_edition,revision,")
        .contains("\nfresh,edition 2008-04 is loaded,2008-04,1,2008-04-01,2008-03-12,");
    assertThat(program().run("status", "--max-age", "-1").exitCode()).isEqualTo(2);

    program().print("rollback", "2008-04");
    program().run("load", "--limit", "codes=5000", "input");
    TestProgram.Result refused = program().run("status", "--max-age", "20000");
    assertThat(refused.exitCode()).isEqualTo(23);
    assertThat(refused.out())
        .startsWith("REFUSED: a gate refused 2008-04; to look: hcpcs staged\n")
        .contains("  refused              2008-04\n");

    database.execute(
        "insert into hcpcs_load.run (command, program_version) values ('refresh', 'killed')");
    OtherRun.during(
        database,
        () -> {
          TestProgram.Result running = program().run("status", "--max-age", "20000");
          assertThat(running.exitCode()).isEqualTo(23);
          assertThat(running.out()).contains("  last run outcome     running\n");
        });
    TestProgram.Result killed = program().run("status", "--max-age", "20000");
    assertThat(killed.exitCode()).isEqualTo(22);
    assertThat(killed.out())
        .startsWith("LAST RUN FAILED: run 4 was killed; the next one clears it\n");
  }
}
