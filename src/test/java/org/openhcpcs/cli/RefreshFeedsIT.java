package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.store.TestDatabase;
import org.openhcpcs.store.TestServer;

/** Feeds that a refresh keeps in step with what is loaded. */
class RefreshFeedsIT {

  private static final Path INPUT = Path.of("input");
  private static final String JANUARY = "january-2008-alpha-numeric-hcpcs-file-sample.zip";
  private static final String APRIL = "april-2008-alpha-numeric-hcpcs-file-sample.zip";

  private final TestDatabase database = TestServer.migrated();
  @TempDir private Path folder;

  private TestProgram.Result refresh() {
    return TestProgram.with(database, folder.resolve("home"))
        .run(
            "refresh",
            "-q",
            "--offline",
            "--input",
            folder.resolve("drop").toString(),
            "--feeds",
            folder.resolve("feeds").toString(),
            "--feed-format",
            "jsonl,parquet");
  }

  private void drop(String zip) throws IOException {
    Path drop = Files.createDirectories(folder.resolve("drop"));
    Files.copy(INPUT.resolve(zip), drop.resolve(zip));
  }

  /** When each manifest was written. */
  private Map<String, FileTime> feeds() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder.resolve("feeds"))) {
      for (Path child : children.toList()) {
        times.put(
            child.getFileName().toString(),
            Files.getLastModifiedTime(child.resolve("manifest.json")));
      }
    }
    return times;
  }

  private List<String> stages() {
    return database.values(
        """
        select run_id || ' ' || edition || ' ' || read || ' ' || coalesce(error_code, 'done')
        from hcpcs_load.stage_run
        where stage = 'feed' and (milliseconds is not null)
        order by run_id, edition
        """);
  }

  @Test
  void writesThemAfterLoadingAndLeavesThemAloneWhenNothingIsNew() throws IOException {
    drop(JANUARY);
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds()).containsOnlyKeys("snapshot-2008-01");
    Map<String, FileTime> first = feeds();
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    Map<String, FileTime> second = feeds();
    assertThat(second)
        .containsOnlyKeys("delta-2008-01-to-2008-04", "snapshot-2008-01", "snapshot-2008-04")
        .containsEntry("snapshot-2008-01", first.get("snapshot-2008-01"));
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds()).isEqualTo(second);
    assertThat(stages()).containsExactly("1 2008-01 68 done", "2 2008-04 71 done");
    for (String feed : second.keySet()) {
      TestProgram.with(database, folder.resolve("home"))
          .print("feed", "verify", folder.resolve("feeds").resolve(feed).toString());
    }
  }

  /** An older edition can change what a newer one is held against. */
  @Test
  void writesAnewWhatALateEditionMayHaveChanged() throws IOException {
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    FileTime first = feeds().get("snapshot-2008-04");
    drop(JANUARY);
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds())
        .containsOnlyKeys("delta-2008-01-to-2008-04", "snapshot-2008-01", "snapshot-2008-04");
    assertThat(feeds().get("snapshot-2008-04")).isGreaterThan(first);
  }

  @Test
  void saysWhichFeedCannotBeWrittenAndWritesItTheNextTime() throws IOException {
    drop(JANUARY);
    Path feed = Files.createDirectories(folder.resolve("feeds").resolve("snapshot-2008-01"));
    Files.writeString(feed.resolve("mine.txt"), "mine");
    TestProgram.Result failed = refresh();
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err())
        .isEqualTo(
            "hcpcs: "
                + feed
                + ": is not empty and holds no feed; remove it, or name another folder\n");
    assertThat(database.value("select count(*) from hcpcs.release")).isEqualTo("1");
    assertThat(stages()).containsExactly("1 2008-01 0 FEED_REFUSED");
    Files.delete(feed.resolve("mine.txt"));
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds()).containsOnlyKeys("snapshot-2008-01");
  }
}
