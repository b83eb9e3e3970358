package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.sample.SampleCase;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The change stream, and a consumer that follows it. */
@Tag("sql")
class ChangeEventIT {

  private static final Path INPUT = Path.of("input");
  private static final String JANUARY =
      INPUT.resolve("january-2008-alpha-numeric-hcpcs-file-sample.zip").toString();
  private static final String APRIL =
      INPUT.resolve("april-2008-alpha-numeric-hcpcs-file-sample.zip").toString();

  /** How many events a consumer's process asks for at a time. */
  private static final int BATCH = 20;

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  /** The newest record of each code, as events should have told it. */
  private Map<String, String> newest() {
    return database
        .rows(
            """
            select r.code, (jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash, unit_reading}'::text[])
                || jsonb_build_object('is_listed', n.absent_after is null))::text
            from hcpcs_load.newest_listing n
            join hcpcs.code_record r using (record_id)
            """)
        .stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
  }

  /** A consumer elsewhere: it applies events, then notes how far it is, and may die in between. */
  private final class Consumer {

    private final Map<String, String> copy = new TreeMap<>();
    private long position;
    private int seen;

    /** Takes events in small steps until there are none; dies before noting so many steps. */
    void follow(int crashes) {
      int left = crashes;
      for (List<List<String>> batch = next(); !batch.isEmpty(); batch = next()) {
        for (List<String> event : batch) {
          seen++;
          if (event.get(2).equals(TestDatabase.NULL)) {
            copy.remove(event.get(1));
          } else {
            copy.put(event.get(1), event.get(2));
          }
        }
        if (left > 0) {
          left--; // what was applied is not noted, as after a crash
        } else {
          position = Long.parseLong(batch.get(batch.size() - 1).get(0));
        }
      }
    }

    private List<List<String>> next() {
      return database.rows(
          """
          select event_id, code, payload ->> 'after'
          from hcpcs.change_event
          where event_id > ?
          order by event_id
          limit 20
          """,
          position);
    }
  }

  /** {@link ChangeConsumer}, which can be killed as processes are. */
  private final class ConsumerProcess implements AutoCloseable {

    private final Process process;
    private final Path output;

    /**
     * Starts it.
     *
     * @param hangsAfter after how many events it hangs; 0 for never
     */
    ConsumerProcess(TestDatabase own, int hangsAfter) throws IOException {
      output = Files.createTempFile(folder, "consumer", ".txt");
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  ChangeConsumer.class.getName(),
                  database.url(),
                  own.url(),
                  own.user(),
                  own.password(),
                  String.valueOf(BATCH),
                  String.valueOf(hangsAfter))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    }

    /** Waits until it says something. */
    void says(String line) throws IOException, InterruptedException {
      for (int i = 0; i < 600 && process.isAlive(); i++) {
        if (Files.readAllLines(output).contains(line)) {
          return;
        }
        Thread.sleep(50);
      }
      throw new AssertionError("not said: " + line + "; but: " + Files.readString(output));
    }

