package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;

/** What two editions, or two days of knowledge, say otherwise. */
@Tag("sql")
class DiffIT {

  @TempDir private static Path folder;
  private static TestDatabase database = TestServer.migrated();
  private static TestProgram program = TestProgram.with(database, Path.of("target"));

  /** The sample, and January again: another coverage of one code, another sequence of a second. */
  @BeforeAll
  static void loadTheSampleAndARevision() throws IOException {
    program = TestProgram.with(database, folder.resolve("home"));
    Path revision =
        ReleaseFiles.of(SampleData.january())
            .only("_ANWEB_SAMPLE.txt")
            .edit(
                "ANWEB",
                text ->
                    text.replace("A3120001003", "A3120002003")
                        .replace("Bath seat with hand grip,", "Bath seat with hand rail,"))
            .zip(
                folder.resolve("january-2008-alpha-numeric-hcpcs-file_v2.zip"),
                SampleData.january().publishedOn().plusDays(20));
    program.print("load", "input", revision.toString());
  }

  private static List<String> csv(String... command) {
    String[] line = Arrays.copyOf(command, command.length + 2);
    line[command.length] = "--format";
    line[command.length + 1] = "csv";
    return program.print(line).lines().toList();
  }

  @Test
  void comparesARevisionWithALaterOne() {
    List<String> differences =
        List.of(
            "code,change,field,old_value,new_value",
            "A3120,changed,sequence,100,200",
            "E3501,changed,long_description,\"Bath seat with hand grip, height adjustable, without wheels\","
                + "\"Bath seat with hand rail, height adjustable, without wheels\"");
    assertThat(csv("diff", "2008-01.1", "2008-01.2")).isEqualTo(differences);
    assertThat(csv("diff", "2008-01.1", "2008-01")).isEqualTo(differences);
    assertThat(csv("diff", "2008-01.2", "2008-01")).hasSize(1);
  }

  @Test
  void comparesTheWholeContentsOfTwoEditions() {
    assertThat(csv("diff", "2008-01", "2008-04"))
        .contains(
            "A3120,changed,sequence,200,100",
            "A3120,changed,coverage,C,D",
            "A3126,added,,,",
            "T3101,removed,,,",
            "C3401,changed,termination_date,,2008-02-15");
    assertThat(
            database.rows(
                """
                select code, field, old_value, new_value
                from hcpcs.diff_editions('2008-01', '2008-04')
                where field not in ('action', 'sequence')
                order by 1, 2
                """))
        .as("the same as the changes that a load notes")
        .isNotEmpty()
        .isEqualTo(
            database.rows(
                """
                select code, field, old_value, new_value
                from hcpcs.code_change
                join hcpcs.release using (release_id)
                where edition = '2008-04' and field is not null
                order by 1, 2
                """));
  }

  /**
   * A blank action says neither that something changed nor, as N does, that nothing did: the action
   * effective date tells. It is a finding, and keeps no edition from being loaded.
   */
  @Test
  void tellsABlankActionFromTheOneThatSaysNothingChanged() throws IOException {
    TestDatabase copy = TestServer.copyOf(database);
    String april = ReleaseFiles.of(SampleData.april()).text("_ANWEB_SAMPLE.txt");
    String july =
        april
            .lines()
            .map(
                line ->
                    line.matches("A312[05]\\d{5}3.*")
                        ? line.substring(0, 229)
                            + "S"
                            + line.substring(230, 276)
                            + (line.startsWith("A3120") ? "20080701" : line.substring(276, 284))
                            + line.substring(284, 292)
                            + " "
                        : line)
            .collect(Collectors.joining("\r\n"));
    TestProgram.with(copy, folder.resolve("home"))
        .print(
            "load",
            ReleaseFiles.of("HCPC2008_JUL_ANWEB.txt", july.getBytes(ReleaseFiles.WINDOWS_1252))
                .folder(folder.resolve("2008-07"))
                .toString());
    assertThat(
            copy.rows(
                """
                select code, silent
                from hcpcs.code_change
                join hcpcs.release using (release_id)
                where edition = '2008-07' and field = 'coverage'
                order by 1
                """))
        .containsExactly(List.of("A3120", "f"), List.of("A3125", "t"));
    assertThat(
            copy.rows(
                "select code, field, file, line > 0 from hcpcs.finding where rule = 'field-action' order by 1"))
        .containsExactly(
            List.of("A3120", "action", "HCPC2008_JUL_ANWEB.txt", "t"),
            List.of("A3125", "action", "HCPC2008_JUL_ANWEB.txt", "t"));
  }

