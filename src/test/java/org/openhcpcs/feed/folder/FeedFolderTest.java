package org.openhcpcs.feed.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.json.Json;

/** What is beside and in the place of a feed while it is made, and after somebody died at it. */
class FeedFolderTest {

  @TempDir private Path folder;

  private Path feed() {
    return folder.resolve("feed");
  }

  private Path part() {
    return folder.resolve(".feed.part");
  }

  private static Manifest manifest(List<Manifest.ManifestFile> files) {
    return new Manifest(
        Manifest.FeedKind.SNAPSHOT,
        Optional.empty(),
        new Manifest.End(
            new CodeSetState(Optional.empty(), LocalDate.of(2008, 4, 1), List.of()),
            new Digest(1, "")),
        1,
        Map.of(),
        false,
        new Json(),
        files);
  }

  /** A feed of one file, complete but not yet in its place. */
  private static Manifest content(FeedFolder writing, String name, String text) throws IOException {
    FeedFile file = writing.file(name, "csv");
    file.write(text.getBytes(StandardCharsets.UTF_8));
    file.complete(1);
    return manifest(writing.files());
  }

  private void write(String name, String text) throws IOException {
    try (FeedFolder writing = FeedFolder.create(feed())) {
      writing.publish(content(writing, name, text));
    }
  }

  private List<String> names(Path in) throws IOException {
    try (Stream<Path> children = Files.list(in)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void takesThePlaceOfTheFeedBeforeAsAWhole() throws IOException {
    write("a.csv", "1");
    Files.setPosixFilePermissions(feed(), PosixFilePermissions.fromString("rwxr-x---"));
    write("b.csv", "2");
    assertThat(names(feed())).containsExactly("b.csv", "manifest.json");
    assertThat(names(folder)).containsExactly("feed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(feed())))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void leavesTheFeedBeforeWhereNothingWasPublished() throws IOException {
    write("a.csv", "1");
    try (FeedFolder writing = FeedFolder.create(feed())) {
      content(writing, "b.csv", "2");
    }
    assertThat(FeedVerification.verify(feed()).files()).hasSize(1);
    assertThat(names(folder)).containsExactly("feed");
  }

  /** Consumers that look at the time of files see nothing new. */
  @Test
  void doesNotTouchWhatIsTheSame() throws IOException {
    write("a.csv", "1");
    Object before = Files.readAttributes(feed().resolve("a.csv"), "fileKey").get("fileKey");
    write("a.csv", "1");
    assertThat(Files.readAttributes(feed().resolve("a.csv"), "fileKey").get("fileKey"))
        .isEqualTo(before);
    Files.writeString(feed().resolve("a.csv"), "x");
    write("a.csv", "1");
    assertThat(feed().resolve("a.csv")).hasContent("1");
  }

  @Test
  void clearsAwayWhatADeadProcessLeft() throws IOException {
    write("a.csv", "1");
    Files.createDirectories(part().resolve("content"));
    Files.writeString(part().resolve("content").resolve("b.csv"), "half");
    Files.writeString(part().resolve("lock"), "");
    assertThatThrownBy(() -> FeedVerification.verify(part()))
        .isInstanceOf(HcpcsException.class)
        .hasMessageContaining("no feed: it has no manifest.json");
    write("c.csv", "3");
    assertThat(names(feed())).containsExactly("c.csv", "manifest.json");
    assertThat(names(folder)).containsExactly("feed");
  }

  /** It died between taking one away and putting the other in its place. */
  @Test
  void putsBackTheFeedThatADeadProcessTookAway() throws IOException {
    write("a.csv", "1");
    Files.createDirectories(part());
    Files.move(feed(), part().resolve("before"));
    try (FeedFolder writing = FeedFolder.create(feed())) {
      content(writing, "b.csv", "2");
    }
    assertThat(FeedVerification.verify(feed()).files())
        .extracting(Manifest.ManifestFile::name)
        .containsExactly("a.csv");
    assertThat(names(folder)).containsExactly("feed");
  }

  @Test
  void doesNotPutBackWhatWasRemoved() throws IOException {
    write("a.csv", "1");
    Files.createDirectories(part());
    Files.move(feed(), part().resolve("removed"));
    FeedFolder.remove(feed());
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void leavesALivingWriterAlone() throws IOException {
    try (FeedFolder writing = FeedFolder.create(feed())) {
      final Manifest manifest = content(writing, "a.csv", "1");
      assertThatThrownBy(() -> FeedFolder.create(feed()))
          .isInstanceOf(HcpcsException.class)
          .hasMessage(feed() + ": another run is writing this feed; try again when it is done");
      assertThatThrownBy(() -> FeedFolder.remove(feed())).isInstanceOf(HcpcsException.class);
      writing.publish(manifest);
    }
    assertThat(FeedVerification.verify(feed()).files()).hasSize(1);
  }

  @Test
  void replacesAndRemovesFeedsOnly() throws IOException {
    write("a.csv", "1");
    Path mine = Files.writeString(feed().resolve("mine.txt"), "mine");
    for (Runnable each :
        List.<Runnable>of(() -> FeedFolder.create(feed()), () -> FeedFolder.remove(feed()))) {
      assertThatThrownBy(each::run)
          .hasMessage(
              mine + ": is no file of the feed that is there; remove it, or name another folder");
    }
    Path app = Files.createDirectory(folder.resolve("app"));
    Path manifest = Files.writeString(app.resolve("manifest.json"), "{\"name\": \"app\"}");
    assertThatThrownBy(() -> FeedFolder.create(app))
        .hasMessage(
            app
                + ": is not empty, and its manifest.json is none that this program can read; remove it, or name another folder");
    assertThat(manifest).exists();
    Files.delete(mine);
    FeedFolder.remove(feed());
    assertThat(names(folder)).containsExactly("app");
  }

  @Test
  void followsALinkToTheFeed() throws IOException {
    write("a.csv", "1");
    Path link = Files.createSymbolicLink(folder.resolve("link"), feed());
    try (FeedFolder writing = FeedFolder.create(link)) {
      writing.publish(content(writing, "b.csv", "2"));
    }
    assertThat(link).isSymbolicLink();
    assertThat(names(feed())).containsExactly("b.csv", "manifest.json");
  }

  @Test
  void cannotBeTheFolderThatSomebodyIsIn() {
    assertThatThrownBy(() -> FeedFolder.create(Path.of("")))
        .hasMessage(": you are in this folder, which a feed would replace; name another");
    assertThatThrownBy(() -> FeedFolder.create(Path.of("src/..")))
        .hasMessage("src/..: you are in this folder, which a feed would replace; name another");
  }

  @Test
  void cannotBeTheRootOfAFileSystem() {
    assertThatThrownBy(() -> FeedFolder.create(Path.of("/")))
        .hasMessage("/: the root of a file system; name a folder in it for the feed");
  }
}
