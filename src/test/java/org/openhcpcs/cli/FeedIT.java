package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestReader;
import org.openhcpcs.database.TestServer;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.folder.ManifestJson;
import org.openhcpcs.feed.table.Operation;
import org.openhcpcs.json.Json;
import org.openhcpcs.sample.SampleCase;

/** Feeds of the sample, and feeds that are refused. */
class FeedIT {

  private static final Path INPUT = Path.of("input");
  private static final String JANUARY =
      INPUT.resolve("january-2008-alpha-numeric-hcpcs-file-sample.zip").toString();
  private static final String APRIL =
      INPUT.resolve("april-2008-alpha-numeric-hcpcs-file-sample.zip").toString();
  private static final String ALL = "csv,jsonl,parquet";

  private static final TestDatabase DATABASE = LoadedSample.database();
  @TempDir private static Path home;
  @TempDir private Path folder;

  @BeforeAll
  static void load() {
    LoadedSample.home(home);
  }

  private static TestProgram program() {
    return TestProgram.with(DATABASE, home);
  }

  private Path feed(String name, String... options) {
    Path target = folder.resolve(name);
    List<String> line =
        Stream.concat(
                Stream.concat(Stream.of("feed"), Stream.of(options)),
                Stream.of("--out", target.toString()))
            .toList();
    program().print(line.toArray(String[]::new));
    return target;
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

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  private static void refused(TestProgram.Result result, int exitCode, String... parts) {
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(exitCode);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith("hcpcs: ").contains(parts);
  }

  @Test
  void writesASnapshotThatItsManifestProves() throws IOException {
    Path feed = feed("april", "--edition", "2008-04", "--format", ALL);
    Manifest manifest = ManifestJson.read(feed);
    assertThat(manifest.kind()).isEqualTo(Manifest.FeedKind.SNAPSHOT);
    assertThat(manifest.rows())
        .isEqualTo(
            Long.parseLong(
                DATABASE.value(
                    "select codes + modifiers from hcpcs.release where edition = '2008-04'")));
    assertThat(manifest.to().state().edition().orElseThrow().archiveName())
        .isEqualTo("april-2008-alpha-numeric-hcpcs-file-sample.zip");
    assertThat(manifest.files())
        .extracting(Manifest.ManifestFile::name)
        .containsExactly("codes.csv", "codes.jsonl", "codes.parquet");
    for (Manifest.ManifestFile file : manifest.files()) {
      assertThat(file.sha256()).isEqualTo(TestHash.of(feed.resolve(file.name())));
      assertThat(Duck.count(feed.resolve(file.name()))).isEqualTo(manifest.rows());
    }
    assertThat(manifest.to().digest().sha256()).isEqualTo(TestHash.of(feed.resolve("codes.jsonl")));
    assertThat(program().print("feed", "verify", feed.toString()))
        .startsWith(feed + ": snapshot of 2008-04.1, ");
    assertThat(names()).containsExactly("april");
  }

  @Test
  void hasTypesThatOtherEnginesKnow() {
    Path feed = feed("types", "--edition", "2008-04", "--format", "parquet");
    assertThat(
            Duck.rows(
                "select typeof(code), typeof(sequence), typeof(is_noc), typeof(added_date) from '"
                    + feed.resolve("codes.parquet")
                    + "' limit 1"))
        .isEqualTo(List.of(List.of("VARCHAR", "INTEGER", "BOOLEAN", "DATE")));
    assertThat(
            Duck.value(
                "select distinct compression from parquet_metadata('"
                    + feed.resolve("codes.parquet")
                    + "')"))
        .isEqualTo("ZSTD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--edition 2008-04",
        "--known-on 2008-12-31",
        "--from 2008-01 --to 2008-04",
        "--history",
        "--validity"
      })
  void rowsAreAsTheirSchemaSays(String what) throws IOException {
    Path feed = feed("feed", (what + " --format jsonl").split(" ", -1));
    Manifest manifest = ManifestJson.read(feed);
    List<String> lines = Files.readAllLines(feed.resolve(manifest.files().get(0).name()));
    assertThat(lines).hasSize((int) manifest.rows()).isNotEmpty();
    Schema schema = schema(manifest);
    for (String line : lines) {
      assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
      Json row = Json.read(line.getBytes(StandardCharsets.UTF_8));
      assertThat(schema.validate(withMore(row).line(), InputFormat.JSON)).hasSize(1);
      for (Map.Entry<String, @Nullable Object> member : row.members().entrySet()) {
        if (member.getValue() instanceof Map<?, ?> inner) {
          Json changed = Json.of(row.members()).with(member.getKey(), withMore(Json.of(inner)));
          assertThat(schema.validate(changed.line(), InputFormat.JSON)).isNotEmpty();
        }
      }
    }
  }

  /** Read by a validator that is not ours; a date must be one. */
  private static Schema schema(Manifest manifest) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
        .getSchema(manifest.rowSchema().line());
  }