  @Test
  void saysTheOppositeTheOtherWayRound() {
    assertThat(
            database.rows(
                """
                select code, field, new_value, old_value,
                  case change when 'added' then 'removed' when 'removed' then 'added' else change end
                from hcpcs.diff_editions('2008-04', '2008-01')
                """))
        .isEqualTo(
            database.rows(
                "select code, field, old_value, new_value, change from hcpcs.diff_editions('2008-01', '2008-04')"));
    assertThat(
            database.rows(
                """
                select code, valid_during, field, new_value, old_value,
                  case change when 'added' then 'removed' when 'removed' then 'added' else change end
                from hcpcs.diff_known('2008-04-01', '2008-01-01')
                """))
        .isEqualTo(
            database.rows(
                """
                select code, valid_during, field, old_value, new_value, change
                from hcpcs.diff_known('2008-01-01', '2008-04-01')
                """));
  }

  @Test
  void comparesWhatWasKnownOnTwoDays() {
    assertThat(csv("diff", "2008-01-01", "2008-04-01"))
        .startsWith("code,valid_during,change,field,old_value,new_value")
        .contains(
            "C3401,\"[2008-02-16,)\",removed,,,",
            "C3401,\"[2007-04-01,2008-02-16)\",changed,termination_date,,2008-02-15",
            "Q3601,\"[2008-04-01,)\",added,,,",
            "T3101,\"[2008-04-01,)\",changed,absent_since,,2008-04-01")
        .noneMatch(line -> line.startsWith("Q3601,\"[2001"));
    assertThat(csv("diff", "2007-12-10", "2008-03-01")).hasSize(1);
    assertThat(csv("diff", "2000-01-01", "2007-11-20"))
        .hasSize(1 + 68)
        .allMatch(line -> line.startsWith("code,") || line.contains(",added,"));
  }

  /** The overlay holds day by day: there is a row about a day where the two answers differ. */
  @ParameterizedTest
  @CsvSource({"2007-11-20, 2008-04-01", "2007-11-20, 2007-12-20", "2000-01-01, 2008-04-01"})
  void tellsTheDifferenceForEveryDayOfService(String a, String b) {
    assertThat(
            database.rows(
                """
                with day as (
                  select generate_series(date '2000-01-01', date '2009-01-01', interval '10 days')::date as day
                  union all
                  values (date '2008-02-15'), (date '2008-02-16'), (date '2008-03-31'), (date '2008-04-01')
                ), old as (
                  select day, code, meaning, record_id
                  from hcpcs.code_history
                  join day on valid_during @> day
                  where known_during @> date '%1$s'
                ), new as (
                  select day, code, meaning, record_id
                  from hcpcs.code_history
                  join day on valid_during @> day
                  where known_during @> date '%2$s'
                ), expected as (
                  select day, code
                  from old o
                  full join new n using (day, code)
                  where (o.meaning, o.record_id) is distinct from (n.meaning, n.record_id)
                ), told as (
                  select distinct day, code
                  from hcpcs.diff_known('%1$s', '%2$s')
                  join day on valid_during @> day
                  where field is distinct from 'absent_since'
                )
                select * from (
                  (table expected except table told) union all (table told except table expected)) x
                """
                    .formatted(a, b)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2008-01|2008-04-01|2|2008-01 and 2008-04-01: compare two editions or two days, not one with the other",
        "2008-04-01|2008-01|2|2008-04-01 and 2008-01: compare two editions or two days, not one with the other",
        "2008-02|2008-01|2|2008-02: neither an edition (YYYY-MM, or YYYY-MM.N for its revision N) nor a day (YYYY-MM-DD)",
        "2008-02-30|2008-01-01|2|2008-02-30: neither an edition (YYYY-MM, or YYYY-MM.N for its revision N) nor a day (YYYY-MM-DD)",
        "2008-01.0|2008-01|2|2008-01.0: neither an edition (YYYY-MM, or YYYY-MM.N for its revision N) nor a day (YYYY-MM-DD)",
        "2008-01|2019-01|1|2019-01: this edition is not loaded; hcpcs releases lists those that are",
        "2019-01|2008-01|1|2019-01: this edition is not loaded; hcpcs releases lists those that are",
        "2008-01|2008-01.3|1|2008-01.3: this edition is not loaded; hcpcs releases lists those that are",
      })
  void refusesWhatItCannotCompare(String a, String b, int exitCode, String message) {
    assertThat(program.run("diff", a, b))
        .isEqualTo(new TestProgram.Result(exitCode, "", "hcpcs: " + message + "\n"));
  }

  @Test
  void letsReadersCallTheFunctions() {
    assertThat(
            program.print(
                "sql",
                "--format",
                "csv",
                "select count(*) from hcpcs.diff_editions('2008-01.1', '2008-01.2')"))
        .isEqualTo("count\r\n2\r\n");
  }
}
