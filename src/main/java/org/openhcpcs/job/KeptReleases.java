package org.openhcpcs.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.Located;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.store.Acquisitions;

/** Releases read again from the archive folder; to be closed after they are read. */
final class KeptReleases implements AutoCloseable {

  private final ArchiveStore archives;
  private final ArchiveLinks links = new ArchiveLinks();

  /**
   * @throws HcpcsException DISK if no temporary folder can be made
   */
  KeptReleases(ArchiveStore archives) {
    this.archives = archives;
  }

  /**
   * Releases, each located on its own, so that none takes the companions of another.
   *
   * @throws HcpcsException FILE_UNREADABLE if an archive is not in the folder any more
   */
  List<Located> locate(Map<Acquisitions.Key, List<Acquisitions.Kept>> releases) {
    return releases.entrySet().stream()
        .map(entry -> locate(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Located locate(Acquisitions.Key key, List<Acquisitions.Kept> kept) {
    Path folder = links.folder(key.releaseSha256(), Optional.of(key.edition()));
    kept.forEach(archive -> ArchiveLinks.add(folder, archive.name(), path(key, archive)));
    return new ReleaseLocator(Optional.of(key.edition()), CodeTableReader::isCodeTable)
        .locate(List.of(folder));
  }

  private Path path(Acquisitions.Key key, Acquisitions.Kept archive) {
    return archives
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
  }

  @Override
  public void close() {
    links.close();
  }
}
