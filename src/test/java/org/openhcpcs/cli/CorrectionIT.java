package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;

/** Corrections: judged with every load, applied when asked, whatever comes before or after. */
@Tag("sql")
class CorrectionIT {

  private static final ReleaseFiles JANUARY = ReleaseFiles.of(SampleData.january());
  private static final ReleaseFiles APRIL = ReleaseFiles.of(SampleData.april());
  private static final LocalDate CORRECTED = LocalDate.of(2008, 4, 20);

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;
  private String january = "";
  private String april = "";
  private String corrections = "";

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  @BeforeEach
  void writeTheZips() throws IOException {
    january =
        zip(
            "january-2008-hcpcs.zip",
            JANUARY.without("Corrections"),
            SampleData.january().publishedOn());
    april =
        zip("april-2008-hcpcs.zip", APRIL.without("Corrections"), SampleData.april().publishedOn());
    corrections = zip("April-2008-Corrections.zip", APRIL.only("Corrections"), CORRECTED);
  }

  private String zip(String name, ReleaseFiles files, LocalDate stampedOn) throws IOException {
    return files.zip(folder.resolve(name), stampedOn).toString();
  }

  private List<List<String>> verdicts() {
    return database.rows("select code, verdict from hcpcs.correction order by line, release_id");
  }

  private String ascDate(String revision) {
    return database.value(
        """
        select asc_effective_date
        from hcpcs.release e
        join hcpcs.release_code using (release_id)
        join hcpcs.code_record r using (record_id)
        where e.edition = '2008-04' and e.revision = ?::int and r.code = 'C3402'
        """,
        revision);
  }

  @Test
  void aDryRunWritesNoneOfThem() {
    assertThat(
            program()
                .print("load", "--dry-run", "--apply-corrections", january, april, corrections))
        .startsWith("2 would be loaded, nothing was written");
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("0");
  }

  @Test
  void judgesThemAndLeavesTheEditionAsPublished() {
    program().print("load", january, april);
    List<String> before = database.values("select content_hash from hcpcs.code_record order by 1");
    assertThat(program().run("load", corrections).err())
        .isEqualTo(
            "2008-04  companion files added; 4 corrections: 3 open, 1 merged  (April-2008-Corrections.zip)\n");
    assertThat(verdicts())
        .containsExactly(
            List.of("C3402", "open"),
            List.of("L4803", "open"),
            List.of("T3101", "open"),
            List.of("YC", "merged"));
    assertThat(
            database.rows(
                "select code, rule, line, observed from hcpcs.finding where rule like 'correction-%' order by line"))
        .containsExactly(
            List.of("C3402", "correction-open", "5", "Change ASC Start date to 04/01/2008"),
            List.of("L4803", "correction-open", "6", "Correct Action Effective date"),
            List.of("T3101", "correction-open", "7", "Removed in error - add back to file"),
            List.of("YC", "correction-merged", "8", "ADD CODE"));
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("2");
    assertThat(database.values("select content_hash from hcpcs.code_record order by 1"))
        .isEqualTo(before);
  }

  @Test
  void makesARevisionAndKeepsTheFileAsPublished() {
    program().print("load", january, april);
    String published = program().print("export", "--edition", "2008-04");
    assertThat(program().print("load", "--apply-corrections", corrections))
        .isEqualTo("1 got companion files, 1 corrected.\n");
    assertThat(
            database.rows(
                "select revision, is_current_revision, published_on, published_basis, archive_name, codes, records_read"
                    + " from hcpcs.release where edition = '2008-04' order by 1"))
        .containsExactly(
            List.of("1", "f", "2008-03-12", "archive", "april-2008-hcpcs.zip", "59", "102"),
            List.of("2", "t", "2008-04-20", "archive", "April-2008-Corrections.zip", "60", "4"));
    assertThat(verdicts()).contains(List.of("C3402", "applied"), List.of("YC", "merged"));
    for (String revision : List.of("2008-04.1", "2008-04.2")) {
      assertThat(program().print("report", revision, "--out", "-"))
          .contains("Change ASC Start date to 04/01/2008", "accepted, applied");
    }
    assertThat(ascDate("1")).isNotEqualTo("2008-04-01");
    assertThat(ascDate("2")).isEqualTo("2008-04-01");
    assertThat(program().print("export", "--edition", "2008-04", "--revision", "1"))
        .isEqualTo(published);
    List<String> corrected =
        ReleaseFiles.recordLines(program().print("export", "--edition", "2008-04"));
    List<String> lines = ReleaseFiles.recordLines(published);
    assertThat(corrected).filteredOn(line -> !lines.contains(line)).hasSize(3);
    assertThat(corrected).filteredOn(line -> line.startsWith("T3101")).hasSize(1);
    assertThat(corrected)
        .isSortedAccordingTo((a, b) -> a.substring(0, 5).compareTo(b.substring(0, 5)));
    for (String none : List.of("3", "0")) {
      assertThat(program().run("export", "--edition", "2008-04", "--revision", none).err())
          .isEqualTo(
              "hcpcs: revision %s of 2008-04: this edition is not loaded; hcpcs releases lists those that are\n",
              none);
    }
  }

  @Test
  void isKnownFromTheDayOnWhichTheCorrectionsWerePublished() {
    program().print("load", "--apply-corrections", january, april, corrections);
    String verdict = "select verdict from hcpcs.check_code('T3101', date '2008-06-01', date '%s')";
    assertThat(database.value(verdict.formatted("2008-03-01"))).isEqualTo("valid");
    assertThat(database.value(verdict.formatted("2008-04-19"))).isEqualTo("absent");
    assertThat(database.value(verdict.formatted("2008-04-20"))).isEqualTo("valid");
  }

