package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.feed.folder.ManifestJson;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;

/** Feeds that a refresh keeps in step with what is loaded. */
class RefreshFeedsIT {

  private static final SampleRelease JANUARY = SampleData.january().unmarked();
  private static final SampleRelease APRIL = SampleData.april().unmarked();

  @AutoClose("giveBack")
  private final TestDatabase database = TestServer.migrated();

  @TempDir private Path folder;

  private TestProgram program() {
    return TestProgram.with(database, folder.resolve("home"));
  }

  private TestProgram.Result refresh(String... options) {
    return program()
        .run(
            Stream.concat(
                    Stream.of(
                        "refresh",
                        "--offline",
                        "--input",
                        folder.resolve("drop").toString(),
                        "--feeds",
                        folder.resolve("feeds").toString(),
                        "--feed-format",
                        "jsonl,parquet"),
                    Stream.of(options.length == 0 ? new String[] {"-q"} : options))
                .toArray(String[]::new));
  }

  private Path feed(String name) {
    return folder.resolve("feeds").resolve(name);
  }

  private static Map<String, String> content(Path feed) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> children = Files.list(feed)) {
      for (Path child : children.toList()) {
        files.put(child.getFileName().toString(), TestHash.of(child));
      }
    }
    return files;
  }

  private Path written(String... options) throws IOException {
    Path target = Files.createTempDirectory(folder, "written");
    program()
        .print(
            Stream.concat(
                    Stream.concat(Stream.of("feed"), Stream.of(options)),
                    Stream.of("--format", "jsonl,parquet", "--out", target.toString()))
                .toArray(String[]::new));
    return target;
  }

  private Path applied(Path snapshot, Path delta) throws IOException {
    Path target = Files.createTempDirectory(folder, "applied");
    program()
        .print("feed", "apply", snapshot.toString(), delta.toString(), "--out", target.toString());
    return target;
  }

  /** Each is what the database says now, and the deltas lead from snapshot to snapshot. */
  private void areInStep() throws IOException {
    String before = "";
    for (String edition :
        database.values("select edition from hcpcs.release where is_current_revision order by 1")) {
      Path snapshot = feed("snapshot-" + edition);
      assertThat(content(snapshot)).as(edition).isEqualTo(content(written("--edition", edition)));
      if (!before.isEmpty()) {
        Path delta = feed("delta-" + before + "-to-" + edition);
        assertThat(content(delta)).isEqualTo(content(written("--from", before, "--to", edition)));
        assertThat(content(applied(feed("snapshot-" + before), delta)))
            .isEqualTo(content(snapshot));
      }
      before = edition;
    }
  }

  private void drop(SampleRelease edition) throws IOException {
    SampleWriter.writeZip(edition, folder.resolve("drop"));
  }

  /** When each manifest was written. */
  private Map<String, FileTime> feeds() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder.resolve("feeds"))) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
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
    assertThat(stages())
        .containsExactly("1 2008-01 68 done", "2 2008-01 68 done", "2 2008-04 71 done");
    areInStep();
    Files.delete(feed("snapshot-2008-01").resolve("manifest.json"));
    for (String file : List.of("codes.jsonl", "codes.parquet")) {
      Files.delete(feed("snapshot-2008-01").resolve(file));
    }
    assertThat(refresh().exitCode()).isZero();
    areInStep();
    assertThat(stages()).hasSize(4).endsWith("4 2008-01 68 done");
  }

  /** A feed of what was taken back must not look as if it held. */
  @Test
  void removesTheFeedsOfAnEditionThatWasTakenBack() throws IOException {
    drop(JANUARY);
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    program().print("rollback", "2008-04");
    Files.delete(folder.resolve("drop").resolve(SampleWriter.zipName(APRIL)));
    Files.createDirectories(feed("snapshot-1999-01")); // nobody's feed, and none of ours
    Files.createDirectories(feed(".snapshot-1998-01.part").resolve("content"));
    TestProgram.Result result = refresh("--verbose");
    assertThat(result.exitCode()).as(result.toString()).isZero();
    assertThat(result.err())
        .contains(
            feed("delta-2008-01-to-2008-04") + ": removed, since the database has it no more\n",
            feed("snapshot-2008-04") + ": removed, since the database has it no more\n");
    try (Stream<Path> left = Files.list(folder.resolve("feeds"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(".up-to-date", "snapshot-1999-01", "snapshot-2008-01");
    }
    Files.delete(feed("snapshot-1999-01"));
    areInStep();
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds())
        .containsOnlyKeys("delta-2008-01-to-2008-04", "snapshot-2008-01", "snapshot-2008-04");
    areInStep();
  }

  /** The later edition has a reused code, which has one meaning only when nothing came before. */
  @Test
  void writesAnewWhatARollbackOfAnEarlierEditionChanges() throws IOException {
    drop(JANUARY);
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    final Map<String, String> before = content(feed("snapshot-2008-04"));
    program().print("rollback", "2008-01");
    Files.delete(folder.resolve("drop").resolve(SampleWriter.zipName(JANUARY)));
    assertThat(refresh().exitCode()).isZero();
    assertThat(feeds()).containsOnlyKeys("snapshot-2008-04");
    assertThat(content(feed("snapshot-2008-04"))).isNotEqualTo(before);
    areInStep();
  }

  /** What no document of the time explains is explained by the next one. */
  @Test
  void writesAnewWhatTheDocumentsOfALaterEditionExplain() throws IOException {
    ReleaseFiles.of(JANUARY)
        .without("proc_notes")
        .zip(folder.resolve("drop").resolve(SampleWriter.zipName(JANUARY)), JANUARY.publishedOn());
    assertThat(refresh().exitCode()).isZero();
    final Map<String, String> before = content(feed("snapshot-2008-01"));
    drop(APRIL);
    assertThat(refresh().exitCode()).isZero();
    assertThat(content(feed("snapshot-2008-01"))).isNotEqualTo(before);
    areInStep();
  }

  /** As {@code load} does it, in between and with another command. */
  @Test
  void writesAnewWhatAFileBesideTheReleaseChanges() throws IOException {
    ReleaseFiles april = ReleaseFiles.of(APRIL);
    LocalDate day = APRIL.publishedOn();
    april.without("NOC").zip(folder.resolve("drop").resolve(SampleWriter.zipName(APRIL)), day);
    assertThat(refresh().exitCode()).isZero();
    final Map<String, String> before = content(feed("snapshot-2008-04"));
    program()
        .print("load", april.only("NOC").zip(folder.resolve("april-2008-noc.zip"), day).toString());
    assertThat(refresh().exitCode()).isZero();
    assertThat(content(feed("snapshot-2008-04"))).isNotEqualTo(before);
    areInStep();
  }

  @Test
  void leadsToTheCorrectedRevision() throws IOException {
    ReleaseFiles.of(JANUARY)
        .without("Corrections")
        .zip(folder.resolve("drop").resolve(SampleWriter.zipName(JANUARY)), JANUARY.publishedOn());
    ReleaseFiles april = ReleaseFiles.of(APRIL);
    april
        .without("Corrections")
        .zip(folder.resolve("drop").resolve(SampleWriter.zipName(APRIL)), APRIL.publishedOn());
    assertThat(refresh("--apply-corrections").exitCode()).isZero();
    Path consumers = folder.resolve("consumer");
    program()
        .print(
            "feed",
            "apply",
            feed("snapshot-2008-01").toString(),
            feed("delta-2008-01-to-2008-04").toString(),
            "--out",
            consumers.toString());
    assertThat(ManifestJson.read(consumers).to().state().label()).isEqualTo("2008-04.1");

    april
        .only("Corrections")
        .zip(folder.resolve("drop/April-2008-Corrections.zip"), LocalDate.of(2008, 4, 20));
    assertThat(refresh("--apply-corrections").exitCode()).isZero();
    assertThat(ManifestJson.read(feed("snapshot-2008-04")).to().state().label())
        .isEqualTo("2008-04.2");
    assertThat(ManifestJson.read(feed("delta-2008-01-to-2008-04")).to().state().label())
        .isEqualTo("2008-04.2");
    areInStep();
    assertThat(content(applied(consumers, written("--from", "2008-04.1", "--to", "2008-04.2"))))
        .isEqualTo(content(feed("snapshot-2008-04")));

    Map<String, FileTime> times = feeds();
    List<String> stages = stages();
    assertThat(refresh("--apply-corrections").exitCode()).isZero();
    assertThat(feeds()).isEqualTo(times);
    assertThat(stages()).isEqualTo(stages);
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
