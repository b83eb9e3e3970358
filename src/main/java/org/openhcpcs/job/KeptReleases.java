package org.openhcpcs.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Located;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.store.Acquisitions;

/**
 * Releases read again from the archive folder: links under the names that the archives came with,
 * because names tell revisions and roles, in a folder that goes when this is closed.
 */
final class KeptReleases implements AutoCloseable {

  private final ArchiveStore archives;
  private final Path folder;
  private int count;

  /**
   * @throws HcpcsException DISK if no temporary folder can be made
   */
  KeptReleases(ArchiveStore archives) {
    this.archives = archives;
    try {
      this.folder = Files.createTempDirectory("hcpcs");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * A release and the files that it was acquired with.
   *
   * @throws HcpcsException FILE_UNREADABLE if an archive is not in the folder any more
   */
  Located locate(Acquisitions.Key key, List<Acquisitions.Kept> kept) {
    Path named = folder.resolve(String.valueOf(++count)).resolve(key.edition().toString());
    try {
      Files.createDirectories(named);
      for (Acquisitions.Kept archive : kept) {
        Path path =
            archives
                .path(archive.sha256())
                .orElseThrow(
                    () ->
                        new HcpcsException(
                            ErrorCode.FILE_UNREADABLE,
                            archive.name()
                                + " of "
                                + key.edition()
                                + ": the archive folder does not hold it any more, as "
                                + archive.sha256()
                                + "; load it from its source again"));
        Files.createSymbolicLink(named.resolve(archive.name()), path);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    return new ReleaseLocator(Optional.of(key.edition()), CodeTableReader::isCodeTable)
        .locate(List.of(named));
  }

  /** All of several, each located on its own, so that none takes the companions of another. */
  List<Located> locate(Map<Acquisitions.Key, List<Acquisitions.Kept>> releases) {
    return releases.entrySet().stream()
        .map(entry -> locate(entry.getKey(), entry.getValue()))
        .toList();
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