  private static Json withMore(Json object) {
    return Json.of(object.members()).with("more", "x");
  }

  /** But for meanings whose wording changed since: a page has the newest. */
  @Test
  void saysOfEachCodeWhatItsPageSays() {
    Path feed = feed("page", "--edition", "2008-04", "--format", "parquet");
    List<String> columns =
        DATABASE.values(
            """
            select column_name
            from information_schema.columns
            where table_schema = 'hcpcs' and table_name = 'code_detail'
              and column_name not in ('status', 'valid_during', 'replaced_by', 'last_changed_in', 'edition', 'revision',
                'published_on', 'record_id', 'release_id')
              and (column_name not like '%_description'
                or column_name in ('long_description', 'short_description', 'coverage_description'))
            order by ordinal_position
            """);
    String list = String.join("::text, ", columns) + "::text";
    assertThat(
            Duck.rows(
                "select " + list + " from '" + feed.resolve("codes.parquet") + "' order by code"))
        .isEqualTo(
            DATABASE.rows(
                "select "
                    + list
                    + " from hcpcs.code_detail d where exists (select from hcpcs.release_code m join hcpcs.release e using (release_id)"
                    + " where m.record_id = d.record_id and e.edition = '2008-04') order by code collate \"C\""));
  }

  /** The sample, loaded from its newest edition to its oldest, once for all kinds of feed. */
  private static final class Backward {
    static final TestProgram PROGRAM = load();

    private static TestProgram load() {
      TestProgram program = TestProgram.with(TestServer.migrated(), home.resolve("backward"));
      program.print("load", APRIL);
      program.print("load", JANUARY);
      return program;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--edition 2008-01",
        "--known-on 2008-12-31",
        "--from 2008-01 --to 2008-04",
        "--history",
        "--validity"
      })
  void theSameStateGivesTheSameBytesInWhateverOrderItCame(String what) throws IOException {
    Path target = folder.resolve("backward");
    String[] options = (what + " --format " + ALL).split(" ");
    Backward.PROGRAM.print(
        Stream.concat(
                Stream.concat(Stream.of("feed"), Stream.of(options)),
                Stream.of("--out", target.toString()))
            .toArray(String[]::new));
    Path forward = feed("forward", options);
    assertThat(content(target)).isEqualTo(content(forward)).hasSize(4);
    assertThat(content(feed("forward", options))).isEqualTo(content(target));
  }

