package org.openhcpcs.release.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/**
 * The content of a member of a zip or of a loose file, read from there or from a copy. Reading
 * trusts nothing: no file may be larger than any that CMS ever published, and a member must be what
 * was packed.
 *
 * @param shown how messages name the zip or the loose file
 * @param path where it lies, or its copy
 * @param member the member's name with folders; empty for a loose file
 */
record StoredBytes(String shown, Path path, Optional<String> member) implements FileBytes {

  /** Far beyond the largest file seen, a code file of 4 MB. */
  static final long MAX_BYTES = 64L << 20;

  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

  /** What is made of the bytes of a file as they come, of no more than are stated. */
  private interface Use<T> {
    T of(InputStream in, int most) throws IOException;
  }

  @Override
  public byte[] bytes() {
    return read(InputStream::readNBytes);
  }

  @Override
  public ContentDigest digest() {
    return read(ContentDigest::of);
  }

  @Override
  public FileBytes in(Path copy) {
    return new StoredBytes(shown, copy, member);
  }

  private <T> T read(Use<T> use) {
    return member.isPresent() ? readMember(member.get(), use) : readLoose(use);
  }

  private <T> T readMember(String name, Use<T> use) {
    try (ZipFile zip = open(path)) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ZipException("it changed while it was read");
      }
      if (entry.getSize() > MAX_BYTES) {
        throw hostile(shown, quoted(name) + " unpacks to more than " + (MAX_BYTES >> 20) + " MB");
      }
      CRC32 crc = new CRC32();
      try (InputStream unpacked = zip.getInputStream(entry);
          InputStream in = new CheckedInputStream(unpacked, crc)) {
        T used = use.of(in, (int) entry.getSize());
        if (unpacked.read() >= 0) {
          throw hostile(shown, quoted(name) + " unpacks to more than it states");
        }
        if (crc.getValue() != entry.getCrc()) { // ZipFile does not look
          throw new ZipException(quoted(name) + " is not what was packed");
        }
        return used;
      }
    } catch (IOException e) {
      throw damaged(shown, e);
    }
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }

  private <T> T readLoose(Use<T> use) {
    checkIsFile(shown, path);
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw hostile(shown, "it is larger than " + (MAX_BYTES >> 20) + " MB");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return use.of(in, Integer.MAX_VALUE);
      }
    } catch (NoSuchFileException e) {
      throw ErrorCode.PATH_NOT_FOUND.failure(e, "%s: no such file", shown);
    } catch (IOException e) {
      throw unreadable(shown, e);
    }
  }

  /**
   * Names are in UTF-8 where a zip says so, and mostly where it does not; else in the code page
   * that the format began with.
   */
  static ZipFile open(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException e) {
      try {
        return new ZipFile(path.toFile(), CODE_PAGE_437);
      } catch (ZipException again) {
        throw e;
      }
    }
  }

  /** A pipe would wait for somebody to write, and a device never end. */
  static void checkIsFile(String shown, Path file) {
    if (!Files.exists(file)) {
      throw ErrorCode.PATH_NOT_FOUND.failure("%s: no such file", shown);
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: cannot be read: %s",
          shown, Files.isRegularFile(file) ? "permission denied" : "it is no ordinary file");
    }
  }

  static HcpcsException unreadable(String shown, IOException cause) {
    return ErrorCode.FILE_UNREADABLE.failure(
        cause, "%s: cannot be read: %s", shown, cause.getMessage());
  }

  static HcpcsException damaged(String shown, IOException cause) {
    return ErrorCode.ARCHIVE_DAMAGED.failure(
        cause, "%s: not a complete zip file (%s); download it again", shown, cause.getMessage());
  }

  static HcpcsException hostile(String shown, String why) {
    return ErrorCode.ARCHIVE_HOSTILE.failure(
        "%s: refused, %s; nothing of it was loaded", shown, why);
  }
}
