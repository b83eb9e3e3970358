package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRecord;
import org.openhcpcs.sample.SampleRelease;

/** After a rollback the database is as if the revision had never been loaded. */
class RollbackIT {

  private static final String APRIL = "input/april-2008-alpha-numeric-hcpcs-file-sample.zip";

  private static final List<String> NAMES = List.of("january", "april", "july", "january again");

  @TempDir private static Path releases;

  /** All four, loaded in their order, in a database that is only copied. */
  private static TestDatabase inOrder = TestServer.migrated();

  private static List<String> stateInOrder = List.of();

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  @BeforeAll
  static void loadAllInOrder() throws IOException {
    load(inOrder(inOrder), NAMES);
    stateInOrder = inOrder.state();
  }

  /** The program whose archive holds all four. */
  private static TestProgram inOrder(TestDatabase database) {
    return TestProgram.with(database, releases.resolve("home"));
  }

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  /**
   * A release out of four that depend on each other in every way that is known: a vanished code
   * that returns, a revision, values and notes that only another edition's documents explain.
   */
  private static String path(String name) throws IOException {
    LocalDate january = SampleData.january().publishedOn();
    ReleaseFiles first = ReleaseFiles.of(SampleData.january());
    return switch (name) {
      case "january" ->
          zip("january-2008-alpha-numeric-hcpcs-file.zip", first.only("_ANWEB_SAMPLE."), january);
      case "january again" ->
          zip(
              "january-2008-alpha-numeric-hcpcs-file_v2.zip",
              explaining(first),
              january.plusDays(30));
      case "july" -> {
        SampleRelease july = july();
        yield zip(
            "july-2008-alpha-numeric-hcpcs-file.zip",
            ReleaseFiles.of(july).only("ANWEB"),
            july.publishedOn());
      }
      default -> APRIL;
    };
  }

  private static ReleaseFiles explaining(ReleaseFiles first) {
    return first
        .edit("proc_notes", text -> text.replace("the", "THE"))
        .edit(
            "ANWEB_SAMPLE.txt",
            text -> text.replace("Bath seat with hand grip", "Bath seat with hand rail"))
        .edit(
            "recordlayout",
            text ->
                text.replace("11/14/2007", "12/14/2007")
                    .replace("39 = Parenteral and Enteral Nutrition", "39 = Nutrition of all kinds")
                    .replace(
                        "                                                       46 = Carrier",
                        "                                                       77 = Priced by the moon\r\n"
                            + "                                                       46 = Carrier"));
  }

  private static SampleRelease july() {
    List<SampleRecord> records = new ArrayList<>(SampleData.april().records());
    records.add(SampleData.january().record("T3101"));
    records.add(
        new SampleRecord(
            "Z1",
            Map.of(
                Field.LONG_DESCRIPTION,
                "New",
                Field.STATUTE,
                "of its own",
                Field.PRICING_INDICATOR_1,
                "78")));
    return SampleRelease.of(new Edition(2008, 7), LocalDate.of(2008, 6, 12), records);
  }

  private static String zip(String name, ReleaseFiles files, LocalDate day) throws IOException {
    Path zip = releases.resolve(name);
    return (Files.exists(zip) ? zip : files.zip(zip, day)).toString();
  }

  private static String edition(String release) {
    return switch (release) {
      case "april" -> "2008-04";
      case "july" -> "2008-07";
      default -> "2008-01";
    };
  }

  /** Loads one after the other, and takes them out again, the last first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "january, april, july, january again",
        "january, january again, july, april",
        "july, april, january, january again",
        "april, july, january, january again",
        "january, july, january again, april",
      })
  void leavesWhatWasThereBeforeTheLoad(String order) throws IOException {
    List<String> names = List.of(order.split(", "));
    List<List<String>> states = new ArrayList<>();
    for (String name : names) {
      states.add(database.state());
      program().print("load", path(name));
    }
    List<String> all = database.state();
    assertSame(all, stateInOrder);
    for (int i = names.size() - 1; i >= 0; i--) {
      program().print("rollback", edition(names.get(i)));
      assertSame(database.state(), states.get(i));
    }
    for (String name : names) {
      program().print("load", path(name));
    }
    assertSame(database.state(), all);
  }

  /** Takes one out of all, whenever it came. */
  @Tag("sql")
  @ParameterizedTest
  @ValueSource(strings = {"january again", "april", "july"})
  void leavesWhatWouldBeThereHadItNeverBeenLoaded(String gone) throws IOException {
    TestDatabase all = TestServer.copyOf(inOrder);
    inOrder(all).print("rollback", edition(gone));

    load(program(), NAMES.stream().filter(name -> !name.equals(gone)).toList());
    assertSame(all.state(), database.state());
    inOrder(all).print("verify");

    inOrder(all).print("load", path(gone));
    assertSame(all.state(), stateInOrder);
  }

