package org.openhcpcs.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

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

  /** Ten times the largest code file seen; a year's text unpacks to 4 MB. */
  static final long MAX_MEMBER_BYTES = 64L << 20;

  private static final int MAX_MEMBERS = 1000;

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
      List<PublishedFile> files = new ArrayList<>();
      for (ZipEntry entry : zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
        checkName(path, entry.getName());
        if (!entry.isDirectory()) {
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
              String.valueOf(file.getFileName()), file, false, null, () -> read(file)));
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
    LocalDate modifiedOn = entry.getTime() < 0 ? null : entry.getTimeLocal().toLocalDate();
    return new PublishedFile(name, path, true, modifiedOn, () -> readMember(path, full));
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
  }

  private static byte[] readMember(Path path, String name) {
    try (ZipFile zip = new ZipFile(path.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      byte[] bytes = in.readNBytes((int) MAX_MEMBER_BYTES + 1);
      if (bytes.length > MAX_MEMBER_BYTES) {
        throw hostile(
            path, "\"" + name + "\" unpacks to more than " + (MAX_MEMBER_BYTES >> 20) + " MB");
      }
      return bytes;
    } catch (IOException e) {
      throw damaged(path, e);
    }
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > MAX_MEMBER_BYTES) {
        throw hostile(file, "it is larger than " + (MAX_MEMBER_BYTES >> 20) + " MB");
      }
      return Files.readAllBytes(file);
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
