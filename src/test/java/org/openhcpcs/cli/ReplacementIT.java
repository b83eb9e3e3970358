package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** What replaces ended codes, and the cross references of all. */
@Tag("sql")
class ReplacementIT {

  @TempDir private static Path home;
  private static final TestDatabase DATABASE = TestServer.migrated();

  @BeforeAll
  static void load() throws IOException {
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    records.add(code("A9001", true, "A9002")); // a circle of two
    records.add(code("A9002", true, "A9001"));
    records.add(code("A9003", true, "A9004")); // a chain
    records.add(code("A9004", true, "A9005"));
    records.add(code("A9005", true, "A9006"));
    records.add(code("A9006", false));
    records.add(code("A9007", true, "A9007")); // itself
    records.add(code("A9008", true, "W8", "99213", "D0120", "A9999")); // others
    records.add(code("A9009", true, "A9010")); // ended without a replacement
    records.add(code("A9010", true));
    records.add(code("A9011", false, "A9006")); // not ended
    records.add(code("A9012", true, "A9003", "A9007"));
    records.add(code("A9013", true).with(Field.CROSS_REFERENCE_2, "A9014")); // a hole, twice
    records.add(code("A9014", true).with(Field.CROSS_REFERENCE_3, "A9006"));

    List<SampleRecord> before = new ArrayList<>(SampleData.april().records());
    before.add(ended("A9020", "20080131", "A9021"));
    before.add(ended("A9021", "20080331", "A9006"));
    before.add(ended("A9023", "20080131", "A9024"));
    before.add(ended("A9024", "20080331", "A9023"));
    records.add(ended("A9020", "20080131", "A9021")); // as long as A9021 had its first meaning
    records.add(reused("A9021"));
    records.add(ended("A9022", "20080430", "A9021")); // between the meanings: the coming one
    records.add(reused("A9023")); // its first meaning leads back to it, but to the second
    records.add(ended("A9024", "20080331", "A9023"));
    TestProgram program = TestProgram.with(DATABASE, home);
    for (SampleRelease release :
        List.of(
            SampleRelease.of(new Edition(2008, 4), LocalDate.of(2008, 3, 12), before),
            SampleRelease.of(new Edition(2008, 7), LocalDate.of(2008, 6, 12), records))) {
      program.print("load", SampleWriter.writeZip(release, home).toString());
    }
  }

  private static SampleRecord ended(String code, String lastDay, String target) {
    return code(code, true, target).with(Field.TERMINATION_DATE, lastDay);
  }

  private static SampleRecord reused(String code) {
    return code(code, false)
        .with(Field.LONG_DESCRIPTION, "Something that has no word in common")
        .with(Field.ADDED_DATE, "20080701")
        .with(Field.ACTION_EFFECTIVE_DATE, "20080701");
  }

  private static SampleRecord code(String code, boolean ended, String... targets) {
    SampleRecord record = new SampleRecord(code, SampleData.april().record("S9372").values());
    for (int i = 0; i < targets.length; i++) {
      record = record.with(Field.valueOf("CROSS_REFERENCE_" + (i + 1)), targets[i]);
    }
    return ended ? record.with(Field.TERMINATION_DATE, "20080331") : record;
  }

  private static String livingEnds(String code) {
    return DATABASE.value(
        "select living_end from hcpcs.check_code(?, '2008-05-15') where verdict = 'terminated'",
        code);
  }

  private static List<String> replacements(String code) {
    return DATABASE.values(
        """
        select concat_ws(' ', position, replaced_by, target_kind, coalesce(living_end, '-'), chain, is_cycle)
        from hcpcs.replacement
        where code = ?
        order by position
        """,
        code);
  }

  @Test
  void followsAChainToWhatLives() {
    assertThat(replacements("A9003"))
        .containsExactly("1 A9004 in file A9006 {A9003,A9004,A9005,A9006} f");
    assertThat(replacements("A9013"))
        .containsExactly("2 A9014 in file A9006 {A9013,A9014,A9006} f");
  }

  @Test
  void followsAReusedCodeInTheMeaningThatWasMeant() throws IOException {
    assertThat(DATABASE.values("select distinct code from hcpcs.code_history where meaning = 2"))
        .contains("A9021", "A9023");
    assertThat(replacements("A9020"))
        .containsExactly("1 A9021 in file A9006 {A9020,A9021,A9006} f");
    assertThat(replacements("A9022")).containsExactly("1 A9021 in file A9021 {A9022,A9021} f");
    assertThat(livingEnds("A9020")).isEqualTo("{A9006}");
    assertThat(livingEnds("A9022")).isEqualTo("{A9021}");
    Path claims =
        Files.writeString(
            home.resolve("claims.csv"), "code,dos\nA9020,2008-05-15\nA9022,2008-05-15\n");
    assertThat(
            TestProgram.with(DATABASE, home).print("check", "--format", "csv", claims.toString()))
        .contains("ended on 2008-01-31,A9006,", "ended on 2008-04-30,A9021,");
  }

  @Test
  void takesALaterMeaningOfTheFirstCodeForNoCircle() {
    assertThat(livingEnds("A9023")).isEqualTo("{A9023}");
    assertThat(replacements("A9024")).containsExactly("1 A9023 in file A9023 {A9024,A9023} f");
  }

  @Test
  void stopsInACircle() {
    assertThat(replacements("A9001")).containsExactly("1 A9002 in file - {A9001,A9002,A9001} t");
    assertThat(replacements("A9002")).containsExactly("1 A9001 in file - {A9002,A9001,A9002} t");
    assertThat(replacements("A9007")).containsExactly("1 A9007 in file - {A9007,A9007} t");
    assertThat(replacements("A9012"))
        .containsExactly(
            "1 A9003 in file A9006 {A9012,A9003,A9004,A9005,A9006} f",
            "2 A9007 in file - {A9012,A9007,A9007} t");
  }

  @Test
  void tellsTheKindsOfTargets() {
    assertThat(replacements("A9008"))
        .containsExactly(
            "1 W8 modifier W8 {A9008,W8} f",
            "2 99213 level I 99213 {A9008,99213} f",
            "3 D0120 dental D0120 {A9008,D0120} f",
            "4 A9999 gone - {A9008,A9999} f");
  }

  @Test
  void knowsNoLivingEndWhereTheLastHasEnded() {
    assertThat(replacements("A9009")).containsExactly("1 A9010 in file - {A9009,A9010} f");
  }

  @Test
  void keepsCrossReferencesOfOtherCodesApart() {
    assertThat(replacements("A9011")).isEmpty();
    assertThat(
            DATABASE.rows(
                "select position, target, target_kind, code_status from hcpcs.cross_reference where code = 'A9011'"))
        .containsExactly(List.of("1", "A9006", "in file", "active"));
    assertThat(
            DATABASE.rows(
                "select code, position, replaced_by, target_kind from hcpcs.replacement"
                    + " except select code, position, target, target_kind from hcpcs.cross_reference where code_status = 'terminated'"))
        .isEmpty();
  }

  @Test
  void tellsTheLivingEndsBesideTheTargets() {
    assertThat(
            DATABASE.rows(
                "select verdict, replaced_by, living_end from hcpcs.check_code('A9012', '2008-07-01')"))
        .containsExactly(List.of("terminated", "{A9003,A9007}", "{A9006,NULL}"));
    assertThat(
            DATABASE.rows(
                "select verdict, replaced_by, living_end from hcpcs.check_code('A9012', '2008-01-01')"))
        .containsExactly(List.of("valid", TestDatabase.NULL, TestDatabase.NULL));
  }
}
