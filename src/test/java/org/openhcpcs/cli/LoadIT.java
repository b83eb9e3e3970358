package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** What a database and a home folder hold after {@code load input}, down to every field. */
@Tag("sql")
class LoadIT {

  private static final String JANUARY_TEXT = "HCPC2008_JAN_ANWEB_SAMPLE.txt";

  private static final String RECORDS_OF_EDITION =
      """
      from hcpcs.release e
      join hcpcs.release_code m using (release_id)
      join hcpcs.code_record r using (record_id)
      where e.edition = ?
      order by m.position
      """;

  @TempDir private static Path home;
  private static TestDatabase database = TestServer.unused();
  private static TestProgram.Result loaded = new TestProgram.Result(-1, "", "");

  @BeforeAll
  static void loadTheSample() {
    loaded = TestProgram.with(database, home).run("load", "input");
  }

  static List<SampleRelease> editions() {
    return SampleData.editions();
  }

  @Test
  void saysWhatItLoaded() {
    assertThat(loaded)
        .isEqualTo(
            new TestProgram.Result(
                0,
                "2 loaded.\n",
                """
                2008-01  loaded: 57 codes, 11 modifiers, 68 new records, 11 findings, 1 lines rejected; 4 corrections: 4 open  \
                (january-2008-alpha-numeric-hcpcs-file-sample.zip)
                2008-04  loaded: 59 codes, 12 modifiers, 30 new records, 14 findings, 0 lines rejected; 4 corrections: 3 open, 1 merged  \
                (april-2008-alpha-numeric-hcpcs-file-sample.zip)
                """));
  }

  @ParameterizedTest
  @MethodSource("editions")
  void keepsEveryFieldOfEveryRecordInTheOrderOfTheFile(SampleRelease release) {
    String columns =
        String.join(", ", Field.ALL.stream().map(field -> "r." + field.column()).toList());
    List<List<String>> expected = release.records().stream().map(LoadIT::expectedRow).toList();
    assertThat(
            database.rows(
                "select r.code, r.kind, m.sequence, " + columns + " " + RECORDS_OF_EDITION,
                release.edition().toString()))
        .containsExactlyElementsOf(expected);
  }

  private static List<String> expectedRow(SampleRecord sample) {
    List<String> row = new ArrayList<>();
    row.add(sample.code());
    row.add(sample.kind() == Kind.MODIFIER ? "modifier" : "procedure");
    row.add("100");
    for (Field field : Field.ALL) {
      String raw = sample.get(field);
      boolean isDate = field.type() == LayoutField.Type.DATE;
      if (raw.isEmpty() || (isDate && !raw.matches("\\d{8}"))) {
        row.add(TestDatabase.NULL);
      } else {
        row.add(isDate ? raw.replaceFirst("(....)(..)(..)", "$1-$2-$3") : raw);
      }
    }
    return row;
  }

  @ParameterizedTest
  @MethodSource("editions")
  void countsWhatTheReleaseHolds(SampleRelease release) {
    assertThat(
            database.rows(
                """
                select revision, is_current_revision, effective_on, published_on, published_basis, named_revision,
                  archive_name, codes, modifiers, terminated, rejected
                from hcpcs.release
                where edition = ?
                """,
                release.edition().toString()))
        .containsExactly(
            List.of(
                "1",
                "t",
                release.edition() + "-01",
                release.publishedOn().toString(),
                "archive",
                "1",
                SampleWriter.zipName(release),
                count(release, sample -> sample.kind() == Kind.PROCEDURE),
                count(release, sample -> sample.kind() == Kind.MODIFIER),
                count(release, sample -> !sample.get(Field.TERMINATION_DATE).isEmpty()),
                String.valueOf(release.damagedLines().size())));
  }

  private static String count(SampleRelease release, Predicate<SampleRecord> which) {
    return String.valueOf(release.records().stream().filter(which).count());
  }

  @Test
  void storesARecordOnceThatBothEditionsHold() {
    assertThat(
            database.rows(
                """
                select code, count(distinct record_id), count(*)
                from hcpcs.release_code
                join hcpcs.code_record using (record_id)
                where code in ('S9372', 'G3604', 'T3101')
                group by code
                order by code
                """))
        .containsExactly(
            List.of("G3604", "2", "2"), List.of("S9372", "1", "2"), List.of("T3101", "1", "1"));
    assertThat(database.value("select count(*) from hcpcs.code_record")).isEqualTo("98");
  }

  @Test
  void identifiesEveryRecordByAHashThatSqlCanRecompute() {
    assertThat(
            database.rows(
                """
                select count(*), count(*) filter (where content_hash <> substr(encode(sha256(convert_to(text, 'UTF8')), 'hex'), 1, 32)::uuid)
                from hcpcs.code_record r
                cross join lateral (
                  select string_agg(coalesce(to_jsonb(r) ->> a.attname, ''), chr(31) order by a.attnum) as text
                  from pg_attribute a
                  where a.attrelid = 'hcpcs.code_record'::regclass and a.attnum > 0
                    and a.attname not in ('record_id', 'content_hash', 'descriptive_hash', 'unit_reading')
                ) f
                """))
        .containsExactly(List.of("98", "0"));
  }

