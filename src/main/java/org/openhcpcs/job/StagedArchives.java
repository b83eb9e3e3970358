package org.openhcpcs.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.store.DownloadLog;

/**
 * Archives under the names that they came with, because names tell editions: links in a folder that
 * goes when this is closed.
 */
final class StagedArchives implements AutoCloseable {

  private final Path folder;
  private final ArchiveStore store;
  private final Map<Path, DownloadLog.Archived> links = new LinkedHashMap<>();

  /**
   * @throws HcpcsException DISK if the links cannot be made
   */
  StagedArchives(List<DownloadLog.Archived> archives, ArchiveStore store) {
    this.store = store;
    try {
      folder = Files.createTempDirectory("hcpcs");
      for (DownloadLog.Archived archive : archives) {
        store.path(archive.sha256()).ifPresent(path -> add(archive, path));
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void add(DownloadLog.Archived archive, Path path) {
    try {
      Path named = folder.resolve(String.valueOf(archive.downloadId()));
      if (archive.source().edition().isPresent()) {
        named = named.resolve(archive.source().edition().get().toString());
      }
      Files.createDirectories(named);
      Path link = named.resolve(archive.source().fileName());
      try {
        Files.createSymbolicLink(link, path);
      } catch (UnsupportedOperationException e) {
        Files.copy(path, link);
      }
      links.put(link, archive);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The paths under which the archives can be read. */
  Set<Path> paths() {
    return links.keySet();
  }

  /**
   * A failure of one of the archives, with the URL that it came from and the place where it is kept
   * instead of the place where it lies for a while. Others as they are.
   */
  LoadReport.Failure named(LoadReport.Failure failure) {
    Optional<Path> link = failure.path().filter(links::containsKey);
    if (link.isEmpty()) {
      return failure;
    }
    DownloadLog.Archived archive = Objects.requireNonNull(links.get(link.get()));
    String url = archive.source().url();
    String message = failure.message().replace(link.get().toString(), url);
    return new LoadReport.Failure(
        store.path(archive.sha256()),
        failure.errorCode(),
        (message.contains(url) ? message : url + ": " + message)
            + "; it is kept as "
            + store.path(archive.sha256()).map(Path::toString).orElse(""));
  }

  /** The archive that a named failure is about, if it is one of these. */
  Optional<String> sha256(LoadReport.Failure named) {
    return links.values().stream()
        .map(DownloadLog.Archived::sha256)
        .filter(sha256 -> named.path().isPresent() && named.path().equals(store.path(sha256)))
        .findFirst();
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
