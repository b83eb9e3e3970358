package org.openhcpcs.job.refresh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.store.ledger.DownloadLog;

/**
 * Downloaded archives that are not loaded yet, under the names and URLs that they came with; those
 * that the archive folder has lost since are left out.
 *
 * @param byContainer each by how it can be read, in the order in which they came
 */
record WaitingDownloads(Map<Container, DownloadLog.Archived> byContainer) {

  static WaitingDownloads of(List<DownloadLog.Archived> archives, ArchiveStore store) {
    Map<Container, DownloadLog.Archived> waiting = new LinkedHashMap<>();
    for (DownloadLog.Archived archive : archives) {
      DownloadLog.ArchiveAddress source = archive.source();
      store
          .path(archive.sha256())
          .map(path -> new Container(source.fileName(), source.url(), path, source.edition()))
          .ifPresent(container -> waiting.put(container, archive));
    }
    return new WaitingDownloads(waiting);
  }

  boolean has(Container container) {
    return byContainer.containsKey(container);
  }

  /** How one of them can be read; empty if the archive folder has it no more. */
  Optional<Container> container(DownloadLog.Archived archive) {
    return byContainer.entrySet().stream()
        .filter(each -> each.getValue().equals(archive))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The SHA-256 of one of them; empty for what is none of them. */
  Optional<String> sha256(Container container) {
    return Optional.ofNullable(byContainer.get(container)).map(DownloadLog.Archived::sha256);
  }
}
