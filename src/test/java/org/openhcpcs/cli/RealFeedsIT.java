package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.folder.ManifestJson;

/** Feeds of what CMS really published, where it lies beside the project. */
@Tag("of-cms")
@NeedsReleases
class RealFeedsIT {

  private static final String ALL = "csv,jsonl,parquet";

  @TempDir private static Path folder;
  private static TestDatabase database = RealReleases.database();
  private static List<String> editions = RealReleases.EDITIONS;

  private static TestProgram program() {
    return RealReleases.program();
  }

  private static Path snapshot(String state, String formats) {
    Path target = folder.resolve("snapshot-" + state + "-" + formats);
    if (!Files.exists(target)) {
      String option = state.length() == 10 ? "--known-on" : "--edition";
      program().print("feed", option, state, "--format", formats, "--out", target.toString());
    }
    return target;
  }

  private static Path delta(String from, String to) {
    Path target = folder.resolve("delta-" + from + "-" + to);
    if (!Files.exists(target)) {
      program()
          .print(
              "feed", "--from", from, "--to", to, "--format", "jsonl", "--out", target.toString());
    }
    return target;
  }

  private static Path apply(Path snapshot, Path delta, String name) {
    Path target = folder.resolve(name);
    program()
        .print("feed", "apply", snapshot.toString(), delta.toString(), "--out", target.toString());
    return target;
  }

  /** The same files with the same bytes. */
  private static void assertSame(String what, Path feed, Path expected) throws IOException {
    List<String> files = names(expected);
    assertThat(names(feed)).as(what).isEqualTo(files);
    for (String file : files) {
      assertThat(Files.mismatch(feed.resolve(file), expected.resolve(file)))
          .as("first different byte of %s: %s", file, what)
          .isEqualTo(-1);
    }
  }

