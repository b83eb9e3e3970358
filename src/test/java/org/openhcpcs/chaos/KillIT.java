package org.openhcpcs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.sample.SampleWriter;

/**
 * The real program is killed, or its database taken away, at each point of its work, and run again:
 * everything ends as without. {@code src/chaos/kill} does it many times, with large releases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

  private static final int MOST_COMMITS = 10;

  private Path folder = Path.of("");
  private Path drop = folder;
  private ChaosServer server;
  private List<String> undisturbed = List.of();
  private List<String> published = List.of();
  private String template = "";
  private int homes;
  private int commands;

  @BeforeAll
  void loadWithoutBeingKilled(@TempDir Path temporary) throws IOException {
    folder = temporary;
    drop = SampleWriter.writeDropFolder(folder.resolve("drop"));
    server = ChaosServer.start(folder.resolve("server"));
    template = Battlefield.template(server, folder.resolve("template"));
    Battlefield peace = field();
    assertThat(peace.runHere("load", drop.toString())).isEmpty();
    undisturbed = peace.state();
    published = peace.published();
    assertThat(published).hasSize(2);
  }

  private Battlefield field() {
    return new Battlefield(
        server, template, folder.resolve("home-" + ++homes), Victim.program(), drop);
  }

  /** At every point on the way to the first release, and again on the way to the second. */
  @Test
  void endsTheSameAfterKillMinus9() throws IOException, SQLException, InterruptedException {
    Battlefield field = field();
    Set<KillPoint> toFirst = EnumSet.range(KillPoint.RUN_BEGUN, KillPoint.PUBLISH_CHANGES);
    for (KillPoint point : toFirst) {
      assertThat(kill(field, point)).as(point.label()).isZero();
    }
    killAtCommit(field);
    for (KillPoint point : List.of(KillPoint.PARSE, KillPoint.PUBLISH_LINES)) {
      assertThat(kill(field, point)).as(point.label()).isEqualTo(1);
    }
    assertThat(kill(field, KillPoint.COMMITTED)).isEqualTo(2);
    assertThat(kill(field, KillPoint.RUN_ENDED)).isEqualTo(2);
    assertEndsAsUndisturbed(field);
  }

  /** Kills a load or, half of the times, a refresh, and returns how many releases there are. */
  private int kill(Battlefield field, KillPoint point)
      throws IOException, SQLException, InterruptedException {
    Battlefield.Struck struck =
        ++commands % 2 == 0
            ? field.strike(point, 1, Blow.KILL_PROGRAM, "refresh", "--offline")
            : field.strike(point, 1, Blow.KILL_PROGRAM, "load", drop.toString());
    assertThat(struck.hit()).as(point + ": " + struck.output()).isTrue();
    assertNothingIsHalf(field);
    return struck.published();
  }

  /**
   * Kills until a release is there: the server ends a commit that it was told, unless it looks in
   * the meantime whether anybody would hear of it.
   */
  private void killAtCommit(Battlefield field)
      throws IOException, SQLException, InterruptedException {
    for (int i = 0; i < MOST_COMMITS && field.published().isEmpty(); i++) {
      kill(field, KillPoint.COMMIT);
      while (!field.sessions().equals("0")) {
        Thread.sleep(20);
      }
    }
    assertThat(field.published()).hasSize(1);
  }

  @Tag("sql")
  @Test
  void endsTheSameWhenTheDatabaseGoes() throws IOException, SQLException, InterruptedException {
    Battlefield field = field();
    Battlefield here = field.with(List.of());
    lose(here, KillPoint.PUBLISH_HISTORY, Blow.END_SESSION);
    lose(here, KillPoint.PARSE, Blow.STOP_SERVER);
    lose(here, KillPoint.COPY_RECORDS, Blow.STOP_SERVER);
    lose(field, KillPoint.PUBLISH_LINES, Blow.KILL_SERVER);
    assertEndsAsUndisturbed(field);
  }

  private void lose(Battlefield field, KillPoint point, Blow blow)
      throws IOException, SQLException, InterruptedException {
    Battlefield.Struck struck = field.strike(point, 1, blow, "load", drop.toString());
    assertThat(struck.hit()).as(struck.output()).isTrue();
    assertThat(struck.exitCode()).as(struck.output()).isEqualTo(5);
    assertThat(struck.output().lines().filter(line -> line.startsWith("hcpcs: ")))
        .singleElement()
        .asString()
        .startsWith("hcpcs: the connection to the database was lost: ");
    assertThat(struck.published()).isZero();
    assertNothingIsHalf(field);
  }

  /** What readers see is whole releases, and every archive is what its name says, or a part. */
  private void assertNothingIsHalf(Battlefield field) {
    assertThat(field.published()).isSubsetOf(published);
    assertThat(field.archives())
        .allMatch(
            line ->
                line.startsWith("archive part") || !line.endsWith("is not what it is named after"));
  }

  private void assertEndsAsUndisturbed(Battlefield field) throws IOException {
    assertThat(field.runHere("load", drop.toString())).isEmpty();
    assertThat(field.openRuns()).isEqualTo("0");
    assertThat(field.runHere("recover")).isEmpty();
    assertThat(field.differences(undisturbed)).isEmpty();
    assertThat(field.runHere("verify")).isEmpty();
  }

  @AfterAll
  void stopTheServer() {
    server.close();
  }
}
