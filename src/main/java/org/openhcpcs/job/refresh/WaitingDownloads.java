package org.openhcpcs.job.refresh;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.ArchiveLinks;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.ledger.DownloadLog;

/**
 * Downloaded archives that are not loaded yet, under the names that they came with; to be closed
 * after they are read.
 */
final class WaitingDownloads implements AutoCloseable {

  private final ArchiveStore store;
  private final ArchiveLinks folder;
  private final Map<Path, DownloadLog.Archived> links = new LinkedHashMap<>();

  /**
   * @throws HcpcsException DISK if the links cannot be made
   */
  WaitingDownloads(List<DownloadLog.Archived> archives, ArchiveStore store) {
    this.store = store;
    this.folder = new ArchiveLinks(store);
    for (DownloadLog.Archived archive : archives) {
      store.path(archive.sha256()).ifPresent(path -> links.put(link(archive, path), archive));
    }
  }

  private Path link(DownloadLog.Archived archive, Path path) {
    return ArchiveLinks.add(
        folder.folder(String.valueOf(archive.downloadId()), archive.source().edition()),
        archive.source().fileName(),
        path);
  }

  /** The paths under which the archives can be read. */
  Set<Path> paths() {
    return links.keySet();
  }

  /** The path under which one of them can be read; empty if the archive folder has it no more. */
  Optional<Path> path(DownloadLog.Archived archive) {
    return links.entrySet().stream()
        .filter(link -> link.getValue().equals(archive))
        .map(Map.Entry::getKey)
        .findFirst();
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

  /** A line with the URLs that archives came from instead of the places where they lie. */
  String named(String line) {
    String named = line;
    for (Map.Entry<Path, DownloadLog.Archived> link : links.entrySet()) {
      named = named.replace(link.getKey().toString(), link.getValue().source().url());
    }
    return named;
  }

  /** The archive that a named failure is about, if it is one of these. */
  Optional<String> sha256(LoadReport.Failure named) {
    return links.values().stream()
        .map(DownloadLog.Archived::sha256)
        .filter(sha256 -> named.path().isPresent() && named.path().equals(store.path(sha256)))
        .findFirst();
  }

  @Override
  public void close() {
    folder.close();
  }
}