  @Test
  void keepsTheBytesOfTheLineThatCannotBeLoaded() {
    String line = SampleData.january().damagedLines().get(0).line();
    assertThat(
            database.rows(
                "select edition, file, line, encode(raw, 'hex'), reason"
                    + " from hcpcs_load.rejected_line join hcpcs.release using (release_id)"))
        .containsExactly(
            List.of(
                "2008-01",
                JANUARY_TEXT,
                "61",
                HexFormat.of().formatHex(line.getBytes(StandardCharsets.US_ASCII)),
                "no procedure code in positions 1-5"));
  }

  @Test
  void keepsTheBytesOfTheLinesWithADamagedDate() {
    List<List<String>> lines =
        database.rows(
            "select edition, file, line, encode(raw, 'hex')"
                + " from hcpcs_load.source_line join hcpcs.release using (release_id) order by edition");
    assertThat(lines)
        .extracting(row -> row.subList(0, 3))
        .containsExactly(
            List.of("2008-01", JANUARY_TEXT, "60"),
            List.of("2008-04", "HCPC2008_APR_ANWEB_SAMPLE.txt", "64"));
    for (int i = 0; i < 2; i++) {
      assertThat(HexFormat.of().parseHex(lines.get(i).get(3)))
          .isEqualTo(codeFileLine(editions().get(i), Integer.parseInt(lines.get(i).get(2))))
          .asString(StandardCharsets.US_ASCII)
          .startsWith("L4803001003Replacement liner")
          .contains("2000010120O40101");
    }
  }

  private static byte[] codeFileLine(SampleRelease release, int line) {
    byte[] text = SampleWriter.files(release).values().iterator().next();
    return new String(text, StandardCharsets.ISO_8859_1)
        .lines()
        .skip(line - 1)
        .findFirst()
        .orElseThrow()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void noticesTheDamageAndTheUnknownIndicator() {
    assertThat(
            database.rows(
                """
                select r.edition, severity, rule, code, field, file, line, observed, expected, message
                from hcpcs.finding
                join hcpcs.release r using (release_id)
                where rule !~ '^(layout|change|correction|transaction)-'
                order by r.edition, line
                """))
        .containsExactly(
            statute("2008-01", JANUARY_TEXT, "22"),
            undocumented("2008-01", JANUARY_TEXT, "55"),
            List.of(
                "2008-01",
                "warning",
                "twin-difference",
                "L4801",
                "type_of_service_2",
                "HCPC2008_JAN_ANWEB_SAMPLE.xlsx",
                "59",
                "S",
                "",
                "the twin says something else; what the code file says was loaded"),
            damagedDate("2008-01", JANUARY_TEXT, "60"),
            List.of(
                "2008-01",
                "error",
                "record-rejected",
                TestDatabase.NULL,
                TestDatabase.NULL,
                JANUARY_TEXT,
                "61",
                "?#4 7001003Glove liner, thermal, pair",
                TestDatabase.NULL,
                "the line was not loaded: no procedure code in positions 1-5"),
            statute("2008-04", "HCPC2008_APR_ANWEB_SAMPLE.txt", "24"),
            undocumented("2008-04", "HCPC2008_APR_ANWEB_SAMPLE.txt", "59"),
            damagedDate("2008-04", "HCPC2008_APR_ANWEB_SAMPLE.txt", "64"));
    assertThat(
            database.rows(
                "select code, description, documented, source from hcpcs.pricing_indicator where not documented"))
        .containsExactly(List.of("77", TestDatabase.NULL, "f", "HCPC2008_APR_ANWEB_SAMPLE.txt"));
  }

  private static List<String> damagedDate(String edition, String file, String line) {
    return List.of(
        edition,
        "error",
        "field-date",
        "L4803",
        "action_effective_date",
        file,
        line,
        "20O40101",
        "YYYYMMDD or blank",
        "the field is no date; it was left empty and the raw line kept");
  }

  private static List<String> statute(String edition, String file, String line) {
    return List.of(
        edition,
        "info",
        "field-statute",
        "A3132",
        "statute",
        file,
        line,
        "1862.SSA",
        TestDatabase.NULL,
        "the statute's spelling cannot be told for sure; it has no normal form");
  }

  @Test
  void holdsTheRecordLayoutOfEachReleaseAgainstTheWordingsThatComeWithTheProgram() {
    assertThat(
            database.rows(
                """
                select r.edition, severity, rule, field, file, line, left(observed, 20), left(expected, 15), message
                from hcpcs.finding
                join hcpcs.release r using (release_id)
                where rule like 'layout-%'
                order by r.edition, line
                """))
        .containsExactly(
            changedWording(
                "2008-01",
                "JAN",
                "pricing_indicator",
                "145",
                "46 = Carrier priced ",
                "Carrier priced "),
            changedWording(
                "2008-01", "JAN", "action", "451", "P = Payment change (", "Payment change "),
            changedWording(
                "2008-04",
                "APR",
                "pricing_indicator",
                "145",
                "46 = Carrier priced ",
                "Carrier priced "),
            changedWording(
                "2008-04", "APR", "action", "451", "P = Payment change (", "Payment change "));
  }

  private static List<String> changedWording(
      String edition, String quarter, String field, String line, String observed, String expected) {
    return List.of(
        edition,
        "info",
        "layout-changed-wording",
        field,
        "HCPC2008_" + quarter + "_recordlayout_SAMPLE.txt",
        line,
        observed,
        expected,
        "the record layout explains a value in other words than before");
  }

  private static List<String> undocumented(String edition, String file, String line) {
    return List.of(
        edition,
        "warning",
        "indicator-undocumented",
        "K2801",
        "pricing_indicator_1",
        file,
        line,
        "77",
        "a documented value",
        "no record layout or processing note explains this value; it was loaded as it is");
  }

  @ParameterizedTest
  @MethodSource("editions")
  void listsEveryFileOfTheRelease(SampleRelease release) {
    assertThat(
            database.rows(
                """
                select f.name, f.bytes, f.modified_on, f.archive_name, f.archive_sha256 = r.archive_sha256
                from hcpcs_load.source_file f
                join hcpcs.release r using (release_id)
                where r.edition = ?
                """,
                release.edition().toString()))
        .containsExactlyInAnyOrderElementsOf(
            SampleWriter.files(release).entrySet().stream()
                .map(
                    file ->
                        List.of(
                            file.getKey(),
                            String.valueOf(file.getValue().length),
                            release.publishedOn().toString(),
                            SampleWriter.zipName(release),
                            "t"))
                .toList());
  }

  @Test
  void keepsTheArchivesUntouched() throws IOException {
    List<String> hashes =
        database.values("select archive_sha256 from hcpcs.release order by edition");
    try (Stream<Path> kept = Files.list(home.resolve("archive"))) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(hashes);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(home.resolve("archive").resolve(hashes.get(i)))
          .hasSameBinaryContentAs(
              Path.of("input").resolve(SampleWriter.zipName(editions().get(i))));
    }
  }

