package org.openhcpcs.release.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

class ArchiveTest {

  private static final byte[] CENTRAL_HEADER = {'P', 'K', 1, 2};
  private static final int CENTRAL_TIME = 12;
  private static final int CENTRAL_SIZE = 24;

  @TempDir Path folder;

  @Test
  void holdsTheMembersOfAZipByName() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("b.txt", "second");
    members.put("a.txt", "first");
    Archive archive = Archive.ofZip(Zips.zip(folder.resolve("r.zip"), members));
    assertThat(archive.zip()).isTrue();
    assertThat(archive.name()).isEqualTo("r.zip");
    assertThat(archive.files()).extracting(PublishedFile::name).containsExactly("a.txt", "b.txt");
    PublishedFile first = archive.files().get(0);
    assertThat(first.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("first");
    assertThat(first.isZipped()).isTrue();
    assertThat(first.container().path()).isEqualTo(folder.resolve("r.zip"));
    assertThat(first).hasToString("r.zip!a.txt");
    assertThat(first.sha256())
        .isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
  }

  /** A file with a hole, which takes no room on the disk. */
  @Test
  void opensNoArchiveThatIsLargerThanAnyRelease() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", "x"));
    byte[] bytes = Files.readAllBytes(zip);
    try (SeekableByteChannel channel = Files.newByteChannel(zip, StandardOpenOption.WRITE)) {
      channel.position(Archive.MAX_ARCHIVE_BYTES - bytes.length);
      channel.write(ByteBuffer.wrap(bytes));
      assertThat(Archive.ofZip(zip).files()).hasSize(1);
      channel.write(ByteBuffer.wrap(bytes));
    }
    assertFails(
        () -> Archive.ofZip(zip),
        ErrorCode.ARCHIVE_HOSTILE,
        zip
            + ": refused, it is larger than 256 MB, the largest archive that is taken; nothing of it was loaded");
  }

  @Test
  void takesMembersOutOfTheirFolders() throws IOException {
    Archive archive =
        Archive.ofZip(Zips.zip(folder.resolve("r.zip"), Map.of("2019/", "", "2019/in/a.txt", "x")));
    assertThat(archive.files()).extracting(PublishedFile::name).containsExactly("a.txt");
    assertThat(archive.files().get(0).bytes()).containsExactly('x');
  }

  @Test
  void readsNamesOfAnyEncoding() throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("IBM437"))) {
      Path zip = folder.resolve("j\u00fcly.zip");
      try (OutputStream out = Files.newOutputStream(zip);
          ZipOutputStream members = new ZipOutputStream(out, charset)) {
        members.putNextEntry(new ZipEntry("M\u00e4rz/j\u00fcly_anweb.txt"));
        members.write(Zips.CODES.getBytes(StandardCharsets.US_ASCII));
        members.closeEntry();
      }
      PublishedFile member = Archive.ofZip(zip).files().get(0);
      assertThat(member.name()).as(charset.name()).isEqualTo("j\u00fcly_anweb.txt");
      assertThat(member.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(Zips.CODES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "in/../../evil.txt",
        "in/..",
        "..",
        "/etc/passwd",
        "\\evil.txt",
        "in\\..\\evil.txt",
        "..\\evil.txt",
        "C:evil.txt",
        "C:/evil.txt",
        "C:\\evil.txt"
      })
  void refusesNamesThatLeadOutOfIt(String name) throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of(name, "x", "HCPC2019.txt", Zips.CODES));
    assertFails(
        () -> Archive.ofZip(zip),
        ErrorCode.ARCHIVE_HOSTILE,
        zip
            + ": refused, the member name \""
            + name
            + "\" leads out of it; nothing of it was loaded");
  }

  @Test
  void refusesANameThatIsLongerThanAnyFileCanHave() throws IOException {
    String longest = "x".repeat(251) + ".txt";
    assertThat(Archive.ofZip(Zips.zip(folder.resolve("r.zip"), Map.of(longest, "x"))).files())
        .hasSize(1);
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("x" + longest, "x"));
    assertFails(
        () -> Archive.ofZip(zip),
        ErrorCode.ARCHIVE_HOSTILE,
        zip + ": refused, a member name has 256 characters; nothing of it was loaded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a..b.txt", "..a.txt", "a..", "in/...", ".hidden.txt", "./a.txt", "in\\a.txt"})
  void acceptsDotsThatLeadNowhere(String name) throws IOException {
    assertThat(Archive.ofZip(Zips.zip(folder.resolve("r.zip"), Map.of(name, "x"))).files())
        .hasSize(1);
  }

  @Test
  void takesTheFoldersOfWindowsFromAName() throws IOException {
    Path zip =
        Zips.zip(folder.resolve("r.zip"), Map.of("in\\", "", "in\\HCPC2019.txt", Zips.CODES));
    PublishedFile file = Archive.ofZip(zip).files().get(0);
    assertThat(file.name()).isEqualTo("HCPC2019.txt");
    assertThat(file.bytes()).asString(StandardCharsets.ISO_8859_1).isEqualTo(Zips.CODES);
  }

  @Test
  void refusesAZipThatWasCutShort() throws IOException {
    Path whole = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", Zips.CODES.repeat(100)));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : List.of(0, 1, 4, bytes.length / 2, bytes.length - 1)) {
      Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(HcpcsException.class)
          .as("%d of %d bytes", length, bytes.length)
          .isThrownBy(() -> Archive.ofZip(cut))
          .withMessageMatching(
              "\\Q" + cut + "\\E: not a complete zip file \\(.+\\); download it again")
          .extracting(HcpcsException::errorCode)
          .isEqualTo(ErrorCode.ARCHIVE_DAMAGED);
    }
  }

  @Test
  void refusesAPageThatIsNamedZip() throws IOException {
    Path page =
        Zips.text(
            folder.resolve("october-2025.zip"),
            "<!DOCTYPE html><html><body>Access Denied</body></html>".repeat(100));
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> Archive.ofZip(page))
        .withMessageStartingWith(page + ": not a complete zip file (")
        .withMessageEndingWith("); download it again")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.ARCHIVE_DAMAGED);
  }

  @Test
  void refusesAMemberOfWhichOneByteChanged() throws IOException {
    byte[] content = Zips.CODES.getBytes(StandardCharsets.US_ASCII);
    Path zip = folder.resolve("r.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream members = new ZipOutputStream(out)) {
      members.setLevel(Deflater.NO_COMPRESSION);
      members.putNextEntry(new ZipEntry("a.xlsx"));
      members.write(content);
      members.closeEntry();
    }
    byte[] bytes = Files.readAllBytes(zip);
    int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Ambulance");
    bytes[place]++;
    Files.write(zip, bytes);
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    assertFails(
        member::bytes,
        ErrorCode.ARCHIVE_DAMAGED,
        zip + ": not a complete zip file (\"a.xlsx\" is not what was packed); download it again");
  }

  @Test
  void refusesAMemberThatCannotBeUnpacked() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.xlsx", "0123456789".repeat(100)));
    byte[] bytes = Files.readAllBytes(zip);
    Arrays.fill(bytes, 40, 48, (byte) 0xff);
    Files.write(zip, bytes);
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(member::bytes)
        .withMessageStartingWith(zip + ": not a complete zip file (")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.ARCHIVE_DAMAGED);
  }

  @Test
  void acceptsAMemberOfTheLargestSizeAndRefusesOneByteMore() throws IOException {
    Path largest = zeros("largest.zip", 1, StoredBytes.MAX_BYTES);
    assertThat(Archive.ofZip(largest).files().get(0).bytes().length)
        .isEqualTo((int) StoredBytes.MAX_BYTES);

    Path bomb = zeros("bomb.zip", 1, StoredBytes.MAX_BYTES + 1);
    assertThat(Files.size(bomb)).isLessThan(100_000);
    assertFails(
        () -> Archive.ofZip(bomb),
        ErrorCode.ARCHIVE_HOSTILE,
        bomb + ": refused, \"0.txt\" unpacks to more than 64 MB; nothing of it was loaded");
  }

  @Test
  void refusesManyMembersThatAreTooLargeTogether() throws IOException {
    Path bomb = zeros("bomb.zip", 5, Archive.MAX_TOTAL_BYTES / 5 + 1);
    assertFails(
        () -> Archive.ofZip(bomb),
        ErrorCode.ARCHIVE_HOSTILE,
        bomb + ": refused, it unpacks to more than 256 MB; nothing of it was loaded");
  }

  @Test
  void refusesTwoDifferentMembersOfOneName() throws IOException {
    Path folders =
        Zips.zip(folder.resolve("folders.zip"), Map.of("a/x.txt", "one", "b/x.txt", "other"));
    assertFails(
        () -> Archive.ofZip(folders),
        ErrorCode.ARCHIVE_HOSTILE,
        folders
            + ": refused, two different members have one name: \"a/x.txt\" of 3 bytes from 2018-11-02,"
            + " CRC 7a6c86f1 and \"b/x.txt\" of 5 bytes from 2018-11-02, CRC d9583520; nothing of it was loaded");
    Path same = Zips.zip(folder.resolve("same.zip"), Map.of("x1.txt", "one", "x2.txt", "other"));
    String bytes = Files.readString(same, StandardCharsets.ISO_8859_1);
    Files.writeString(same, bytes.replace("x2.txt", "x1.txt"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Archive.ofZip(same))
        .hasMessageContaining("two different members have one name: \"x1.txt\" of");
  }

  @Test
  void takesTwoMembersThatAreTheSameForOne() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a/x.txt", "one", "b/x.txt", "one"));
    assertThat(Archive.ofZip(zip).files()).hasSize(1);
  }

  @Test
  void refusesAMemberThatUnpacksToMoreThanItStates() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.txt", Zips.CODES.repeat(100)));
    patchCentralHeader(zip, CENTRAL_SIZE, 5);
    assertFails(
        () -> Archive.ofZip(zip),
        ErrorCode.ARCHIVE_HOSTILE,
        zip + ": refused, \"a.txt\" unpacks to more than it states; nothing of it was loaded");
  }

  @Test
  void acceptsAThousandMembersAndRefusesOneMore() throws IOException {
    assertThat(Archive.ofZip(zeros("thousand.zip", 1000, 0)).files()).hasSize(1000);
    Path crowd = zeros("crowd.zip", 1001, 0);
    assertFails(
        () -> Archive.ofZip(crowd),
        ErrorCode.ARCHIVE_HOSTILE,
        crowd
            + ": refused, it holds 1001 members; a release holds about ten; nothing of it was loaded");
  }

  @Test
  void knowsItsNewestTimeStamp() throws IOException {
    Path zip = folder.resolve("r.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream members = new ZipOutputStream(out)) {
      for (int day : List.of(3, 9, 6)) {
        ZipEntry entry = new ZipEntry(day + ".xlsx");
        entry.setTimeLocal(Zips.STAMP.withDayOfMonth(day));
        members.putNextEntry(entry);
        members.closeEntry();
      }
    }
    assertThat(Archive.ofZip(zip).newestTimeStamp()).contains(LocalDate.of(2018, 11, 9));
  }

  /** CMS's zips state moments in UTC besides local times; both must give CMS's day everywhere. */
  @ParameterizedTest
  @ValueSource(strings = {"Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago"})
  void datesItsMembersAlikeInEveryTimeZone(String zone) throws IOException {
    Path local = Zips.zip(folder.resolve("local.zip"), Map.of("a.xlsx", "x"));
    Path moment = folder.resolve("moment.zip");
    try (OutputStream out = Files.newOutputStream(moment);
        ZipOutputStream members = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry("a.xlsx");
      entry.setLastModifiedTime(FileTime.from(Instant.parse("2018-11-03T01:44:08Z")));
      members.putNextEntry(entry);
      members.closeEntry();
    }
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(Archive.ofZip(local).newestTimeStamp()).contains(LocalDate.of(2018, 11, 2));
      assertThat(Archive.ofZip(moment).newestTimeStamp()).contains(LocalDate.of(2018, 11, 2));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void hasNoTimeStampWhereTheDateIsNone() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("a.xlsx", "x"));
    int monthFifteen = (38 << 25) | (15 << 21) | (1 << 16);
    patchCentralHeader(zip, CENTRAL_TIME, monthFifteen);
    assertThat(Archive.ofZip(zip).newestTimeStamp()).isEmpty();
  }

  @Test
  void ofLooseFilesHasNoTimeStamp() throws IOException {
    Path file = Zips.text(folder.resolve("a.txt"), "x");
    Archive archive = Archive.ofFiles(folder, List.of(file));
    assertThat(archive.zip()).isFalse();
    assertThat(archive.newestTimeStamp()).isEmpty();
    assertThat(archive.files()).singleElement().hasToString(file.toString());
    assertThat(archive.files().get(0).isZipped()).isFalse();
    assertThat(archive.files().get(0).modifiedOn()).isEmpty();
  }

  @Test
  void saysWhichLooseFileIsMissing() {
    Path missing = folder.resolve("a.txt");
    assertFails(
        () -> Archive.ofFiles(folder, List.of(missing)),
        ErrorCode.PATH_NOT_FOUND,
        missing + ": no such file");
  }

  @Test
  void saysWhichLooseFileCannotBeRead() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("a.txt"));
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> Archive.ofFiles(folder, List.of(directory)))
        .withMessageStartingWith(directory + ": cannot be read: ")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.FILE_UNREADABLE);
  }

  @Test
  void refusesALooseFileThatIsTooLarge() throws IOException {
    Path large = folder.resolve("a.txt");
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            large,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.position(StoredBytes.MAX_BYTES).write(ByteBuffer.wrap(new byte[1]));
    }
    assertFails(
        () -> Archive.ofFiles(folder, List.of(large)),
        ErrorCode.ARCHIVE_HOSTILE,
        large + ": refused, it is larger than 64 MB; nothing of it was loaded");
  }

  private Path zeros(String name, int members, long bytes) throws IOException {
    Path path = folder.resolve(name);
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < members; i++) {
        zip.putNextEntry(new ZipEntry(i + ".txt"));
        for (long left = bytes; left > 0; left -= block.length) {
          zip.write(block, 0, (int) Math.min(left, block.length));
        }
        zip.closeEntry();
      }
    }
    return path;
  }

  /** Overwrites four bytes of the only member's header in the central directory. */
  private static void patchCentralHeader(Path zip, int offset, int value) throws IOException {
    byte[] bytes = Files.readAllBytes(zip);
    int header = bytes.length - CENTRAL_HEADER.length;
    while (!Arrays.equals(bytes, header, header + 4, CENTRAL_HEADER, 0, 4)) {
      header--;
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(header + offset, value);
    Files.write(zip, bytes);
  }

  private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(call)
        .withMessage(message)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(code);
  }
}
