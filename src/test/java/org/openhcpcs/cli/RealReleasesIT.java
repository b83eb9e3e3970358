package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.check.gate.Baseline;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.check.gate.GateRules;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.source.CodeFile;

/**
 * What CMS really published, where it lies beside the project: in one command with little memory,
 * and in another order, command by command.
 */
@Tag("of-cms")
@NeedsReleases
class RealReleasesIT {

  private static final String EXCERPTS_REFUSED =
      "hcpcs: 3 editions were not published: 2026-01 (codes, vanished), 2026-07 (codes, vanished), 2026-10 (codes, vanished);"
          + " to look: hcpcs staged; to publish all the same: --accept codes --accept vanished";

  @TempDir private static Path folder;
  private static TestDatabase forward = RealReleases.database();

  /**
   * Every zip and every folder of loose files alone, so that companions come before and after. An
   * excerpt would pass where nothing is loaded to compare it with.
   */
  private static List<Path> newestFirst() throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String edition : RealReleases.EDITIONS) {
      try (Stream<Path> children = Files.list(RealReleases.folder(edition))) {
        List<Path> zips =
            children.filter(path -> path.toString().endsWith(".zip")).sorted().toList();
        paths.addAll(zips.isEmpty() ? List.of(RealReleases.folder(edition)) : zips);
      }
    }
    Collections.reverse(paths);
    return paths;
  }

  @Test
  void loadsInOneCommandWithLittleMemory() {
    TestProgram.Result loaded = RealReleases.load();
    assertThat(loaded.exitCode()).as(loaded.out()).isEqualTo(3);
    assertThat(loaded.out())
        .contains("\n9 loaded, 3 refused, 2 left alone")
        .contains(EXCERPTS_REFUSED)
        .doesNotContain("OutOfMemory");
  }

  @Test
  void canBeProvedByTheArchivesAlone() {
    ProofTrial trial = new ProofTrial(forward, RealReleases.program().home().resolve("archive"));
    assertThat(trial.hold(trial.questions(2012, ProofTrial.count()))).isNotEmpty();
  }

  @Test
  void keepsTheControlTotals() {
    assertThat(
            forward.rows(
                "select edition, codes, modifiers, terminated, rejected from hcpcs.release"
                    + " where edition < '2026' order by edition"))
        .containsExactly(
            List.of("2012-01", "5507", "314", "513", "0"),
            List.of("2016-01", "5956", "337", "452", "0"),
            List.of("2017-01", "6155", "343", "530", "0"),
            List.of("2019-01", "6440", "360", "515", "0"),
            List.of("2020-01", "6710", "369", "615", "0"),
            List.of("2020-04", "6728", "369", "616", "0"),
            List.of("2020-10", "6825", "371", "629", "0"),
            List.of("2023-01", "7404", "381", "945", "0"),
            List.of("2025-01", "8259", "383", "1165", "0"));
    assertThat(
            forward.rows(
                "select edition, records_read from hcpcs.release"
                    + " where edition in ('2012-01', '2016-01', '2017-01', '2019-01', '2020-01', '2025-01') order by edition"))
        .containsExactly(
            List.of("2012-01", "9232"),
            List.of("2016-01", "10316"),
            List.of("2017-01", "10828"),
            List.of("2019-01", "11622"),
            List.of("2020-01", "12359"),
            List.of("2025-01", "15700"));
  }

  @Test
  void holdsEveryRecordOfEveryReleaseOnce() {
    assertThat(
            forward.rows(
                """
                select e.edition
                from hcpcs.release e
                join hcpcs.release_code m using (release_id)
                join hcpcs.code_record c using (record_id)
                group by e.release_id
                having count(*) <> e.codes + e.modifiers or count(distinct c.code) <> count(*)
                """))
        .isEmpty();
    assertThat(
            forward.value(
                "select count(*) from hcpcs.code_record c where not exists"
                    + " (select from hcpcs.release_code m where m.record_id = c.record_id)"))
        .isEqualTo("0");
  }

  @Test
  void comesToTheSameStateWhateverTheOrder() throws IOException {
    TestDatabase backward = TestServer.migrated();
    TestProgram program = TestProgram.with(backward, folder.resolve("home"));
    for (Path path : newestFirst()) {
      program.run("load", path.toString());
    }
    List<String> all = new ArrayList<>(List.of("load"));
    RealReleases.folders().forEach(path -> all.add(path.toString()));
    assertThat(program.run(all.toArray(String[]::new)).err())
        .as("companions that came before their code files were left alone")
        .endsWith(EXCERPTS_REFUSED + "\n");
    assertThat(backward.published()).isEqualTo(forward.published());
  }

  @Test
  void passesTheGatesAloneAndAfterAnyEditionBefore() {
    Map<Edition, List<CodeRecord>> editions = new TreeMap<>();
    for (List<String> row :
        forward.rows(
            """
            select e.edition, r.code, coalesce(r.long_description, ''), coalesce(r.short_description, ''),
              coalesce(r.termination_date::text, ''), coalesce(r.added_date::text, '')
            from hcpcs.release e
            join hcpcs.release_code using (release_id)
            join hcpcs.code_record r using (record_id)
            """)) {
      editions
          .computeIfAbsent(Edition.parse(row.get(0)).orElseThrow(), edition -> new ArrayList<>())
          .add(
              CodeRecord.blank(row.get(1))
                  .with(
                      Map.of(
                          Field.LONG_DESCRIPTION, row.get(2),
                          Field.SHORT_DESCRIPTION, row.get(3),
                          Field.TERMINATION_DATE, row.get(4),
                          Field.ADDED_DATE, row.get(5))));
    }
    assertThat(editions).hasSameSizeAs(RealReleases.EDITIONS);
    editions.forEach(
        (edition, records) ->
            assertThat(refusals(edition, records, List.of())).as(edition.toString()).isEmpty());
    editions.forEach(
        (edition, records) ->
            editions.forEach(
                (before, listed) -> {
                  if (before.compareTo(edition) < 0) {
                    assertThat(refusals(edition, records, baseline(before, listed)))
                        .as(edition + " after " + before)
                        .isEmpty();
                    assertThat(
                            refusals(
                                edition,
                                records.subList(0, records.size() / 2),
                                baseline(before, listed)))
                        .as("half of " + edition + " after " + before)
                        .extracting(Gate.Refusal::gate)
                        .contains(Gate.CODES, Gate.VANISHED);
                  }
                }));
  }

  private static List<Gate.Refusal> refusals(
      Edition edition, List<CodeRecord> records, List<Baseline> before) {
    return GateRules.check(
        GateLimits.DEFAULT,
        edition,
        new CodeFile(
            "a.txt",
            records.stream().map(record -> new PublishedRecord(record, 100, 1, Set.of())).toList(),
            List.of(),
            List.of(),
            List.of(),
            records.size()),
        Map.of(),
        before);
  }

  private static List<Baseline> baseline(Edition edition, List<CodeRecord> listed) {
    return List.of(
        new Baseline(
            edition,
            1,
            listed.stream()
                .collect(
                    Collectors.toMap(
                        CodeRecord::code,
                        record ->
                            new Baseline.ListedCode(
                                record.get(Field.LONG_DESCRIPTION),
                                record.get(Field.SHORT_DESCRIPTION),
                                !record.get(Field.TERMINATION_DATE).isEmpty())))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.97})
  void refusesAFileThatBreaksOff(double share) throws IOException {
    byte[] whole =
        Files.readAllBytes(RealReleases.folder("2016-01").resolve("HCPC2016_CONTR_ANWEB.txt"));
    Path cut = folder.resolve("cut" + share).resolve("HCPC2016_CONTR_ANWEB.txt");
    Files.createDirectories(cut.getParent());
    Files.write(cut, Arrays.copyOf(whole, (int) (whole.length * share)));
    TestProgram.Result result = RealReleases.program().run("load", "--dry-run", cut.toString());
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(3);
    assertThat(result.err()).contains("--accept").contains("vanished");
  }

  @Test
  void findsWhereTheTransactionReportsDisagree() {
    assertThat(
            forward.rows(
                """
                select edition, severity, rule, count(*), min(case when code is null then split_part(observed, ':', 1) end)
                from hcpcs.finding
                join hcpcs.release using (release_id)
                where rule like 'transaction-%'
                group by edition, severity, rule
                order by edition, rule
                """))
        .containsExactly(
            List.of("2016-01", "warning", "transaction-unlisted-code", "1", TestDatabase.NULL),
            List.of("2017-01", "info", "transaction-date", "1", "113 codes"),
            List.of("2017-01", "info", "transaction-late", "37", TestDatabase.NULL),
            List.of("2017-01", "info", "transaction-partial", "11", TestDatabase.NULL),
            List.of("2017-01", "info", "transaction-silent", "57", TestDatabase.NULL),
            List.of("2020-01", "info", "transaction-date", "1", "116 codes"),
            List.of("2020-01", "info", "transaction-late", "19", TestDatabase.NULL),
            List.of("2020-01", "info", "transaction-partial", "1", TestDatabase.NULL),
            List.of("2020-01", "info", "transaction-silent", "6", TestDatabase.NULL),
            List.of("2020-04", "info", "transaction-date", "1", TestDatabase.NULL),
            List.of("2020-04", "info", "transaction-silent", "25", TestDatabase.NULL));
    assertThat(
            forward.rows(
                "select r.edition, cardinality(t.code_steps), array_position(t.actions, null) from hcpcs.release r"
                    + " join hcpcs_load.transaction_report t using (release_id) order by r.edition"))
        .as("every row of every report is read and understood")
        .containsExactly(
            List.of("2016-01", "6292", TestDatabase.NULL),
            List.of("2017-01", "6498", TestDatabase.NULL),
            List.of("2019-01", "6800", TestDatabase.NULL),
            List.of("2020-01", "7079", TestDatabase.NULL),
            List.of("2020-04", "7097", TestDatabase.NULL),
            List.of("2020-10", "7196", TestDatabase.NULL),
            List.of("2025-01", "8642", TestDatabase.NULL));
  }

  @Test
  void takesTheRecordThatATabDamagedFromTheWorkbook() {
    assertThat(
            forward.rows(
                "select long_description, short_description, added_date from hcpcs.release"
                    + " join hcpcs.release_code using (release_id) join hcpcs.code_record using (record_id)"
                    + " where edition = '2012-01' and code = 'TP'"))
        .containsExactly(
            List.of(
                "MEDICAL TRANSPORT, UNLOADED VEHICLE",
                "Med transprt unloaded vehicl",
                "2002-04-01"));
  }

  @Test
  void keepsTheCodesOfOthersOut() {
    assertThat(
            forward.values(
                "select distinct code from hcpcs.code_record"
                    + " where code !~ '^([A-CE-V][0-9]{4}|[A-Z][A-Z0-9]|[0-9][A-Z])$'"))
        .isEmpty();
  }
}
