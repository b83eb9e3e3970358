package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** The history of the sample, asked in SQL and through the program. */
@Tag("sql")
class HistoryIT {

  private static final String HISTORY =
      """
      select code, meaning, valid_during, known_during, basis, end_reason, absent_since, evidence, r.content_hash
      from hcpcs.code_history h
      join hcpcs.code_record r using (record_id, code)
      order by code collate "C", known_during, valid_during
      """;

  private static final String CHANGES =
      """
      select l.edition, code, change, field, old_value, new_value, action, c.effective_on, silent
      from hcpcs.code_change c
      join hcpcs.release l using (release_id)
      order by l.edition, code collate "C", field, change
      """;

  @TempDir private static Path home;
  private static TestDatabase database = TestServer.migrated();
  private static TestProgram program = TestProgram.with(database, Path.of("target"));

  @BeforeAll
  static void loadTheSample() {
    program = TestProgram.with(database, home);
    program.print("load", "input");
  }

  @ParameterizedTest
  @CsvSource({
    "S9372, 2008-06-01, valid",
    "s9372, 2008-06-01, valid",
    "S9372, 2001-12-31, not yet valid",
    "S9372, 2002-01-01, valid",
    "C3401, 2008-02-15, valid",
    "C3401, 2008-02-16, terminated",
    "K2802, 2008-02-01, terminated",
    "K2802, 2008-04-01, valid",
    "T3101, 2008-03-31, valid",
    "T3101, 2008-04-01, absent",
    "99601, 2008-06-01, level I",
    "D0120, 2008-06-01, dental",
    "Z9Z9Z, 2008-06-01, unknown",
  })
  void judgesACodeOnADateOfService(String code, String day, String verdict) {
    assertThat(
            database.value(
                "select verdict from hcpcs.check_code('%s', date '%s')".formatted(code, day)))
        .isEqualTo(verdict);
  }

  @Test
  void judgesByWhatWasKnownThen() {
    assertThat(
            database.value(
                "select verdict from hcpcs.check_code('T3101', date '2008-06-01', date '2008-03-11')"))
        .isEqualTo("valid");
    assertThat(
            database.value(
                "select verdict from hcpcs.check_code('S9372', date '2008-06-01', date '2007-11-13')"))
        .isEqualTo("unknown");
  }

  @Test
  void countsTheMeaningsOfTheReusedCode() {
    assertThat(
            database.rows(
                "select distinct meaning from hcpcs.code_history where code = 'Q3601' order by 1"))
        .containsExactly(List.of("1"), List.of("2"));
  }

