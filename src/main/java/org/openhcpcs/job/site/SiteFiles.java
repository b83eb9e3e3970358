package org.openhcpcs.job.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

/** Reads files that users write by hand. */
final class SiteFiles {

  /** Far more than anybody types; what is larger is another file. */
  private static final int MAX_BYTES = 64 << 20;

  /** The path of a file of notes in its folder. */
  private static final Pattern NOTES =
      Pattern.compile("([^./][^/]*/)*(?!(?i:readme\\.md)$)[^./][^/]*\\.(?i:md|markdown)");

  private SiteFiles() {}

  static byte[] bytes(Path file) {
    if (!Files.exists(file)) {
      throw ErrorCode.PATH_NOT_FOUND.failure("%s: no such file", file);
    }
    if (Files.isDirectory(file)) {
      throw tooLarge(file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1); // a device states no size, and may never end
      if (bytes.length > MAX_BYTES) {
        throw tooLarge(file);
      }
      for (byte each : bytes) {
        if (each == 0) {
          throw ErrorCode.FILE_UNREADABLE.failure("%s: not a text file", file);
        }
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The Markdown files of a folder and its sub-folders but for each README.md, in the order of
   * their names; none that is hidden, or in a hidden folder.
   */
  static List<Path> markdown(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw ErrorCode.PATH_NOT_FOUND.failure("%s: no such folder", folder);
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> NOTES.matcher(folder.relativize(file).toString()).matches())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(folder, e);
    }
  }

  private static HcpcsException tooLarge(Path file) {
    return ErrorCode.FILE_UNREADABLE.failure("%s: a folder, or larger than 64 MB", file);
  }

  private static HcpcsException unreadable(Path path, Exception e) {
    return ErrorCode.FILE_UNREADABLE.failure(e, "%s: cannot be read: %s", path, e.getMessage());
  }
}
