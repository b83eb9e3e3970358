package org.openhcpcs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestBinaries;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleWriter;

/**
 * Disks that are full, folders that are closed, files that are not there yet, two programs at the
 * same second: a clear end, nothing half published, and the next run finishes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultIT {

  private static final String JANUARY = "january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final String APRIL = "april-2008-alpha-numeric-hcpcs-file-sample.zip";

  private Path folder = Path.of("");
  private Path drop = folder;
  private TestDatabase template;
  private List<String> undisturbed = List.of();
  private int homes;

  @BeforeAll
  void loadWithoutFaults(@TempDir Path temporary) throws IOException {
    folder = temporary;
    drop = SampleWriter.writeDropFolder(folder.resolve("drop"));
    template = TestServer.migrated();
    Traps.install(template);
    Battlefield peace = field(Victim.program(), drop);
    assertThat(peace.runHere("load", drop.toString())).isEmpty();
    undisturbed = peace.state();
  }

  private Battlefield field(List<String> program, Path input) {
    return new Battlefield(
        null, TestServer.copyOf(template), folder.resolve("home-" + ++homes), program, input);
  }

  /** A drop folder of its own, with a copy of the sample. */
  private Path copyOfInput() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("input-" + ++homes));
    try (Stream<Path> files = Files.list(drop)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /**
   * The operating system refuses to write more than so many KB into one file, as a full disk does
   * in the middle of a copy.
   */
  @Test
  void leavesNoPartOfAnArchiveOnAFullDisk() throws IOException, InterruptedException {
    long size = Files.size(drop.resolve(JANUARY)) / 1024;
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f \"$0\"; exec \"$@\""));
    limited.add(Long.toString(size)); // in blocks of 512 bytes: half of it
    limited.addAll(Victim.program());
    Battlefield field = field(limited, drop);
    Victim full = field.start("load", drop.toString());
    assertThat(full.end()).as(full.output()).isEqualTo(1);
    assertThat(full.errors())
        .singleElement()
        .asString()
        .startsWith(
            "hcpcs: "
                + drop.resolve(JANUARY)
                + ": cannot be copied to "
                + field.home().resolve("archive")
                + ": ")
        .endsWith(": File too large");
    assertThat(field.published()).isEmpty();
    assertThat(field.archives()).isEmpty();

    assertEndsAsUndisturbed(field.with(Victim.program()));
  }

  /** What the server says when its disk is full, raised where it would be, in the middle. */
  @Test
  void publishesNothingWhenTheDatabaseIsFull() throws IOException {
    Battlefield field = field(Victim.program(), drop);
    field
        .database()
        .execute(
            """
            create function chaos.fill() returns trigger language plpgsql as $$
            begin
              raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
            end
            $$;
            create trigger fill before insert on hcpcs.code_history for each statement execute function chaos.fill();
            """);
    Battlefield.Ended full = field.end("load", drop.toString());
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.errors())
        .containsExactly(
            "hcpcs: the database refused: ERROR: could not extend file: No space left on device");
    assertThat(field.published()).isEmpty();

    field.database().execute("drop trigger fill on hcpcs.code_history; drop function chaos.fill()");
    assertEndsAsUndisturbed(field);
  }

  /** A file where the folder should be refuses also root, whom no permission stops. */
  @Test
  void saysThatTheArchiveFolderCannotBeWritten() throws IOException {
    Battlefield field = field(Victim.program(), drop);
    Files.createDirectories(field.home());
    Path inTheWay = Files.createFile(field.home().resolve("archive"));
    Battlefield.Ended closed = field.end("load", drop.toString());
    assertThat(closed.exitCode()).isEqualTo(1);
    assertThat(closed.errors())
        .singleElement()
        .asString()
        .contains(JANUARY, "cannot be copied to " + inTheWay);
    Battlefield.Ended refresh = field.end("refresh", "--offline");
    assertThat(refresh.exitCode()).as(refresh.output()).isEqualTo(1);
    assertThat(field.published()).isEmpty();

    Files.delete(inTheWay);
    assertEndsAsUndisturbed(field);
  }

  /** A copy that is still under way, cut at several places. */
  @Test
  void loadsAZipOnceItIsWhole() throws IOException {
    Path input = copyOfInput();
    byte[] whole = Files.readAllBytes(drop.resolve(APRIL));
    Path zip = input.resolve(APRIL);
    Battlefield field = field(Victim.program(), input);
    for (int share : new int[] {0, 50, 99}) {
      Files.write(zip, Arrays.copyOf(whole, whole.length * share / 100));
      Battlefield.Ended refresh = field.end("refresh", "--offline");
      assertThat(refresh.exitCode()).as(refresh.output()).isEqualTo(1);
      assertThat(refresh.errors())
          .singleElement()
          .asString()
          .startsWith("hcpcs: " + zip + ": not a complete zip file");
      assertThat(field.published())
          .singleElement()
          .satisfies(line -> assertThat(line).startsWith("2008-01"));
      assertThat(field.end("load", input.toString()).exitCode()).isEqualTo(1);
    }
    Files.write(zip, whole);
    assertThat(field.runHere("refresh", "--offline")).isEmpty();
    assertThat(field.differences(undisturbed)).isEmpty();
  }

  @Test
  void twoAtTheSameSecondEndAsOne() throws IOException, InterruptedException {
    Battlefield field = field(Victim.program(), drop);
    for (String[] command :
        List.of(new String[] {"refresh", "--offline"}, new String[] {"load", drop.toString()})) {
      List<Victim> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(field.start(command));
      }
      List<Integer> exitCodes = new ArrayList<>();
      for (Victim each : both) {
        exitCodes.add(each.end());
      }
      assertThat(exitCodes).contains(0).isSubsetOf(0, 4);
      assertThat(field.differences(undisturbed)).isEmpty();
      assertThat(field.openRuns()).isEqualTo("0");
    }
  }

  /** The second finds the first at work, and goes away. */
  @Test
  void theSecondLeavesTheFirstAtWork() throws IOException, SQLException, InterruptedException {
    Battlefield field = field(Victim.program(), drop);
    Victim first;
    try (Traps traps = Traps.set(field.database(), KillPoint.PUBLISH_HISTORY, 1)) {
      field.database().execute("alter function chaos.spring() set chaos.seconds = '60'");
      first = field.start("refresh", "--offline");
      assertThat(traps.waitFor(first, Duration.ofMinutes(1))).isTrue();
    }
    Battlefield.Ended second = field.end("refresh", "--offline");
    assertThat(second.exitCode()).as(second.output()).isEqualTo(4);
    assertThat(second.errors())
        .containsExactly(
            "hcpcs: another run is loading into this database; try again when it has ended");
    Traps.lift(field.database());
    assertThat(first.end()).as(first.output()).isZero();
    assertThat(field.differences(undisturbed)).isEmpty();
  }

  /** A cable that is pulled: bytes stop, and both sides hear of the end. */
  @Test
  void endsWhenTheConnectionIsCut() throws IOException, SQLException, InterruptedException {
    Battlefield field = field(List.of(), drop);
    try (CutLine line = new CutLine(field.database().url())) {
      for (KillPoint point : List.of(KillPoint.CHECK, KillPoint.PUBLISH_LINES)) {
        Victim victim;
        try (Traps traps = Traps.set(field.database(), point, 1)) {
          victim = field.startAt(line.url(), "load", drop.toString());
          assertThat(traps.waitFor(victim, Duration.ofMinutes(1))).as(victim.output()).isTrue();
        }
        line.cut();
        assertThat(victim.end()).as(victim.output()).isEqualTo(5);
        assertThat(victim.errors())
            .singleElement()
            .asString()
            .startsWith("hcpcs: the connection to the database was lost: ");
        assertThat(field.published()).isEmpty();
      }
    }
    assertEndsAsUndisturbed(field);
  }

  /** Runs that seem to begin before those that came before them. */
  @Test
  void doesNotMindAClockThatGoesBack() throws IOException {
    Battlefield field = field(Victim.program(), drop);
    assertThat(field.runHere("load", drop.resolve(JANUARY).toString())).isEmpty();
    field
        .database()
        .execute(
            """
            update hcpcs_load.run set started_at = started_at + interval '1 day', ended_at = ended_at + interval '1 day';
            update hcpcs_load.stage_run set started_at = started_at + interval '1 day';
            update hcpcs_load.acquired set acquired_at = acquired_at + interval '1 day';
            update hcpcs.release set loaded_at = loaded_at + interval '1 day';
            insert into hcpcs_load.run (command, program_version, started_at)
            values ('load', 'killed', clock_timestamp() + interval '1 day');
            """);
    assertEndsAsUndisturbed(field);
  }

  /** Its own server is in recovery, or still stopping, because whoever started it was killed. */
  @Test
  void waitsForAServerThatStartsByItself() throws IOException, InterruptedException {
    Path home = folder.resolve("own-server");
    TestBinaries.use();
    Victim start = start(home, "db", "start");
    assertThat(start.end()).as(start.output()).isZero();
    Path pidFile;
    try (Stream<Path> data = Files.list(home.resolve("postgres"))) {
      pidFile =
          data.map(each -> each.resolve("postmaster.pid")).filter(Files::exists).findFirst().get();
    }
    String ready = Files.readString(pidFile);
    assertThat(ready).contains("\nready ");
    Files.writeString(pidFile, ready.replace("\nready ", "\nstarting"));
    Victim load = start(home, "load", drop.toString());
    Path log = home.resolve("postgres/pg_ctl.log");
    Thread.sleep(1500);
    assertThat(load.isAlive()).as(load.output() + Files.exists(log)).isTrue();
    Files.writeString(pidFile, ready, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    assertThat(load.end()).as(load.output()).isZero();
    assertThat(start(home, "db", "stop").end()).isZero();
  }

  private static Victim start(Path home, String... command) throws IOException {
    Files.createDirectories(home);
    List<String> line = new ArrayList<>(List.of("--home", home.toString()));
    line.addAll(List.of(command));
    return Victim.startHere(line, Map.of(), Files.createTempFile(home, "output", ".txt"));
  }

  private void assertEndsAsUndisturbed(Battlefield field) throws IOException {
    assertThat(field.runHere("load", drop.toString())).isEmpty();
    assertThat(field.openRuns()).isEqualTo("0");
    assertThat(field.differences(undisturbed)).isEmpty();
    assertThat(field.runHere("verify")).isEmpty();
  }
}