  private static void load(TestProgram program, List<String> names) throws IOException {
    List<String> line = new ArrayList<>(List.of("load"));
    for (String name : names) {
      line.add(path(name));
    }
    program.print(line.toArray(String[]::new));
  }

  private static void assertSame(List<String> actual, List<String> expected) {
    List<String> tooMany = new ArrayList<>(actual);
    expected.forEach(tooMany::remove);
    List<String> missing = new ArrayList<>(expected);
    actual.forEach(missing::remove);
    assertThat(tooMany).as("too many").isEmpty();
    assertThat(missing).as("missing").isEmpty();
  }

  @Test
  void saysWhatIsGoneAndLogsIt() throws IOException {
    program().print("load", "input", path("january again"));
    assertThat(program().run("rollback", "2008-01"))
        .isEqualTo(
            new TestProgram.Result(
                0,
                """
                2008-01 revision 2 is gone: 57 codes, 11 modifiers, 1 records that no other release holds  \
                (january-2008-alpha-numeric-hcpcs-file_v2.zip)
                Revision 1 is current again.
                """,
                ""));
    assertThat(program().print("rollback", "2008-01"))
        .isEqualTo(
            """
            2008-01 revision 1 is gone: 57 codes, 11 modifiers, 27 records that no other release holds  \
            (january-2008-alpha-numeric-hcpcs-file-sample.zip)
            No revision of the edition is left. Its archives are kept.
            """);
    assertThat(
            database.rows(
                "select command, outcome, error, ended_at >= started_at from hcpcs_load.run order by run_id offset 1"))
        .containsOnly(List.of("rollback 2008-01", "done", TestDatabase.NULL, "t"))
        .hasSize(2);
  }

  @Test
  void saysInOneLineWhatAnArchiveIsCalled() throws IOException {
    Path zip = Files.copy(Path.of(APRIL), folder.resolve("april-2008\u001b[2J\n.zip"));
    assertThat(program().run("load", zip.toString()).err())
        .contains("(april-2008 [2J .zip)")
        .doesNotContain("\u001b");
    assertThat(program().print("rollback", "2008-04"))
        .contains("(april-2008 [2J .zip)\n")
        .doesNotContain("\u001b");
  }

  @Test
  void keepsTheArchives() throws IOException {
    program().print("load", "input");
    List<Path> archives = archives();
    program().print("rollback", "2008-04");
    assertThat(archives()).isEqualTo(archives).isNotEmpty();
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("home/archive"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void writesNothingOnADryRun() throws IOException {
    program().print("load", "input", path("january again"));
    List<String> before = database.content();
    assertThat(program().print("rollback", "--dry-run", "2008-01"))
        .isEqualTo(
            """
            2008-01 revision 2 would go, nothing was written: 57 codes, 11 modifiers, 1 records that no other \
            release holds  (january-2008-alpha-numeric-hcpcs-file_v2.zip)
            Revision 1 would be current again.
            """);
    assertThat(database.content()).isEqualTo(before);
  }

  @Test
  void refusesWhatIsNoLoadedEdition() {
    program().print("load", APRIL);
    List<String> before = database.state();
    for (String option : List.of("--dry-run", "--quiet")) {
      assertThat(program().run("rollback", option, "2008-01"))
          .isEqualTo(
              new TestProgram.Result(
                  1,
                  "",
                  "hcpcs: 2008-01: this edition is not loaded; hcpcs releases lists those that are\n"));
      assertThat(program().run("rollback", option, "2008-02").exitCode()).isEqualTo(2);
    }
    assertThat(program().run("rollback").exitCode()).isEqualTo(2);
    assertThat(database.state()).isEqualTo(before);
  }

  @Test
  void waitsForNobody() {
    program().print("load", APRIL);
    OtherRun.during(
        database,
        () -> {
          for (String option : List.of("--dry-run", "--quiet")) {
            assertThat(program().run("rollback", option, "2008-04"))
                .isEqualTo(
                    new TestProgram.Result(
                        4,
                        "",
                        "hcpcs: another run is loading into this database; try again when it has ended\n"));
          }
        });
  }

  @Tag("sql")
  @Test
  void changesNothingWhenItIsKilledHalfWay() {
    program().print("load", "input");
    List<String> before = database.state();
    database.execute(
        """
        create function hcpcs_load.kill() returns trigger language plpgsql as
          'begin perform pg_terminate_backend(pg_backend_pid()); return old; end';
        create trigger kill before delete on hcpcs.code_record for each row execute function hcpcs_load.kill();
        """);
    TestProgram.Result killed = program().run("rollback", "2008-04");
    assertThat(killed.exitCode()).isEqualTo(5);
    assertThat(killed.err())
        .startsWith("hcpcs: the connection to the database was lost")
        .hasLineCount(1);
    assertThat(database.state()).isEqualTo(before);

    database.execute("drop function hcpcs_load.kill() cascade");
    program().print("rollback", "2008-04");
    program().print("load", APRIL);
    assertThat(database.state()).isEqualTo(before);
  }
}
