package org.openhcpcs.release.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

class ArchiveStoreTest {

  @TempDir Path folder;
  private Path kept;
  private ArchiveStore store;

  @BeforeEach
  void openStore() {
    kept = folder.resolve("home/archive");
    store = new ArchiveStore(kept);
  }

  @Test
  void keepsTheWholeZipUnderItsHash() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first", "b.txt", "second"));
    List<PublishedFile> members = Archive.ofZip(zip).files();
    String expected = sha256(Files.readAllBytes(zip));

    assertThat(members).extracting(this::keep).containsExactly(expected, expected);

    assertThat(children()).containsExactly(expected);
    assertThat(kept.resolve(expected)).hasSameBinaryContentAs(zip);
  }

  @Test
  void keepsALooseFileUnderItsOwnHash() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile published = Archive.ofFiles(folder, List.of(file)).files().get(0);
    String expected = sha256("first".getBytes(StandardCharsets.US_ASCII));

    assertThat(keep(published)).isEqualTo(expected);

    assertThat(store.sha256(published)).isEqualTo(expected);
    assertThat(children()).containsExactly(expected);
    assertThat(kept.resolve(expected)).hasSameBinaryContentAs(file);
  }

  @Test
  void hashesWithoutKeeping() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first"));
    assertThat(store.sha256(Archive.ofZip(zip).files().get(0)))
        .isEqualTo(sha256(Files.readAllBytes(zip)));
    assertThat(kept).doesNotExist();
  }

  @Test
  void leavesWhatItKeepsUntouched() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile published = Archive.ofFiles(folder, List.of(file)).files().get(0);
    Path copy = kept.resolve(keep(published));
    Files.writeString(copy, "marked");

    store.keep(published);

    assertThat(copy).hasContent("marked");
  }

  /** A copy that is still under way when the program looks at it. */
  @Test
  void keepsNothingThatChangedWhileItWasRead() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile loose = Archive.ofFiles(folder, List.of(file)).files().get(0);
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first"));
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    assertThat(store.sha256(loose)).isNotEqualTo(store.sha256(member));
    Files.writeString(file, "first and second");
    Files.writeString(zip, "another");
    for (PublishedFile changed : List.of(loose, member)) {
      assertThatExceptionOfType(HcpcsException.class)
          .isThrownBy(() -> store.keep(changed))
          .withMessage(
              changed.container().shown()
                  + ": it changed while it was read; run again when it is complete")
          .extracting(HcpcsException::errorCode)
          .isEqualTo(ErrorCode.FILE_UNREADABLE);
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void readsWhatItKeepsWhateverBecomesOfTheOriginal() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first"));
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    assertThat(member.bytes()).asString().isEqualTo("first");
    PublishedFile inStore = store.keep(member);
    Files.delete(zip);
    assertThat(inStore.bytes()).asString().isEqualTo("first");
    assertThat(inStore.sha256()).isEqualTo(sha256("first".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void putsADamagedArchiveRight() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile published = Archive.ofFiles(folder, List.of(file)).files().get(0);
    Files.createDirectories(kept);
    Path damaged = Files.createFile(kept.resolve(published.sha256()));
    PublishedFile inStore = store.keep(published);
    assertThat(damaged).hasContent("first");
    assertThat(inStore.bytes()).asString().isEqualTo("first");
  }

  @Test
  void saysWhatCannotBeCopied() throws IOException {
    Zips.text(folder.resolve("home"), "a file where the folder should be");
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile published = Archive.ofFiles(folder, List.of(file)).files().get(0);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> store.keep(published))
        .withMessageStartingWith(file + ": cannot be copied to " + kept + ": ")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.DISK);
  }

  @Test
  void leavesNoPartBehindWhenTheCopyFails() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "first");
    PublishedFile published = Archive.ofFiles(folder, List.of(file)).files().get(0);
    assertThat(store.sha256(published)).hasSize(64);
    Files.delete(file);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> store.keep(published))
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.DISK);
    assertThat(children()).isEmpty();
  }

  @Test
  void saysWhichZipCannotBeHashed() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first"));
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    Files.delete(zip);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> store.sha256(member))
        .withMessageStartingWith(zip + ": cannot be read: ")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  /** Keeps the zip or loose file that holds a file, and tells its hash. */
  private String keep(PublishedFile file) {
    return store.sha256(store.keep(file));
  }

  private List<String> children() throws IOException {
    try (Stream<Path> children = Files.list(kept)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void adoptsWhatWasWrittenBesideIt() throws IOException {
    String expected = sha256("first".getBytes(StandardCharsets.US_ASCII));
    assertThat(store.path(expected)).isEmpty();
    assertThat(store.size(expected)).isEqualTo(-1);
    for (int i = 0; i < 2; i++) { // the second time it is there
      try (ArchiveStore.Part part = store.newPart()) {
        Files.writeString(part.file(), "first");
        assertThat(store.adopt(part)).isEqualTo(expected);
      }
      assertThat(children()).containsExactly(expected);
    }
    assertThat(store.path(expected)).contains(kept.resolve(expected));
    assertThat(store.path(expected).orElseThrow()).hasContent("first");
    assertThat(store.size(expected)).isEqualTo(5);
  }

  @Test
  void adoptsInThePlaceOfWhatIsRotten() throws IOException {
    String expected = sha256("first".getBytes(StandardCharsets.US_ASCII));
    Files.createDirectories(kept);
    Path archive = Files.writeString(kept.resolve(expected), "rotten");
    assertThat(store.isSound(expected)).isFalse();
    try (ArchiveStore.Part part = store.newPart()) {
      Files.writeString(part.file(), "first");
      assertThat(store.adopt(part)).isEqualTo(expected);
    }
    assertThat(store.isSound(expected)).isTrue();
    assertThat(archive).hasContent("first");
  }

  @Test
  void forgetsWhatWasNotAdopted() throws IOException {
    try (ArchiveStore.Part part = store.newPart()) {
      Files.writeString(part.file(), "first");
    }
    assertThat(children()).isEmpty();
  }

  @Test
  void saysThatItCannotKeep() throws IOException {
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "a file where the folder should be");
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(store::newPart)
        .withMessageStartingWith(kept + ": cannot be written: ")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.DISK);
    Path part = Files.writeString(folder.resolve("part"), "first");
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> store.adopt(new ArchiveStore.Part(part)))
        .withMessageStartingWith(part + ": cannot be kept in " + kept);
  }

  @Test
  void keepsManyAndCountsThoseThatItHad() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "first"));
    Path file = Zips.text(folder.resolve("b.txt"), "second");
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    PublishedFile loose = Archive.ofFiles(folder, List.of(file)).files().get(0);
    assertThat(store.holds(member)).isFalse();
    assertThat(store.keepAll(List.of(member)).alreadyKept()).isZero();
    assertThat(store.holds(member)).isTrue();
    assertThat(store.keepAll(List.of(member, loose)).alreadyKept()).isEqualTo(1);
    assertThat(children()).hasSize(2);
  }

  /** An hour and a minute after the last write nobody writes; a minute after it somebody may. */
  @Test
  void removesWhatAKilledProgramLeftAndNobodyWrites() throws IOException {
    assertThat(store.removeParts()).isZero();
    Instant now = Instant.now();
    Path left = store.newPart().file();
    Path tree = Files.createTempDirectory(kept, "part");
    Zips.text(tree.resolve("a.txt"), "first");
    Path underWay = store.newPart().file();
    String archive = sha256("first".getBytes(StandardCharsets.US_ASCII));
    Zips.text(kept.resolve(archive), "first");
    for (Path old : List.of(left, tree, kept.resolve(archive))) {
      Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofMinutes(61))));
    }
    Files.setLastModifiedTime(underWay, FileTime.from(now.minus(Duration.ofMinutes(59))));

    assertThat(store.removeParts()).isEqualTo(2);

    assertThat(children()).containsExactlyInAnyOrder(archive, underWay.getFileName().toString());
    assertThat(store.contentOf(archive)).contains(archive);
    assertThat(store.contentOf("0".repeat(64))).isEmpty();
  }
}