  @Tag("once")
  @Test
  void comesToTheSameStateWhateverTheOrder() throws IOException {
    String second =
        zip(
            "april-2008-hcpcs_v2.zip",
            APRIL.without("Corrections").edit("_ANWEB_SAMPLE.txt", CorrectionIT::withAnotherPump),
            LocalDate.of(2008, 5, 5));
    List<String> operands = new ArrayList<>(List.of(january, april, corrections, second));
    program().print("load", "--apply-corrections", january, april, second, corrections);
    List<String> expected = database.published();
    assertThat(
            database.rows(
                "select revision, published_on, corrects_release_id is not null from hcpcs.release where edition = '2008-04' order by 1"))
        .containsExactly(
            List.of("1", "2008-03-12", "f"),
            List.of("2", "2008-04-20", "t"),
            List.of("3", "2008-05-05", "f"),
            List.of("4", "2008-05-05", "t"));
    Random random = new Random(4);
    for (int i = 0; i < 6; i++) {
      Collections.shuffle(operands, random);
      TestDatabase other = TestServer.migrated();
      TestProgram later = TestProgram.with(other, folder.resolve("other" + i));
      for (String operand : operands) {
        later.run("load", "--apply-corrections", operand);
      }
      later.print("load", "--apply-corrections", corrections);
      assertThat(other.published()).as("loaded as %s", operands).isEqualTo(expected);
    }
  }

  @Test
  void areAppliedToAReissueThatHasOnlySomeOfThem() throws IOException {
    program().print("load", "--apply-corrections", january, april, corrections);
    String merged =
        ReleaseFiles.recordLines(program().print("export", "--edition", "2008-04")).stream()
            .filter(line -> line.startsWith("C3402"))
            .findFirst()
            .orElseThrow();
    String second =
        zip(
            "april-2008-hcpcs_v2.zip",
            APRIL
                .without("Corrections")
                .only("_ANWEB_SAMPLE.txt")
                .edit("ANWEB", text -> text.replaceFirst("(?m)^C3402.*?(?=\\s*$)", merged)),
            LocalDate.of(2008, 5, 5));
    program().print("load", second);
    assertThat(
            database.rows(
                "select revision, corrects_release_id is not null, is_current_revision from hcpcs.release where edition = '2008-04' order by 1"))
        .containsExactly(
            List.of("1", "f", "f"),
            List.of("2", "t", "f"),
            List.of("3", "f", "f"),
            List.of("4", "t", "t"));
    assertThat(verdicts()).contains(List.of("C3402", "merged"), List.of("T3101", "applied"));
    assertThat(ascDate("3")).isEqualTo("2008-04-01");
    assertThat(program().print("report", "2008-04.4", "--out", "-"))
        .contains("Change ASC Start date to 04/01/2008", "accepted, merged");
    assertThat(database.value("select status from hcpcs.code_detail where code = 'T3101'"))
        .isEqualTo("active");
    assertThat(program().run("verify").exitCode()).isZero();
  }

  private static String withAnotherPump(String text) {
    assertThat(text).contains("A3120");
    return text.replaceFirst("(?m)^(A3120.{6})(.)", "$1X");
  }

  @Test
  void changesNothingTheSecondTime() {
    program().print("load", "--apply-corrections", january, april, corrections);
    List<String> before = database.published();
    assertThat(program().print("load", "--apply-corrections", january, april, corrections))
        .isEqualTo("Nothing to do: all that was found is loaded.\n");
    program().print("load", corrections);
    assertThat(database.published()).isEqualTo(before);
  }

  @Test
  void areNoLongerAppliedAfterARollback() {
    program().print("load", january, april, corrections);
    List<String> before = database.published();
    program().print("load", "--apply-corrections", corrections);
    List<String> applied = database.published();
    TestProgram.Result rolledBack = program().run("rollback", "2008-04");
    assertThat(rolledBack.exitCode()).isEqualTo(0);
    assertThat(database.published()).isEqualTo(before);
    program().print("load", "--apply-corrections", corrections);
    assertThat(database.published()).isEqualTo(applied);
    assertThat(program().run("verify").exitCode()).isEqualTo(0);
    program().print("rollback", "2008-04");
    program().print("rollback", "2008-04");
    assertThat(database.value("select count(*) from hcpcs.correction")).isEqualTo("0");
    assertThat(program().run("verify").exitCode()).isEqualTo(0);
  }

  @Test
  void needsTheEditionThatTheyCorrect() {
    TestProgram.Result result = program().run("load", "--apply-corrections", corrections);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("load its code file first");
    assertThat(database.value("select count(*) from hcpcs.correction")).isEqualTo("0");
  }

  @Test
  void loadsTheCodesBesideCorrectionsThatCannotBeRead() throws IOException {
    String damaged =
        zip(
            "damaged-2008.zip",
            ReleaseFiles.of(
                "HCPC2008_APR_Corrections.xlsx", "no workbook".getBytes(StandardCharsets.UTF_8)),
            CORRECTED);
    program().print("load", april, damaged);
    assertThat(
            database.rows(
                "select rule, file from hcpcs.finding where rule = 'companion-unreadable'"))
        .containsExactly(List.of("companion-unreadable", "HCPC2008_APR_Corrections.xlsx"));
  }
}
