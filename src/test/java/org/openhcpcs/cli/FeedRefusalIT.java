package org.openhcpcs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.database.TestDatabase;
import org.openhcpcs.database.TestReader;
import org.openhcpcs.feed.folder.ManifestJson;

/** Feeds that cannot be trusted, and places that cannot be written, through the real launcher. */
class FeedRefusalIT {

  private static final TestDatabase DATABASE = LoadedSample.database();
  @TempDir private static Path folder;
  private static Path launcher = Path.of("hcpcs");
  @TempDir private Path feeds;

  @BeforeAll
  static void install() throws IOException {
    LoadedSample.home(folder.resolve("home"));
    launcher = TestLauncher.install(folder);
  }

  private Path feed(String name, String... options) {
    List<String> line = new ArrayList<>(List.of("feed"));
    line.addAll(List.of(options));
    line.addAll(List.of("--format", "jsonl", "--out", feeds.resolve(name).toString()));
    TestProgram.with(DATABASE, folder.resolve("home")).print(line.toArray(String[]::new));
    return feeds.resolve(name);
  }

  private Path january() {
    return feed("january", "--edition", "2008-01");
  }

  private Path delta() {
    return feed("delta", "--from", "2008-01", "--to", "2008-04");
  }

  /** The one line by which the launcher says no, with exit code 1. */
  private String refusal(Object... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> line = new ArrayList<>(List.of(launcher.toString(), "feed"));
    for (Object word : command) {
      line.add(word.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HCPCS_"));
    builder.environment().put("HCPCS_DB_URL", TestReader.url(DATABASE));
    builder.environment().put("HCPCS_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + Files.readString(output));
    }
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isEqualTo(1);
    assertThat(text.lines()).hasSize(1);
    return text.strip();
  }

  private String refusedApplication(Path snapshot, Path delta)
      throws IOException, InterruptedException {
    Path target = feeds.resolve("made");
    String refusal = refusal("apply", snapshot, delta, "--out", target);
    assertThat(target).doesNotExist();
    assertThat(feeds.resolve(".made.part")).doesNotExist();
    return refusal;
  }

  private static void edit(Path file, String text, String other) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, other));
  }

  @Test
  void aDeltaWhoseBaseIsGone() throws Exception {
    Path gone = feeds.resolve("gone");
    assertThat(refusedApplication(gone, delta()))
        .isEqualTo(
            "hcpcs: "
                + gone
                + ": no feed: it has no manifest.json; name the folder of a complete feed, or write it again");
    assertThat(refusal("--from", "2007-10", "--to", "2008-04", "--out", feeds.resolve("made")))
        .isEqualTo(
            "hcpcs: 2007-10: this edition is not loaded; hcpcs releases lists those that are");
    assertThat(feeds.resolve("made")).doesNotExist();
  }

  @Test
  void aDeltaOfAnotherBase() throws Exception {
    Path april = feed("april", "--edition", "2008-04");
    Path delta = delta();
    assertThat(refusedApplication(april, delta))
        .startsWith("hcpcs: " + delta + ": leads from 2008-01.1 (")
        .endsWith("; apply the deltas in their order, or take a new snapshot");
  }

  @Test
  void aNewerVersionOfTheLayout() throws Exception {
    Path manifest = delta().resolve("manifest.json");
    edit(manifest, "\"schema_version\" : 1", "\"schema_version\" : 2");
    assertThat(refusedApplication(january(), feeds.resolve("delta")))
        .isEqualTo(
            "hcpcs: "
                + manifest
                + ": its schema version is 2, and this program knows 1; use the program that wrote it, or a newer one");
  }

  @Test
  void aTamperedFile() throws Exception {
    Path january = january();
    edit(january.resolve("codes.jsonl"), "procedure", "procedurE");
    String refused =
        "hcpcs: "
            + january.resolve("codes.jsonl")
            + ": its content is not what the manifest says (SHA-256); fetch or write the feed again";
    assertThat(refusal("verify", january)).isEqualTo(refused);
    assertThat(refusedApplication(january, delta())).isEqualTo(refused);
  }

  /** Somebody put the hash right as well: what comes out is not the state that is named. */
  @Test
  void aTamperedFileWithItsHashPutRight() throws Exception {
    Path delta = delta();
    Path changes = delta.resolve("changes.jsonl");
    String before = TestHash.of(changes);
    Files.writeString(
        changes,
        Files.readString(changes)
            .replaceFirst("(\"operation\":\"add\".*\"action\":)\"A\"", "$1\"B\""));
    edit(delta.resolve("manifest.json"), before, TestHash.of(changes));
    assertThat(refusedApplication(january(), delta))
        .startsWith("hcpcs: " + delta + ": what it makes of ")
        .contains(" is not the state that it names (")
        .endsWith("); fetch or write both again");
    edit(changes, "\"operation\":\"add\"", "\"operation\":12345");
    edit(
        delta.resolve("manifest.json"),
        "\"sha256\" : \"" + hashIn(delta),
        "\"sha256\" : \"" + TestHash.of(changes));
    assertThat(refusedApplication(feeds.resolve("january"), delta))
        .startsWith("hcpcs: " + changes + ", line ")
        .contains(": unknown operation 12345; ")
        .endsWith("; fetch or write the feed again");
  }

  private static String hashIn(Path feed) {
    return ManifestJson.read(feed).files().get(0).sha256();
  }

  @Test
  void aPlaceThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(feeds.resolve("file"), "mine");
    assertThat(refusal("--edition", "2008-01", "--out", "/proc/feed"))
        .matches(
            "hcpcs: /proc/feed: the feed cannot be written: no (such folder|permission): /proc/.feed.part;"
                + " check the rights and the free space, and write it again");
    assertThat(refusal("--edition", "2008-01", "--out", file.resolve("feed")))
        .isEqualTo(
            "hcpcs: "
                + file.resolve("feed")
                + ": the feed cannot be written: "
                + file.resolve(".feed.part")
                + ": Not a directory; check the rights and the free space, and write it again");
    assertThat(refusal("--edition", "2008-01", "--out", "/dev/full"))
        .isEqualTo("hcpcs: /dev/full: a file, not a folder; name another");
    assertThat(refusal("verify", file))
        .startsWith("hcpcs: " + file)
        .contains("name the folder of a complete feed");
  }
}
