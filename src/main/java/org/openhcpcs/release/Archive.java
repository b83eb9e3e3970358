package org.openhcpcs.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;

/**
 * A zip, or the loose files of one folder, with the files in it. Opening a zip trusts nothing:
 * member names may not leave the archive, and no member may unpack to more than any file that CMS
 * ever published.
 *
 * @param path the zip, the folder, or a single file
 * @param zip whether it is a zip
 * @param files its files, by name
 */
public record Archive(Path path, boolean zip, List<PublishedFile> files) {

  /** Far beyond the largest file seen, a code file of 4 MB. */
  static final long MAX_MEMBER_BYTES = 64L << 20;

  /** The largest release seen unpacks to 10 MB. */
  static final long MAX_TOTAL_BYTES = 256L << 20;

  private static final int MAX_MEMBERS = 1000;

  /** Where CMS sits: the day of a moment is the day there, wherever this program runs. */
  private static final ZoneId CMS_ZONE = ZoneId.of("America/New_York");

  /** What tools write that do not want to state a time. */
  private static final LocalDate FIRST_DOS_DAY = LocalDate.of(1980, 1, 1);

  private static final int NTFS_TIMES = 0x000a;
  private static final int UNIX_TIMES = 0x5455;

  public Archive {
    files = List.copyOf(files);
  }

  /**
   * Opens a zip file.
   *
   * @throws HcpcsException ARCHIVE_DAMAGED if it is no complete zip, ARCHIVE_HOSTILE if it could do
   *     harm
   */
  public static Archive ofZip(Path path) {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      if (zip.size() > MAX_MEMBERS) {
        throw hostile(path, "it holds " + zip.size() + " members; a release holds about ten");
      }
      if (zip.stream().mapToLong(ZipEntry::getSize).sum() > MAX_TOTAL_BYTES) {
        throw hostile(path, "it unpacks to more than " + (MAX_TOTAL_BYTES >> 20) + " MB");
      }
      List<PublishedFile> files = new ArrayList<>();
      Map<String, ZipEntry> byName = new HashMap<>();
      for (ZipEntry entry : zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
        checkName(path, entry.getName());
        if (!entry.isDirectory() && isFirst(path, entry, byName)) {
          files.add(member(path, entry));
        }
      }
      return new Archive(path, true, files);
    } catch (IOException e) {
      throw damaged(path, e);
    }
  }

  /** The loose files among the given ones, taken as one release. */
  public static Archive ofFiles(Path path, List<Path> loose) {
    List<PublishedFile> files = new ArrayList<>();
    for (Path file : loose) {
      files.add(
          new PublishedFile(
              String.valueOf(file.getFileName()), file, false, null, from -> read(file, from)));
    }
    return new Archive(path, false, files);
  }

  /** The name that users know it by. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /** The newest time stamp inside a zip. */
  public Optional<LocalDate> newestTimeStamp() {
    return files.stream()
        .flatMap(file -> file.modifiedOn().stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether a path looks like a zip by its name; what it really is shows when it is opened. */
  static boolean isZip(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static PublishedFile member(Path path, ZipEntry entry) {
    String full = entry.getName();
    String name = full.substring(full.lastIndexOf('/') + 1);
    return new PublishedFile(
        name, path, true, modifiedOn(entry), from -> readMember(path, full, from));
  }

  /** Whether no member of the same name came before; one that says otherwise cannot be told apart. */
  private static boolean isFirst(Path path, ZipEntry entry, Map<String, ZipEntry> byName) {
    String full = entry.getName();
    ZipEntry other = byName.putIfAbsent(full.substring(full.lastIndexOf('/') + 1), entry);
    if (other != null && (other.getCrc() != entry.getCrc() || other.getSize() != entry.getSize())) {
      throw hostile(
          path, "two different members have one name: " + told(other) + " and " + told(entry));
    }
    return other == null;
  }

  private static String told(ZipEntry entry) {
    LocalDate day = modifiedOn(entry);
    return String.format(
        Locale.ROOT,
        "\"%s\" of %d bytes%s, CRC %08x",
        entry.getName(),
        entry.getSize(),
        day == null ? "" : " from " + day,
        entry.getCrc());
  }

  private static @Nullable LocalDate modifiedOn(ZipEntry entry) {
    try {
      LocalDate day =
          statesMoment(entry)
              ? LocalDate.ofInstant(entry.getLastModifiedTime().toInstant(), CMS_ZONE)
              : entry.getTimeLocal().toLocalDate();
      return day.isAfter(FIRST_DOS_DAY) ? day : null;
    } catch (DateTimeException e) {
      return null; // digits that are no date tell nothing
    }
  }

  /** Whether a member has a moment in UTC besides the local time that every member has. */
  private static boolean statesMoment(ZipEntry entry) {
    byte[] extra = entry.getExtra();
    if (extra == null) {
      return false;
    }
    ByteBuffer fields = ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN);
    while (fields.remaining() >= 2 * Short.BYTES) {
      int id = Short.toUnsignedInt(fields.getShort());
      int length = Short.toUnsignedInt(fields.getShort());
      if (id == NTFS_TIMES || id == UNIX_TIMES) {
        return true;
      }
      fields.position(Math.min(fields.position() + length, fields.limit()));
    }
    return false;
  }

  private static void checkName(Path path, String name) {
    boolean leaves =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || List.of(name.split("/")).contains("..");
    if (leaves) {
      throw hostile(path, "the member name \"" + name + "\" leads out of it");
    }
    if (!name.equals(OneLine.of(name))) {
      throw hostile(path, "the member name \"" + name + "\" has control characters in it");
    }
  }

  /** Reads a member of a zip, from the zip or a copy of it; messages name the zip. */
  private static byte[] readMember(Path path, String name, Path from) {
    try (ZipFile zip = new ZipFile(from.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new ZipException("it changed while it was read");
      }
      if (entry.getSize() > MAX_MEMBER_BYTES) {
        throw hostile(
            path, "\"" + name + "\" unpacks to more than " + (MAX_MEMBER_BYTES >> 20) + " MB");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        byte[] bytes = in.readNBytes((int) entry.getSize() + 1);
        if (bytes.length > entry.getSize()) {
          throw hostile(path, "\"" + name + "\" unpacks to more than it states");
        }
        if (crc(bytes) != entry.getCrc()) { // ZipFile does not look
          throw new ZipException("\"" + name + "\" is not what was packed");
        }
        return bytes;
      }
    } catch (IOException e) {
      throw damaged(path, e);
    }
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static byte[] read(Path file, Path from) {
    try {
      if (Files.size(from) > MAX_MEMBER_BYTES) {
        throw hostile(file, "it is larger than " + (MAX_MEMBER_BYTES >> 20) + " MB");
      }
      return Files.readAllBytes(from);
    } catch (NoSuchFileException e) {
      throw new HcpcsException(ErrorCode.PATH_NOT_FOUND, file + ": no such file", e);
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE, file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static HcpcsException damaged(Path path, IOException cause) {
    return new HcpcsException(
        ErrorCode.ARCHIVE_DAMAGED,
        path + ": not a complete zip file (" + cause.getMessage() + "); download it again",
        cause);
  }

  private static HcpcsException hostile(Path path, String why) {
    return new HcpcsException(
        ErrorCode.ARCHIVE_HOSTILE, path + ": refused, " + why + "; nothing of it was loaded");
  }
}