  private static List<String> names(Path feed) throws IOException {
    try (Stream<Path> children = Files.list(feed)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private static void proves(String from, String to, String formats) throws IOException {
    assertSame(
        from + " to " + to,
        apply(snapshot(from, formats), delta(from, to), "applied-" + formats),
        snapshot(to, formats));
  }

  /**
   * From the newest to the oldest, from each third to the one before and over four others, and from
   * one to itself; from each to the next are the steps below.
   */
  @Test
  void aSnapshotAndADeltaAreTheOtherSnapshotForEditionsFarApart() throws IOException {
    int size = editions.size();
    for (int i = 1; i < size; i += 3) {
      proves(editions.get(i), editions.get((i + 5) % size), ALL);
      proves(editions.get(i), editions.get(i - 1), ALL);
    }
    proves(editions.get(size - 1), editions.get(0), ALL);
    proves(editions.get(0), editions.get(0), ALL);
  }

  @Test
  void aSnapshotAndADeltaAreTheOtherSnapshotFromDayToDayAndBack() throws IOException {
    List<String> days =
        database.values("select distinct published_on::text from hcpcs.release order by 1");
    assertThat(days).hasSizeGreaterThanOrEqualTo(8);
    for (int i = 1; i < days.size(); i++) {
      proves(days.get(i - 1), days.get(i), "jsonl");
    }
    proves(days.get(days.size() - 1), days.get(0), "jsonl");
  }

  @Test
  void stepsFromEditionToEditionLeadWhereOneStepLeads() throws IOException {
    Path state = snapshot(editions.get(0), ALL);
    for (int i = 1; i < editions.size(); i++) {
      state = apply(state, delta(editions.get(i - 1), editions.get(i)), "step-" + i);
      assertSame("step " + i, state, snapshot(editions.get(i), ALL));
    }
    proves(editions.get(0), editions.get(editions.size() - 1), ALL);
  }

  @Test
  void anIndependentReaderReadsEveryFileAndCountsTheSame() {
    for (String edition : editions) {
      Path feed = snapshot(edition, ALL);
      Manifest manifest = ManifestJson.read(feed);
      assertThat(manifest.rows())
          .isEqualTo(
              Long.parseLong(
                  database.value(
                      "select codes + modifiers from hcpcs.release where edition = ? and is_current_revision",
                      edition)));
      assertThat(Duck.count(feed.resolve("codes.csv"))).isEqualTo(manifest.rows());
      assertThat(Duck.count(feed.resolve("codes.parquet"))).isEqualTo(manifest.rows());
      assertThat(Duck.count(feed.resolve("codes.jsonl"))).isEqualTo(manifest.rows());
      assertThat(Duck.differences(feed.resolve("codes.csv"), feed.resolve("codes.parquet")))
          .as(edition)
          .isZero();
    }
  }

  @Test
  void anIndependentReaderReadsDeltasAndCountsTheSame() {
    Path feed = folder.resolve("table-delta");
    program()
        .print(
            "feed",
            "--from",
            "2017-01",
            "--to",
            "2019-01",
            "--format",
            "csv,parquet",
            "--out",
            feed.toString());
    Manifest manifest = ManifestJson.read(feed);
    assertThat(Duck.count(feed.resolve("changes.csv"))).isEqualTo(manifest.rows());
    assertThat(Duck.differences(feed.resolve("changes.csv"), feed.resolve("changes.parquet")))
        .isZero();
    assertThat(
            Duck.rows(
                "select code, operation from '"
                    + feed.resolve("changes.parquet")
                    + "' where code in ('G9890', 'G9891', 'DA') order by 1"))
        .isEqualTo(
            List.of(List.of("DA", "absent"), List.of("G9890", "add"), List.of("G9891", "add")));
  }

  @Test
  void theHistoryAnswersInAnotherEngineAsItDoesHere() {
    Path feed = folder.resolve("history");
    program().print("feed", "--history", "--format", "csv,parquet", "--out", feed.toString());
    Path file = feed.resolve("history.parquet");
    assertThat(Duck.differences(feed.resolve("history.csv"), file)).isZero();
    for (String day :
        List.of("2011-12-31", "2016-06-30", "2017-01-01", "2019-06-01", "2023-12-31")) {
      for (String known : List.of("2012-01-01", "2017-05-01", "2019-01-01", "2024-01-01")) {
        assertThat(
                Duck.value(
                    """
                    select count(*) || ' ' || coalesce(sum(length(code || short_description) * meaning), 0)
                    from '%1$s'
                    where date '%2$s' >= valid_from and date '%2$s' < valid_to
                      and date '%3$s' >= known_from and date '%3$s' < known_to
                      and (absent_since is null or date '%2$s' < absent_since)
                    """
                        .formatted(file, day, known)))
            .as(day + " as known on " + known)
            .isEqualTo(
                database.value(
                    """
                    select count(*) || ' ' || coalesce(sum(length(code || short_description) * meaning), 0)
                    from hcpcs.code_as_of(?::date, ?::date)
                    """,
                    day,
                    known));
      }
    }
  }

  @Test
  void whatWasKnownOnADayIsWhatTheDatabaseSaysOfTheNewestListing() {
    Path feed = snapshot("2040-01-01", "csv,parquet");
    assertThat(
            Duck.rows(
                "select code, short_description, sequence, absent_since is not null from '"
                    + feed.resolve("codes.parquet")
                    + "' order by code"))
        .hasSize(Integer.parseInt(database.value("select count(*) from hcpcs.code_detail")))
        .isEqualTo(
            database.rows(
                """
                with m as materialized (select release_id, record_id, sequence from hcpcs.release_code)
                select d.code, d.short_description, m.sequence, (d.status = 'absent')::text
                from hcpcs.code_detail d
                join m using (release_id, record_id)
                order by d.code collate "C"
                """));
  }

  @Test
  void theValidityOfEveryCodeIsWhatCheckPrints() throws IOException {
    ClaimLines lines = new ClaimLines(program(), folder);
    for (String day : List.of("2017-05-01", "2025-12-31")) {
      lines.areJudgedByTheFeedAsByCheck(lines.feed("validity-" + day, "--known-on", day), day);
    }
  }
}