  @Test
  void namesWhatBecameOfEachCode() {
    Path feed = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", ALL);
    assertThat(
            Duck.rows(
                "select code, operation from '%s' where code in ('%s') order by operation"
                    .formatted(
                        feed.resolve("changes.csv"),
                        String.join(
                            "', '",
                            SampleCase.REACTIVATED,
                            SampleCase.REUSED,
                            SampleCase.VANISHED,
                            SampleCase.SILENT,
                            SampleCase.TERMINATED_MID_QUARTER))))
        .isEqualTo(
            List.of(
                List.of(SampleCase.VANISHED, "absent"),
                List.of(SampleCase.SILENT, "change"),
                List.of(SampleCase.REACTIVATED, "reactivate"),
                List.of(SampleCase.REUSED, "reuse"),
                List.of(SampleCase.TERMINATED_MID_QUARTER, "terminate")));
    assertThat(
            Duck.rows(
                "select changed_fields, before_long_description is not null, after_long_description <> before_long_description from '%s' where code = '%s'"
                    .formatted(feed.resolve("changes.parquet"), SampleCase.SILENT)))
        .isEqualTo(List.of(List.of("long_description", "true", "true")));
    Manifest manifest = ManifestJson.read(feed);
    assertThat(manifest.operations()).containsEntry(Operation.REUSE, 1L);
    assertThat(manifest.operations().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(manifest.rows())
        .isEqualTo(Duck.count(feed.resolve("changes.jsonl")));
  }

  /** A code that the edition before did not list, but one before that. */
  @Test
  void tellsAReturnFromAnAddition() {
    Path feed = feed("back", "--from", "2008-04", "--to", "2008-01", "--format", "csv");
    assertThat(
            Duck.value(
                "select operation from '%s' where code = '%s'"
                    .formatted(feed.resolve("changes.csv"), SampleCase.VANISHED)))
        .isEqualTo("return");
  }

  @Test
  void appliesADeltaToItsBaseAndToNoOther() throws IOException {
    Path january = feed("january", "--edition", "2008-01", "--format", ALL, "--guard-formulas");
    Path april = feed("april", "--edition", "2008-04", "--format", ALL, "--guard-formulas");
    Path delta = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", "jsonl");
    Path made = folder.resolve("made");
    program()
        .print("feed", "apply", january.toString(), delta.toString(), "--out", made.toString());
    assertThat(content(made)).isEqualTo(content(april));
    refused(
        program()
            .run(
                "feed",
                "apply",
                april.toString(),
                delta.toString(),
                "--out",
                folder.resolve("x").toString()),
        1,
        delta + ": leads from 2008-01.1 (",
        april + " is 2008-04.1 (",
        "apply the deltas in their order, or take a new snapshot");
    refused(
        program()
            .run(
                "feed",
                "apply",
                delta.toString(),
                january.toString(),
                "--out",
                folder.resolve("x").toString()),
        1,
        delta + ": a delta, where a snapshot is needed");
    assertThat(names()).containsExactly("april", "delta", "january", "made");
  }

  /** The database may be gone: the consumer needs none. */
  @Test
  void appliesAndVerifiesWithoutADatabase() {
    Path january = feed("january", "--edition", "2008-01", "--format", "jsonl");
    Path delta = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", "jsonl");
    TestProgram alone =
        TestProgram.with(
            new TestDatabase("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""), home);
    alone.print("feed", "verify", january.toString());
    alone.print(
        "feed",
        "apply",
        january.toString(),
        delta.toString(),
        "--out",
        folder.resolve("made").toString());
    refused(
        alone.run("feed", "--edition", "2008-01", "--out", folder.resolve("x").toString()),
        5,
        "127.0.0.1:1");
  }

  @Test
  void refusesWhatWasTamperedWith() throws IOException {
    Path feed = feed("feed", "--edition", "2008-01");
    Path file = feed.resolve("codes.csv");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("procedure", "procedurE"));
    refused(
        program().run("feed", "verify", feed.toString()),
        1,
        file
            + ": its content is not what the manifest says (SHA-256); fetch or write the feed again");
    Files.writeString(file, text + "x");
    refused(program().run("feed", "verify", feed.toString()), 1, file + ": has ");
    Files.delete(file);
    refused(program().run("feed", "verify", feed.toString()), 1, file + ": missing");
    Files.writeString(file, text);
    program().print("feed", "verify", feed.toString());
    Files.writeString(feed.resolve("more.csv"), "x");
    refused(
        program().run("feed", "verify", feed.toString()),
        1,
        feed.resolve("more.csv") + ": the manifest does not name it");
  }

  @Test
  void refusesAFeedOfANewerVersionOrWithoutAManifest() throws IOException {
    Path feed = feed("feed", "--edition", "2008-01", "--format", "jsonl");
    Path delta = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", "jsonl");
    Path manifest = feed.resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"schema_version\" : 1", "\"schema_version\" : 2"));
    String newer =
        manifest
            + ": its schema version is 2, and this program knows 1; use the program that wrote it, or a newer one";
    refused(program().run("feed", "verify", feed.toString()), 1, newer);
    refused(
        program()
            .run(
                "feed",
                "apply",
                feed.toString(),
                delta.toString(),
                "--out",
                folder.resolve("x").toString()),
        1,
        newer);
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    refused(program().run("feed", "verify", feed.toString()), 1, manifest + ": damaged");
    Files.writeString(manifest, "[]");
    refused(program().run("feed", "verify", feed.toString()), 1, manifest + ": damaged");
    Files.writeString(manifest, text.replace("codes.jsonl", "../codes.jsonl"));
    refused(program().run("feed", "verify", feed.toString()), 1, manifest + ": damaged");
    Files.delete(manifest);
    refused(
        program().run("feed", "verify", feed.toString()),
        1,
        feed + ": no feed: it has no manifest.json");
  }

