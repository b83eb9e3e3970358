package org.openhcpcs.release.archive;

import java.io.IOException;
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
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.OneLine;

/**
 * A zip, or the loose files of one folder, with the files in it. Opening a zip trusts nothing:
 * member names may not leave the archive, and no member may unpack to more than any file that CMS
 * ever published.
 *
 * @param container the zip, the folder, or a single file
 * @param zip whether it is a zip
 * @param files its files, by name
 */
public record Archive(Container container, boolean zip, List<PublishedFile> files) {

  /** The largest release seen unpacks to 10 MB. */
  static final long MAX_TOTAL_BYTES = 256L << 20;

  /** No zip that packs as much as a release is larger. */
  static final long MAX_ARCHIVE_BYTES = MAX_TOTAL_BYTES;

  private static final int MAX_MEMBERS = 1000;

  /** Of a name and its folders together; no file system holds a longer name. */
  private static final int LONGEST_NAME = 255;

  /** Where CMS sits: the day of a moment is the day there, wherever this program runs. */
  private static final ZoneId CMS_ZONE = ZoneId.of("America/New_York");

  /** What tools write that do not want to state a time. */
  private static final LocalDate FIRST_DOS_DAY = LocalDate.of(1980, 1, 1);

  private static final int NTFS_TIMES = 0x000a;
  private static final int UNIX_TIMES = 0x5455;

  public Archive {
    files = List.copyOf(files);
  }

  /** Opens a zip file. */
  public static Archive ofZip(Path path) {
    return ofZip(Container.of(path));
  }

  /**
   * Opens a zip file.
   *
   * @throws HcpcsException ARCHIVE_DAMAGED if it is no complete zip, ARCHIVE_HOSTILE if it could do
   *     harm
   */
  static Archive ofZip(Container container) {
    StoredBytes.checkIsFile(container.shown(), container.path());
    checkSize(container);
    try (ZipFile zip = StoredBytes.open(container.path())) {
      if (zip.size() > MAX_MEMBERS) {
        throw hostile(container, "it holds " + zip.size() + " members; a release holds about ten");
      }
      if (zip.stream().mapToLong(ZipEntry::getSize).sum() > MAX_TOTAL_BYTES) {
        throw hostile(container, "it unpacks to more than " + (MAX_TOTAL_BYTES >> 20) + " MB");
      }
      List<PublishedFile> files = new ArrayList<>();
      Map<String, ZipEntry> byName = new HashMap<>();
      for (ZipEntry entry : zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
        checkName(container, entry.getName());
        if (!isFolder(entry) && isFirst(container, entry, byName)) {
          files.add(member(container, entry));
        }
      }
      return new Archive(container, true, files);
    } catch (IOException e) {
      throw StoredBytes.damaged(container.shown(), e);
    }
  }

  /** The loose files among the given ones, taken as one release. */
  public static Archive ofFiles(Path path, List<Path> loose) {
    return ofFiles(Container.of(path), loose.stream().map(Container::of).toList());
  }

  static Archive ofFiles(Container container, List<Container> loose) {
    return new Archive(container, false, loose.stream().map(Archive::looseFile).toList());
  }

  /**
   * A file that lies in no zip.
   *
   * @throws HcpcsException PATH_NOT_FOUND, FILE_UNREADABLE or ARCHIVE_HOSTILE if it cannot be used
   */
  static PublishedFile looseFile(Container file) {
    StoredBytes.checkIsFile(file.shown(), file.path());
    try {
      return PublishedFile.of(
          file.name(),
          file,
          false,
          Files.size(file.path()),
          Optional.empty(),
          new StoredBytes(file.shown(), file.path(), Optional.empty()));
    } catch (IOException e) {
      throw StoredBytes.unreadable(file.shown(), e);
    }
  }

  /** Where it lies. */
  public Path path() {
    return container.path();
  }

  /** The name that users know it by. */
  public String name() {
    return container.name();
  }

  /** Whether it is a file that was named itself, and not with the folder or zip around it. */
  public boolean isOneFile() {
    return !zip && files.get(0).container().equals(container);
  }

  /** The newest time stamp inside a zip. */
  public Optional<LocalDate> newestTimeStamp() {
    return files.stream()
        .flatMap(file -> file.modifiedOn().stream())
        .max(Comparator.naturalOrder());
  }

  /** Whether it stands for a folder; some programs end those as Windows does. */
  private static boolean isFolder(ZipEntry entry) {
    return entry.isDirectory() || entry.getName().endsWith("\\");
  }

  private static PublishedFile member(Container container, ZipEntry entry) {
    String full = entry.getName();
    return PublishedFile.of(
        ownName(full),
        container,
        true,
        entry.getSize(),
        modifiedOn(entry),
        new StoredBytes(container.shown(), container.path(), Optional.of(full)));
  }

  /**
   * Whether no member of the same name came before; one that says otherwise cannot be told apart.
   */
  private static boolean isFirst(Container zip, ZipEntry entry, Map<String, ZipEntry> byName) {
    ZipEntry other = byName.putIfAbsent(ownName(entry.getName()), entry);
    if (other != null && (other.getCrc() != entry.getCrc() || other.getSize() != entry.getSize())) {
      throw hostile(
          zip, "two different members have one name: " + told(other) + " and " + told(entry));
    }
    return other == null;
  }

  /** Without its folders; some programs write them as Windows has them. */
  private static String ownName(String full) {
    return full.substring(Math.max(full.lastIndexOf('/'), full.lastIndexOf('\\')) + 1);
  }

  private static String told(ZipEntry entry) {
    return String.format(
        "\"%s\" of %d bytes%s, CRC %08x",
        entry.getName(),
        entry.getSize(),
        modifiedOn(entry).map(day -> " from " + day).orElse(""),
        entry.getCrc());
  }

  private static Optional<LocalDate> modifiedOn(ZipEntry entry) {
    try {
      LocalDate day =
          statesMoment(entry)
              ? LocalDate.ofInstant(entry.getLastModifiedTime().toInstant(), CMS_ZONE)
              : entry.getTimeLocal().toLocalDate();
      return Optional.of(day).filter(FIRST_DOS_DAY::isBefore);
    } catch (DateTimeException e) {
      return Optional.empty(); // digits that are no date tell nothing
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

  private static void checkName(Container zip, String name) {
    if (name.length() > LONGEST_NAME) {
      throw hostile(zip, "a member name has " + name.length() + " characters");
    }
    boolean leaves =
        name.startsWith("/")
            || name.startsWith("\\")
            || name.contains(":")
            || List.of(name.split("[/\\\\]")).contains("..");
    if (leaves) {
      throw hostile(zip, "the member name \"" + name + "\" leads out of it");
    }
    if (!name.equals(OneLine.of(name))) {
      throw hostile(zip, "the member name \"" + name + "\" has control characters in it");
    }
  }

  /** Before it is opened: already the list of its members may be larger than the memory. */
  private static void checkSize(Container zip) {
    try {
      if (Files.size(zip.path()) > MAX_ARCHIVE_BYTES) {
        throw hostile(
            zip,
            "it is larger than "
                + (MAX_ARCHIVE_BYTES >> 20)
                + " MB, the largest archive that is taken");
      }
    } catch (NoSuchFileException e) {
      throw StoredBytes.damaged(zip.shown(), e);
    } catch (IOException e) {
      throw StoredBytes.unreadable(zip.shown(), e);
    }
  }

  private static HcpcsException hostile(Container zip, String why) {
    return StoredBytes.hostile(zip.shown(), why);
  }
}
