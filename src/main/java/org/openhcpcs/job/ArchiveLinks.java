package org.openhcpcs.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.ArchiveStore;

/**
 * Archives under the names that they came with, because names tell editions, revisions and roles:
 * links in a folder that goes when this is closed.
 */
public final class ArchiveLinks implements AutoCloseable {

  private final Path folder;

  /**
   * @throws HcpcsException DISK if no folder can be made
   */
  public ArchiveLinks(ArchiveStore archives) {
    folder = archives.newFolder();
  }

  /**
   * A folder for archives that belong together.
   *
   * @param group keeps them apart from others
   * @param edition names the folder, if it is known
   * @throws HcpcsException DISK if it cannot be made
   */
  public Path folder(String group, Optional<Edition> edition) {
    Path apart = folder.resolve(group);
    try {
      return Files.createDirectories(
          edition.map(named -> apart.resolve(named.toString())).orElse(apart));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Links an archive under its own name, and returns the link.
   *
   * @throws HcpcsException DISK if it cannot be made
   */
  public static Path add(Path folder, String name, Path archive) {
    Path link = folder.resolve(name);
    try {
      try {
        return Files.createSymbolicLink(link, archive);
      } catch (UnsupportedOperationException e) {
        return Files.copy(archive, link);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static HcpcsException failed(IOException e) {
    return new HcpcsException(
        ErrorCode.DISK, "temporary files cannot be written: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