  @Test
  void givesTheSameHistoryAndChangesWhateverTheOrderOfLoading() {
    TestDatabase reversed = TestServer.migrated();
    TestProgram other = TestProgram.with(reversed, home.resolve("reversed"));
    other.print("load", "input/april-2008-alpha-numeric-hcpcs-file-sample.zip");
    other.print("load", "input/january-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(reversed.rows(HISTORY)).isEqualTo(database.rows(HISTORY)).isNotEmpty();
    assertThat(reversed.rows(CHANGES)).isEqualTo(database.rows(CHANGES)).isNotEmpty();
  }

  @Test
  void saysOnThePageOfAReusedCodeWhatItMeantBefore() {
    assertThat(program.print("show", "Q3601"))
        .contains("Earlier meaning             Bird flu contact sample kit, through 2004-03-31\n");
    assertThat(program.print("show", "A3101")).doesNotContain("Earlier meaning");
  }

  @Test
  void hasNoHistoryOfACodeThatNoEditionLists() {
    assertThat(program.run("show", "--history", "z9999"))
        .extracting(TestProgram.Result::exitCode, TestProgram.Result::out)
        .containsExactly(1, "");
  }

  @Test
  void listsAsManyCodesOnADayAsTheyAreValidOneByOne() {
    assertThat(
            database.value(
                """
                select count(*) filter (where a.code is null or v.verdict <> 'valid')
                from (select distinct code from hcpcs.code_history) c
                cross join lateral hcpcs.check_code(c.code, date '2008-04-01') v
                full join hcpcs.code_as_of(date '2008-04-01') a on a.code = c.code
                where a.code is not null or v.verdict = 'valid'
                """))
        .isEqualTo("0");
  }

  @Test
  void showsWhatReplacesAnEndedCode() {
    assertThat(
            database.rows(
                "select replaced_by, target_kind, living_end, is_cycle from hcpcs.replacement where code = 'C3401'"))
        .containsExactly(List.of("C3402", "in file", "C3402", "f"));
  }

  @Test
  void listsSilentChanges() {
    assertThat(program.print("changes", "--silent", "--edition", "2008-04", "--format", "csv"))
        .contains("2008-04,A3120,changed,coverage,N,", "2008-04,G3604,changed,long_description,N,");
    assertThat(program.print("changes", "--code", "\u00a0w3 "))
        .isEqualTo(
            """
            edition  code  action  effective_on  silent  change
            -------  ----  ------  ------------  ------  ---------------------------------------------------------------------------
            2008-04  W3    C       2008-04-01            long_description: Service rendered in a mobile unit that is parked at a
                                                         school {+or library+}
            2008-04  W3    C       2008-04-01            action_effective_date: 2006-01-01 -> 2008-04-01
            (2 rows)
            This is the sample, which the OpenHCPCS project made up: no CMS publication.
            """);
    assertThat(program.print("changes", "--code", "t3101", "--format", "csv").lines().skip(1))
        .containsExactly("2008-04,T3101,absent,,,,t,,,f");
  }

  @Test
  void tellsACodeThatReturnsUnchangedFromOneThatWasAdded() throws IOException {
    TestDatabase later = TestServer.migrated();
    TestProgram other = TestProgram.with(later, home.resolve("later"));
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    records.add(SampleData.january().record("T3101"));
    SampleRelease july = SampleRelease.of(new Edition(2008, 7), LocalDate.of(2008, 6, 12), records);
    other.print("load", "input");
    other.print("load", SampleWriter.writeZip(july, home).toString());
    assertThat(
            later.rows(
                "select l.edition, change from hcpcs.code_change join hcpcs.release l using (release_id)"
                    + " where code = 'T3101' order by 1"))
        .containsExactly(List.of("2008-04", "absent"), List.of("2008-07", "returned"));
    assertThat(later.value("select verdict from hcpcs.check_code('T3101', date '2008-05-01')"))
        .isEqualTo("valid");
  }

  /** The edition between does not list it, so the edition before has nothing to compare with. */
  @Test
  void tellsWhichFieldsOfACodeChangedAfterAGapWhateverTheOrderOfLoading() throws IOException {
    TestDatabase own = TestServer.migrated();
    TestProgram other = TestProgram.with(own, home.resolve("after-a-gap"));
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    SampleRecord before = SampleData.january().record("T3101");
    Map<Field, String> fields = new HashMap<>(before.values());
    fields.put(Field.COVERAGE, "S");
    records.add(new SampleRecord("T3101", fields));
    SampleRelease july = SampleRelease.of(new Edition(2008, 7), LocalDate.of(2008, 6, 12), records);
    String asked =
        "select code, change, field, old_value, new_value, silent from hcpcs.code_change where after_gap";
    other.print("load", SampleWriter.writeZip(july, home).toString());
    other.print("load", "input/april-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(own.rows(asked)).as("nothing older is loaded").isEmpty();
    other.print("load", "input/january-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(own.rows(asked))
        .containsExactly(
            List.of("T3101", "changed", "coverage", before.get(Field.COVERAGE), "S", "f"));
    assertThat(other.print("changes", "--edition", "2008-07", "--code", "t3101"))
        .contains("returned", "after a gap: coverage: " + before.get(Field.COVERAGE) + " -> S");
    assertThat(other.print("report", "2008-07", "--out", "-"))
        .contains("Fields changed after a gap");
    assertThat(other.run("verify").exitCode()).isZero();
    other.print("rollback", "2008-01");
    assertThat(own.rows(asked)).isEmpty();
    assertThat(other.run("verify").exitCode()).isZero();
  }

  @Test
  void tellsThatACodeReturnedWhateverTheOrderOfLoading() throws IOException {
    TestDatabase latestFirst = TestServer.migrated();
    TestProgram other = TestProgram.with(latestFirst, home.resolve("latest-first"));
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    for (int month : new int[] {10, 7}) {
      if (month == 10) {
        records.add(SampleData.january().record("T3101"));
      } else {
        records.remove(records.size() - 1);
      }
      SampleRelease release =
          SampleRelease.of(new Edition(2008, month), LocalDate.of(2008, month - 1, 12), records);
      other.print("load", SampleWriter.writeZip(release, home).toString());
    }
    other.print("load", "input/april-2008-alpha-numeric-hcpcs-file-sample.zip");
    other.print("load", "input/january-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(
            latestFirst.rows(
                "select l.edition, change from hcpcs.code_change join hcpcs.release l using (release_id)"
                    + " where code = 'T3101' order by 1"))
        .containsExactly(List.of("2008-04", "absent"), List.of("2008-10", "returned"));
  }

  @Test
  void waitsForAnEditionThatIsPublishedBeforeItTakesEffect() throws IOException {
    int nextYear = LocalDate.now(ZoneOffset.UTC).getYear() + 1;
    String start = nextYear + "0101";
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    records.removeIf(each -> each.code().equals("S9336"));
    records.add(
        new SampleRecord(
            "S9999",
            Map.of(
                Field.LONG_DESCRIPTION, "Something of next year",
                Field.SHORT_DESCRIPTION, "Next year",
                Field.ADDED_DATE, start,
                Field.ACTION_EFFECTIVE_DATE, start,
                Field.ACTION, "A")));
    SampleRelease next =
        SampleRelease.of(new Edition(nextYear, 1), LocalDate.of(nextYear - 1, 1, 2), records);
    TestDatabase early = TestServer.migrated();
    TestProgram.with(early, home.resolve("early"))
        .print("load", "input", SampleWriter.writeZip(next, home).toString());
    String verdict = "select verdict from hcpcs.check_code('%s', date '%s')";
    String status = "select status from hcpcs.code_detail where code = '%s'";
    String today = nextYear - 1 + "-12-31";
    String then = nextYear + "-01-01";
    assertThat(early.value(verdict.formatted("S9999", today))).isEqualTo("not yet valid");
    assertThat(early.value(verdict.formatted("S9999", then))).isEqualTo("valid");
    assertThat(early.value(status.formatted("S9999"))).isEqualTo("future");
    assertThat(early.value(verdict.formatted("S9336", today))).isEqualTo("valid");
    assertThat(early.value(verdict.formatted("S9336", then))).isEqualTo("absent");
    assertThat(early.value(status.formatted("S9336"))).isEqualTo("active");
    assertThat(early.value(status.formatted("T3101"))).isEqualTo("absent");
  }

  @Test
  void ordersRevisionsOfOneDayByTheirNames() throws IOException {
    LocalDate day = SampleData.january().publishedOn();
    ReleaseFiles first = ReleaseFiles.of(SampleData.january()).only("_ANWEB_SAMPLE.txt");
    String second =
        first
            .edit("ANWEB", text -> text.replace("Bath seat with hand", "Bath seat with HAND"))
            .zip(home.resolve("january-2008-alpha-numeric-hcpcs-file_v2.zip"), day)
            .toString();
    String original =
        first.zip(home.resolve("january-2008-alpha-numeric-hcpcs-file.zip"), day).toString();
    for (List<String> order : List.of(List.of(original, second), List.of(second, original))) {
      TestDatabase twice = TestServer.migrated();
      for (String zip : order) {
        TestProgram.with(twice, home.resolve("twice")).print("load", zip);
      }
      assertThat(
              twice.rows(
                  "select revision, is_current_revision, archive_name from hcpcs.release order by 1"))
          .containsExactly(
              List.of("1", "f", "january-2008-alpha-numeric-hcpcs-file.zip"),
              List.of("2", "t", "january-2008-alpha-numeric-hcpcs-file_v2.zip"));
      assertThat(
              twice.value(
                  "select count(distinct long_description) from hcpcs.code_history join hcpcs.code_record r using (record_id)"
                      + " where r.long_description ilike 'Bath seat with hand%'"))
          .isEqualTo("1");
    }
  }

  @Test
  void knowsSinceAprilWhatJanuaryIsCorrectedToLaterWhateverTheOrderOfLoading(@TempDir Path other)
      throws IOException {
    List<SampleRecord> records = SampleData.january().records();
    LocalDate march = LocalDate.of(2008, 3, 1);
    ReleaseFiles january = ReleaseFiles.of(SampleData.january()).only("_ANWEB_SAMPLE.txt");
    ReleaseFiles april = ReleaseFiles.of(SampleRelease.of(new Edition(2008, 4), march, records));
    UnaryOperator<String> edit = text -> text.replace("seat with hand", "seat with HAND");
    String first =
        january
            .zip(
                other.resolve("january-2008-alpha-numeric-hcpcs-file.zip"),
                SampleData.january().publishedOn())
            .toString();
    String second =
        april
            .only("ANWEB_SAMPLE.txt")
            .edit("ANWEB", edit)
            .zip(other.resolve("april-2008-alpha-numeric-hcpcs-file.zip"), march)
            .toString();
    String third =
        january
            .edit("ANWEB", edit)
            .zip(other.resolve("january-2008-alpha-numeric-hcpcs-file_v2.zip"), march.plusMonths(3))
            .toString();
    List<List<List<String>>> histories = new ArrayList<>();
    for (List<String> order :
        List.of(List.of(first, second, third), List.of(first, third, second))) {
      TestDatabase each = TestServer.migrated();
      for (String zip : order) {
        TestProgram.with(each, other.resolve("home")).print("load", zip);
      }
      histories.add(each.rows(HISTORY));
    }
    assertThat(histories.get(1)).isEqualTo(histories.get(0));
    assertThat(histories.get(0).toString()).contains("2008-03-01");
  }

  @Test
  void showsTheHistoryOfACode() {
    assertThat(program.print("show", "--history", "k2802", "--format", "csv").lines().skip(1))
        .containsExactly(
            "K2802,1,2006-04-01,2008-01-01,termination,2007-11-14,,inferred,,,\"Standing aid tray, adult\"",
            "K2802,1,2008-04-01,,,2008-03-12,,asserted,,came back under the same meaning,\"Standing aid tray, adult\"");
  }

  @Test
  void letsAReviewedListDecideOnMeanings(@TempDir Path other) throws IOException {
    TestDatabase own = TestServer.migrated();
    Path input = Files.createDirectories(other.resolve("input"));
    TestProgram program =
        TestProgram.with(own, other.resolve("home"))
            .withEnvironment(Map.of("HCPCS_INPUT", input.toString()));
    String meanings = "select max(meaning) from hcpcs.code_history where code = 'Q3601'";
    program.print("load", "input");
    assertThat(own.value(meanings)).isEqualTo("2");
    List<String> before = own.published();

    Path list = input.resolve("meanings.csv");
    Files.writeString(list, "code,edition,meaning,reason\nQ3601,2008-04,same,we say so\n");
    assertThat(program.print("load", "input")).startsWith("Nothing to do");
    assertThat(own.value(meanings)).isEqualTo("1");
    assertThat(
            own.values(
                "select distinct evidence from hcpcs.code_history where code = 'Q3601' and evidence is not null"))
        .containsExactly("reviewed: we say so");

    Files.delete(list);
    program.print("load", "input");
    assertThat(own.value(meanings)).as("no list says nothing").isEqualTo("1");

    Files.writeString(list, "code,edition,meaning,reason\n");
    program.print("load", "input");
    assertThat(own.value(meanings)).isEqualTo("2");
    assertThat(own.published()).isEqualTo(before);

    Files.delete(list);
    Path project = Files.createDirectories(other.resolve("project"));
    Files.writeString(
        project.resolve("meanings.csv"),
        "code,edition,meaning,reason\nQ3601,2008-04,same,it comes with the program\n");
    program
        .withEnvironment(
            Map.of("HCPCS_INPUT", input.toString(), "HCPCS_PROJECT_INPUT", project.toString()))
        .print("load", "input");
    assertThat(own.value(meanings)).as("a folder without a list").isEqualTo("1");

    Files.writeString(list, "code,edition\n");
    TestProgram.Result refused = program.run("load", "input");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err())
        .contains("meanings.csv line 1: the first line is code,edition,meaning,reason");
  }
}