  @Test
  void takesTheFormsOfADeltaFromItsJsonLines() {
    Path csv = feed("csv", "--edition", "2008-01", "--format", "csv");
    Path delta = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", "jsonl");
    refused(
        program()
            .run(
                "feed",
                "apply",
                csv.toString(),
                delta.toString(),
                "--out",
                folder.resolve("x").toString()),
        1,
        csv + ": has no codes.jsonl; write the feed with --format jsonl among its formats");
  }

  @Test
  void replacesAFeedAndNothingElse() throws IOException {
    Path feed = feed("feed", "--edition", "2008-01", "--format", ALL);
    feed("feed", "--edition", "2008-04", "--format", "csv");
    assertThat(content(feed)).containsOnlyKeys("codes.csv", "manifest.json");
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "mine");
    refused(
        program().run("feed", "--edition", "2008-04", "--out", mine.toString()),
        1,
        mine + ": is not empty and holds no feed");
    Path file = Files.writeString(folder.resolve("file"), "mine");
    refused(
        program().run("feed", "--edition", "2008-04", "--out", file.toString()),
        1,
        file + ": a file, not a folder");
    refused(
        program().run("feed", "--edition", "2008-04", "--out", file.resolve("under").toString()),
        1,
        "the feed cannot be written",
        "check the rights and the free space");
  }

  /** The operating system refuses to write more than so many KB, as a full disk does. */
  @Test
  void leavesNothingOnAFullDisk() throws IOException, InterruptedException {
    Path feed = feed("feed", "--edition", "2008-01", "--format", ALL);
    Map<String, String> before = content(feed);
    for (String format : List.of("csv", "jsonl", "parquet")) {
      TestProgram.Result full =
          TestProcess.start(
                  List.of("sh", "-c", "ulimit -f 16; exec \"$@\"", "sh"),
                  home,
                  folder,
                  "128m",
                  "--db",
                  TestReader.url(DATABASE),
                  "feed",
                  "--edition",
                  "2008-04",
                  "--format",
                  format,
                  "--out",
                  feed.toString())
              .end();
      assertThat(full.exitCode()).as(full.out()).isEqualTo(1);
      assertThat(full.out().strip().lines().toList())
          .as(format)
          .hasSize(1)
          .allMatch(
              line ->
                  line.startsWith(
                      "hcpcs: " + (format.equals("parquet") ? folder : feed) + ": the "))
          .allMatch(line -> line.contains("File too large"));
      assertThat(content(feed)).isEqualTo(before);
      assertThat(names()).doesNotContain("x").noneMatch(name -> name.contains("part"));
    }
  }

  private static TestProcess process(String... command) throws IOException {
    return TestProcess.start(
        home.resolve("home"),
        Files.createDirectories(home.resolve("temporary")),
        "128m",
        Stream.concat(Stream.of("--db", TestReader.url(DATABASE)), Stream.of(command))
            .toArray(String[]::new));
  }

  /** DuckDB runs what the page says; its claims are as tables of claims have them. */
  @Test
  void joinsClaimsAsThePageOnFeedsSays() throws IOException {
    Path history = feed("history", "--history", "--format", "parquet");
    String page = Files.readString(Path.of("src/site/feeds/feeds.md"));
    String join =
        page.replaceFirst("(?s).*?```sql\n(.*?)```.*", "$1")
            .replace(
                "feeds/history/history.parquet", history.resolve("history.parquet").toString());
    assertThat(
            Duck.rows(
                """
                with claims (code, service_date) as (
                  values (' s9372', date '2008-06-01'), ('c3401', date '2008-02-01'), ('C3401', date '2008-03-01'))
                """
                    + join))
        .extracting(row -> row.get(0) + "|" + row.get(2))
        .containsExactlyInAnyOrder(
            " s9372|Ht inj anticoag diem", "c3401|Absorbable tissue marker", "C3401|\u2205");
  }

  /** Every form, and every kind of feed, with room for nothing and with room for a part. */
  private static final Map<String, List<Integer>> FULL_DISKS =
      new TreeMap<>(
          Map.of(
              "--edition 2008-04 --format csv", List.of(4, 24),
              "--edition 2008-04 --format jsonl", List.of(4, 100),
              "--edition 2008-04 --format parquet", List.of(4, 12),
              "--edition 2008-04 --format fhir", List.of(4, 200),
              "--edition 2008-04 --format omop", List.of(4, 20),
              "--from 2008-01 --to 2008-04 --format csv,jsonl,parquet", List.of(4, 24),
              "--history --format csv,jsonl,parquet", List.of(4, 100)));

  @TestFactory
  List<DynamicTest> keepsTheFeedThatIsThereWhenTheDiskIsFull()
      throws IOException, InterruptedException {
    Path january = feed("january", "--edition", "2008-01", "--format", "csv");
    String before =
        content(january).entrySet().stream()
            .map(file -> file.getValue() + "  ./feed/" + file.getKey() + "\n")
            .collect(Collectors.joining());
    String begin = "--home %s --db %s feed ".formatted(home, TestReader.url(DATABASE));
    List<Integer> rooms = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    FULL_DISKS.forEach(
        (what, some) -> {
          for (int room : some) {
            commands.add(
                begin + what + " --out " + FullDisks.disk(folder, rooms.size()).resolve("feed"));
            rooms.add(room);
          }
        });
    List<FullDisks.Result> results = FullDisks.run(folder, january, rooms, commands);
    assumeTrue(!results.isEmpty(), "no file system can be mounted here");
    List<DynamicTest> tests = new ArrayList<>();
    int number = 0;
    for (FullDisks.Result full : results) {
      Path feed = FullDisks.disk(folder, number).resolve("feed");
      tests.add(
          DynamicTest.dynamicTest(
              commands.get(number).substring(begin.length()) + ", " + rooms.get(number) + " KB",
              () ->
                  assertThat(full)
                      .isEqualTo(
                          new FullDisks.Result(
                              1,
                              "hcpcs: "
                                  + feed
                                  + ": the feed cannot be written: No space left on device; check the rights and the free space, and write it again\n",
                              before))));
      number++;
    }
    return tests;
  }

  /** The rows cannot be read yet, so it waits in the middle of its work. */
  @Test
  void clearsAwayWhatAKilledRunLeftAndNothingOfALivingOne()
      throws IOException, InterruptedException, SQLException {
    Path feed = feed("feed", "--edition", "2008-01");
    Map<String, String> before = content(feed);
    Path part = folder.resolve(".feed.part");
    String[] again = {"feed", "--edition", "2008-04", "--out", feed.toString()};
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table hcpcs.release_code in access exclusive mode");
      TestProcess victim = process(again);
      Path begun = part.resolve("content").resolve("codes.csv");
      for (int i = 0; i < 2000 && victim.isAlive() && !Files.exists(begun); i++) {
        Thread.sleep(20);
      }
      assertThat(begun).exists();
      refused(
          program().run(again),
          4,
          feed + ": another run is writing this feed; try again when it is done");
      assertThat(begun).exists();
      victim.kill();
      connection.rollback();
    }
    assertThat(content(feed)).isEqualTo(before);
    assertThat(names()).containsExactly(".feed.part", "feed");
    refused(program().run("feed", "verify", part.toString()), 1, part + ": no feed");
    program().print(again);
    assertThat(names()).containsExactly("feed");
    assertThat(ManifestJson.read(feed).to().state().label()).isEqualTo("2008-04.1");
    program().print("feed", "verify", feed.toString());
  }

  /** As a consumer does that has one folder for what it knows. */
  @Test
  void appliesADeltaInPlace() throws IOException {
    Path state = feed("state", "--edition", "2008-01", "--format", ALL);
    Path delta = feed("delta", "--from", "2008-01", "--to", "2008-04", "--format", "jsonl");
    program().print("feed", "apply", state.toString(), delta.toString(), "--out", state.toString());
    assertThat(content(state))
        .isEqualTo(content(feed("april", "--edition", "2008-04", "--format", ALL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed --out x",
        "feed --edition 2008-01",
        "feed --edition 2008-01 --history --out x",
        "feed --edition 2008-13 --out x",
        "feed --known-on yesterday --out x",
        "feed --from 2008-01 --out x",
        "feed --from 2008-01 --to 2008-12-31 --out x",
        "feed --edition 2008-01 --format docx --out x",
        "feed verify"
      })
  void saysHowItIsUsed(String line) {
    TestProgram.Result result = program().run(line.split(" "));
    assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void saysWhatIsNotLoaded() {
    String target = folder.resolve("x").toString();
    refused(
        program().run("feed", "--edition", "1999-01", "--out", target),
        1,
        "1999-01: this edition is not loaded; hcpcs releases lists those that are");
    refused(
        program().run("feed", "--edition", "2008-01.7", "--out", target),
        1,
        "2008-01.7: this edition is not loaded");
    refused(
        program().run("feed", "--known-on", "1999-01-01", "--out", target),
        1,
        "1999-01-01: no edition is loaded that was published by then");
  }
}