    /** Kill -9. */
    @Override
    public void close() {
      process.destroyForcibly();
      assertThat(process.onExit().join().exitValue()).isEqualTo(137);
    }
  }

  private static TestDatabase consumersDatabase() {
    TestDatabase own = TestServer.empty();
    own.execute("create table copy (code text primary key, record jsonb not null)");
    own.execute("create table taken (event_id bigint not null)");
    own.execute("create table position (last bigint not null)");
    own.execute("insert into position (last) values (0)");
    return own;
  }

  private static Map<String, String> copy(TestDatabase own) {
    return own.rows("select code, record from copy").stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
  }

  private List<String> operations(long after) {
    return database.values(
        "select code || ' ' || operation from hcpcs.change_event where event_id > ? order by code collate \"C\"",
        after);
  }

  private long last() {
    return Long.parseLong(
        database.value("select coalesce(max(event_id), 0) from hcpcs.change_event"));
  }

  @Test
  void tellsWhatBecameOfEachCode() {
    program().print("load", JANUARY);
    assertThat(operations(0)).hasSize(newest().size()).allMatch(each -> each.endsWith(" add"));
    long january = last();
    program().print("load", APRIL);
    assertThat(operations(january))
        .contains(
            SampleCase.REACTIVATED + " reactivate",
            SampleCase.REUSED + " reuse",
            SampleCase.VANISHED + " absent",
            SampleCase.SILENT + " change",
            SampleCase.TERMINATED_MID_QUARTER + " terminate")
        .doesNotHaveDuplicates();
    long april = last();
    program().print("load", INPUT.toString());
    assertThat(last()).isEqualTo(april);
  }

  @Test
  void aConsumerThatDiesAgainAndAgainHasEverythingInTheEnd() {
    Consumer consumer = new Consumer();
    program().print("load", JANUARY);
    consumer.follow(2);
    assertThat(consumer.copy).isEqualTo(newest());
    assertThat(consumer.seen).isGreaterThan(consumer.copy.size());
    program().print("load", APRIL);
    consumer.follow(1);
    assertThat(consumer.copy).isEqualTo(newest());
    program().print("rollback", "2008-04");
    consumer.follow(0);
    assertThat(consumer.copy).isEqualTo(newest());
  }

  /** Killed at the last event of a batch, before its place is noted, and in the middle of one. */
  @Tag("once")
  @ParameterizedTest
  @ValueSource(ints = {3 * BATCH, 2 * BATCH + BATCH / 2})
  void aConsumerThatIsKilledBeforeItNotesItsPlaceSeesThoseEventsAgain(int killedAfter)
      throws IOException, InterruptedException {
    program().print("load", JANUARY);
    long january = last();
    TestDatabase own = consumersDatabase();
    try (ConsumerProcess first = new ConsumerProcess(own, killedAfter)) {
      first.says("hanging");
    }
    assertThat(own.value("select last from position")).isEqualTo(String.valueOf(2 * BATCH));
    try (ConsumerProcess second = new ConsumerProcess(own, 0)) {
      second.says("caught up " + january);
      assertThat(copy(own)).isEqualTo(newest());
      assertThat(own.values("select distinct event_id from taken order by 1"))
          .isEqualTo(LongStream.rangeClosed(1, january).mapToObj(String::valueOf).toList());
      assertThat(
              own.rows(
                  "select event_id, count(*) from taken group by 1 having count(*) > 1 order by 1"))
          .isEqualTo(
              LongStream.rangeClosed(2 * BATCH + 1, killedAfter)
                  .mapToObj(id -> List.of(String.valueOf(id), "2"))
                  .toList());
      program().print("load", APRIL);
      second.says("caught up " + last());
      assertThat(copy(own)).isEqualTo(newest());
      program().print("rollback", "2008-04");
      second.says("caught up " + last());
    }
    assertThat(copy(own)).isEqualTo(newest());
    assertThat(own.value("select count(distinct event_id) from taken"))
        .isEqualTo(String.valueOf(last()));
  }

  /** What a rollback removes was told, and whoever comes late is told it too. */
  @Test
  void eventsOutliveTheirRecords() {
    program().print("load", JANUARY);
    long january = last();
    program().print("load", APRIL);
    List<List<String>> before =
        database.rows(
            "select payload from hcpcs.change_event where event_id > ? order by event_id", january);
    program().print("rollback", "2008-04");
    assertThat(
            database.rows(
                "select payload from hcpcs.change_event where event_id between ? and ? order by event_id",
                january + 1,
                january + before.size()))
        .isEqualTo(before);
    Consumer late = new Consumer();
    late.follow(0);
    assertThat(late.copy).isEqualTo(newest());
  }

  @Test
  void notifiesWhenSomethingWasPublished() throws SQLException {
    try (Connection listener =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = listener.createStatement()) {
      statement.execute("listen hcpcs_change");
      program().print("load", JANUARY);
      PGNotification[] told = listener.unwrap(PGConnection.class).getNotifications(10_000);
      assertThat(told).hasSize(1);
      assertThat(told[0].getName()).isEqualTo("hcpcs_change");
      assertThat(told[0].getParameter()).isEqualTo(String.valueOf(last()));
      program().print("load", JANUARY);
      statement.execute("select 1");
      assertThat(listener.unwrap(PGConnection.class).getNotifications()).isNullOrEmpty();
    }
  }

  @Test
  void aReaderMayFollow() {
    program().print("load", JANUARY);
    assertThat(program().print("sql", "--format", "csv", "select count(*) from hcpcs.change_event"))
        .contains(String.valueOf(last()));
  }
}
