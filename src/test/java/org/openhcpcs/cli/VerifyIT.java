package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;

/** Every invariant is named when it is broken, and no other. */
@Tag("sql")
class VerifyIT {

  private static final String ARCHIVES = "archive-kept";

  @TempDir private static Path folder;
  private static TestDatabase sound = TestServer.migrated();

  @BeforeAll
  static void loadTheSampleAndARevision() throws IOException {
    Path revision =
        ReleaseFiles.of(SampleData.january())
            .only("_ANWEB_SAMPLE.txt")
            .edit("ANWEB", text -> text.replace("Bath seat with hand", "Bath seat with HAND"))
            .zip(
                folder.resolve("january-2008-alpha-numeric-hcpcs-file_v2.zip"),
                SampleData.january().publishedOn().plusDays(20));
    program(sound).print("load", "input", revision.toString());
    program(sound)
        .print(
            "load", "--apply-corrections", "input/april-2008-alpha-numeric-hcpcs-file-sample.zip");
  }

  private static TestProgram program(TestDatabase database) {
    return TestProgram.with(database, folder.resolve("home"));
  }

  /** The rows of a report: status, violations and example by the invariant. */
  private static Map<String, List<String>> report(TestProgram.Result result) {
    Map<String, List<String>> rows = new HashMap<>();
    result.lines().stream()
        .skip(1)
        .map(line -> line.split(",", 4))
        .forEach(cells -> rows.put(cells[0], List.of(cells).subList(1, 4)));
    return rows;
  }

  private static Set<String> violated(TestDatabase database) {
    TestProgram.Result result = program(database).run("verify", "--format", "csv");
    Set<String> names = new TreeSet<>();
    report(result)
        .forEach(
            (name, cells) -> {
              if (cells.get(0).equals("violated")) {
                names.add(name);
                assertThat(Integer.parseInt(cells.get(1))).as(name).isPositive();
                assertThat(cells.get(2)).as(name).isNotBlank();
              }
            });
    assertThat(result.exitCode()).isEqualTo(names.isEmpty() ? 0 : 1);
    assertThat(result.err())
        .isEqualTo(
            names.isEmpty()
                ? ""
                : "hcpcs: %d of %d invariants are violated: %s\n"
                    .formatted(
                        names.size(),
                        report(result).size(),
                        String.join(
                            ", ",
                            report(result).keySet().stream()
                                .filter(names::contains)
                                .sorted(VerifyIT::asReported)
                                .toList())));
    return names;
  }

  /** What the database checks comes first, then what is derived, then the archives. */
  private static int asReported(String a, String b) {
    return Integer.compare(place(a), place(b)) == 0
        ? a.compareTo(b)
        : Integer.compare(place(a), place(b));
  }

  private static int place(String name) {
    return name.equals(ARCHIVES) ? 2 : name.startsWith("derived-") ? 1 : 0;
  }

  static Stream<String> names() {
    return report(program(sound).run("verify", "--format", "csv")).keySet().stream().sorted();
  }

  /** The archives have tests of their own. */
  static Stream<String> namesInTheDatabase() {
    return names().filter(name -> !name.equals(ARCHIVES));
  }

  @Test
  void holdsAndWritesNothing() {
    List<String> before = sound.content();
    TestProgram.Result result = program(sound).run("verify", "--format", "csv");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("invariant,status,violations,example\r\n");
    assertThat(report(result).values()).containsOnly(List.of("holds", "0", "")).hasSize(55);
    assertThat(sound.content()).isEqualTo(before);
  }

  @Test
  void holdsInADatabaseWithoutReleases() {
    assertThat(violated(TestServer.migrated())).isEmpty();
  }

  @Test
  void breaksEveryInvariantInATest() {
    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Breakage.invariants().stream(), Stream.of(ARCHIVES)).toList());
  }

  @Test
  void describesEveryInvariant() {
    assertThat(sound.values("select description from hcpcs_load.invariant"))
        .allMatch(description -> description.matches("[A-Z].*\\."));
  }

  /** As the owner, past the triggers that keep references whole. */
  private static void breakIt(TestDatabase database, String sql) {
    database.execute("set session_replication_role = replica;\n" + sql);
  }

  @ParameterizedTest
  @MethodSource("namesInTheDatabase")
  void namesTheInvariantThatIsBrokenAndNoOther(String name) {
    Breakage breakage = Breakage.of(name);
    TestDatabase database = TestServer.copyOf(sound);
    breakIt(database, breakage.sql());
    Set<String> expected = new TreeSet<>(breakage.follows());
    expected.add(name);
    assertThat(violated(database)).isEqualTo(expected);
    database.giveBack();
  }

  @Test
  void namesAnArchiveThatIsDamagedOrMissing() throws IOException {
    Path home = folder.resolve("other");
    TestDatabase database = TestServer.migrated();
    TestProgram program = TestProgram.with(database, home);
    program.print("load", "input");
    Path archive;
    try (Stream<Path> files = Files.list(home.resolve("archive"))) {
      archive = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(archive, "something else");
    TestProgram.Result damaged = program.run("verify", "--format", "csv");
    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.err()).endsWith(" invariants are violated: archive-kept\n");
    assertThat(report(damaged).get(ARCHIVES)).isNotNull();
    assertThat(damaged.out())
        .contains("archive-kept,violated,1,", archive.getFileName() + " holds something else, ");

    Files.delete(archive);
    assertThat(program.run("verify", "--format", "csv").out())
        .contains(archive.getFileName() + " is missing");

    TestProgram elsewhere = TestProgram.with(database, folder.resolve("elsewhere"));
    assertThat(elsewhere.print("verify", "--format", "csv"))
        .endsWith("archive-kept,not checked,0,there is no archive folder here\r\n");
  }

  @Test
  void toleratesTheRunOfASessionThatLoadsNow() {
    TestDatabase database = TestServer.copyOf(sound);
    database.execute(
        "insert into hcpcs_load.run (command, program_version) values ('load', 'test')");
    assertThat(violated(database)).containsExactly("run-ended");
    OtherRun.during(
        database,
        () -> {
          assertThat(violated(database)).isEmpty();
        });
  }

  @Test
  void countsAnInvariantThatCannotBeAskedForAsViolated() {
    TestDatabase database = TestServer.copyOf(sound);
    database.execute("drop table hcpcs_load.source_line cascade");
    TestProgram.Result result = program(database).run("verify", "--format", "csv");
    assertThat(result.out())
        .contains(
            "line-source,violated,1,\"the database refused: ERROR: relation \"\"hcpcs_load.source_line\"\" does not exist");
    assertThat(result.err())
        .isEqualTo("hcpcs: 2 of 55 invariants are violated: constraint, line-source\n");
  }

  /** A constraint that a later migration adds must be added to the invariant too. */
  @Test
  void knowsEveryForeignKeyAndExclusion() {
    assertThat(
            sound.values(
                """
                select format('(''%s.%s'', ''%s'')', n.nspname, c.relname, k.conname)
                from pg_constraint k
                join pg_class c on c.oid = k.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('hcpcs', 'hcpcs_load') and k.contype in ('f', 'x')
                """))
        .isNotEmpty()
        .allSatisfy(
            constraint ->
                assertThat(
                        sound.value(
                            "select query from hcpcs_load.invariant where name = 'constraint'"))
                    .contains(constraint));
  }
}