  @Test
  void readsTheProcessingNotesOfTheRelease() {
    assertThat(
            database.rows(
                "select code, text, deleted_on, documented, source, stated_on from hcpcs.processing_note"
                    + " where code in ('0902', '0906') order by code"))
        .containsExactly(
            List.of(
                "0902",
                "REPORT THE SHARED VIAL ONCE FOR EACH PATIENT. THE UNITS OF BOTH CLAIMS TOGETHER MAY NOT EXCEED"
                    + " THE CONTENT OF THE VIAL.",
                TestDatabase.NULL,
                "t",
                "proc_notes_APR2008_SAMPLE.txt",
                "2008-03-12"),
            List.of(
                "0906",
                "THIS PROCESSING NOTE DELETED 4/1/07.",
                "2007-04-01",
                "t",
                "proc_notes_APR2008_SAMPLE.txt",
                "2008-03-12"));
  }

  /** Else the first who joins two histories waits for minutes, until the server looks by itself. */
  @Test
  void leavesStatisticsForThePlannerOfThoseWhoAskAtOnce() {
    assertThat(
            database.values(
                """
                select relname from pg_catalog.pg_class
                where reltuples > 0 and relname in ('code_record', 'code_history', 'search_document', 'newest_listing')
                order by 1
                """))
        .containsExactly("code_history", "code_record", "newest_listing", "search_document");
  }

  @Test
  void logsTheRunAndItsStages() {
    assertThat(
            database.rows(
                "select command, outcome, error, ended_at >= started_at from hcpcs_load.run where run_id = 1"))
        .containsExactly(List.of("load [input]", "done", TestDatabase.NULL, "t"));
    assertThat(
            database.rows(
                """
                select s.edition, s.stage, s.read, s.written, s.rejected
                from hcpcs_load.stage_run s
                join hcpcs.release r on r.archive_sha256 = s.archive_sha256 and r.edition = s.edition
                where s.run_id = 1 and s.milliseconds >= 0
                order by s.edition, s.started_at, array_position(array['acquire', 'parse', 'check', 'stage', 'publish'], s.stage)
                """))
        .containsExactly(
            List.of("2008-01", "acquire", "0", "8", "0"),
            List.of("2008-01", "parse", "100", "68", "1"),
            List.of("2008-01", "check", "68", "5", "0"),
            List.of("2008-01", "stage", "68", "68", "0"),
            List.of("2008-01", "publish", "68", "68", "0"),
            List.of("2008-04", "acquire", "0", "8", "0"),
            List.of("2008-04", "parse", "102", "71", "0"),
            List.of("2008-04", "check", "71", "3", "0"),
            List.of("2008-04", "stage", "71", "30", "0"),
            List.of("2008-04", "publish", "30", "71", "0"));
  }
}
