package org.openhcpcs.release.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
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
import java.util.zip.CheckedInputStream;
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

  /** No zip that packs as much as a release is larger. */
  static final long MAX_ARCHIVE_BYTES = MAX_TOTAL_BYTES;

  private static final int MAX_MEMBERS = 1000;

  /** Of a name and its folders together; no file system holds a longer name. */
  private static final int LONGEST_NAME = 255;

  private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

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
    checkIsFile(path, path);
    checkSize(path);
    try (ZipFile zip = open(path)) {
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
    return new Archive(path, false, loose.stream().map(Archive::looseFile).toList());
  }

  /**
   * A file that lies in no zip.
   *
   * @throws HcpcsException PATH_NOT_FOUND, FILE_UNREADABLE or ARCHIVE_HOSTILE if it cannot be used
   */
  static PublishedFile looseFile(Path file) {
    checkIsFile(file, file);
    try {
      return new PublishedFile(
          String.valueOf(file.getFileName()), file, false, Files.size(file), null, new Loose(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
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
  public static boolean isZip(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * Names are in UTF-8 where a zip says so, and mostly where it does not; else in the code page
   * that the format began with.
   */
  private static ZipFile open(Path path) throws IOException {
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

  private static PublishedFile member(Path path, ZipEntry entry) {
    String full = entry.getName();
    String name = full.substring(full.lastIndexOf('/') + 1);
    return new PublishedFile(
        name, path, true, entry.getSize(), modifiedOn(entry), new Member(path, full));
  }

  /**
   * Whether no member of the same name came before; one that says otherwise cannot be told apart.
   */
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
    if (name.length() > LONGEST_NAME) {
      throw hostile(path, "a member name has " + name.length() + " characters");
    }
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

  /** Before it is opened: already the list of its members may be larger than the memory. */
  private static void checkSize(Path path) {
    try {
      if (Files.size(path) > MAX_ARCHIVE_BYTES) {
        throw hostile(
            path,
            "it is larger than "
                + (MAX_ARCHIVE_BYTES >> 20)
                + " MB, the largest archive that is taken");
      }
    } catch (NoSuchFileException e) {
      throw damaged(path, e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** A stream that ends where a member should, whatever else is packed there. */
  private static final class Limited extends FilterInputStream {

    private long left;

    Limited(InputStream packed, long size) {
      super(packed);
      this.left = size;
    }

    /** Whether there is more than the size that was stated. */
    boolean hasMore() throws IOException {
      return left == 0 && in.read() >= 0;
    }

    @Override
    public int read() throws IOException {
      int read = left == 0 ? -1 : in.read();
      left -= read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] piece, int begin, int length) throws IOException {
      int read = left == 0 ? -1 : in.read(piece, begin, (int) Math.min(length, left));
      left -= Math.max(0, read);
      return read;
    }
  }

  /** What is made of the bytes of a file as they come. */
  private interface Use<T> {
    T of(InputStream in, int size) throws IOException;
  }

  /**
   * A member of a zip, read from the zip or a copy of it; messages name the zip.
   *
   * @param path the zip
   * @param name its name with folders
   */
  private record Member(Path path, String name) implements FileBytes {

    @Override
    public byte[] bytes(Path from) {
      return read(from, InputStream::readNBytes);
    }

    @Override
    public Digest digest(Path from) {
      return read(from, (in, size) -> PublishedFile.digest(in));
    }

    private <T> T read(Path from, Use<T> use) {
      try (ZipFile zip = open(from)) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
          throw new ZipException("it changed while it was read");
        }
        if (entry.getSize() > MAX_MEMBER_BYTES) {
          throw hostile(
              path, "\"" + name + "\" unpacks to more than " + (MAX_MEMBER_BYTES >> 20) + " MB");
        }
        CRC32 crc = new CRC32();
        try (Limited limited = new Limited(zip.getInputStream(entry), entry.getSize());
            InputStream in = new CheckedInputStream(limited, crc)) {
          T used = use.of(in, (int) entry.getSize());
          if (limited.hasMore()) {
            throw hostile(path, "\"" + name + "\" unpacks to more than it states");
          }
          if (crc.getValue() != entry.getCrc()) { // ZipFile does not look
            throw new ZipException("\"" + name + "\" is not what was packed");
          }
          return used;
        }
      } catch (IOException e) {
        throw damaged(path, e);
      }
    }
  }

  /** A file that lies in a folder; messages name it, wherever it is read from. */
  private record Loose(Path file) implements FileBytes {

    @Override
    public byte[] bytes(Path from) {
      return read(from, (in, size) -> in.readAllBytes());
    }

    @Override
    public Digest digest(Path from) {
      return read(from, (in, size) -> PublishedFile.digest(in));
    }

    private <T> T read(Path from, Use<T> use) {
      checkIsFile(file, from);
      try {
        long size = Files.size(from);
        if (size > MAX_MEMBER_BYTES) {
          throw hostile(file, "it is larger than " + (MAX_MEMBER_BYTES >> 20) + " MB");
        }
        try (InputStream in = Files.newInputStream(from)) {
          return use.of(in, (int) size);
        }
      } catch (NoSuchFileException e) {
        throw new HcpcsException(ErrorCode.PATH_NOT_FOUND, file + ": no such file", e);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }

  /** A pipe would wait for somebody to write, and a device never end. */
  private static void checkIsFile(Path file, Path from) {
    if (!Files.exists(from)) {
      throw new HcpcsException(ErrorCode.PATH_NOT_FOUND, file + ": no such file");
    }
    if (!Files.isRegularFile(from) || !Files.isReadable(from)) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE,
          file
              + ": cannot be read: "
              + (Files.isRegularFile(from) ? "permission denied" : "it is no ordinary file"));
    }
  }

  private static HcpcsException unreadable(Path file, IOException cause) {
    return new HcpcsException(
        ErrorCode.FILE_UNREADABLE, file + ": cannot be read: " + cause.getMessage(), cause);
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
