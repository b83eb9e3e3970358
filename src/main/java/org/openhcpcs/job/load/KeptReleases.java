package org.openhcpcs.job.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.ArchiveLinks;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.store.ledger.Acquisitions;

/** Releases read again from the archive folder; to be closed after they are read. */
final class KeptReleases implements AutoCloseable {

  private final ArchiveStore archives;
  private final ArchiveLinks links;

  /**
   * @throws HcpcsException DISK if no folder can be made
   */
  KeptReleases(ArchiveStore archives) {
    this.archives = archives;
    this.links = new ArchiveLinks(archives);
  }

  /**
   * Releases, each located on its own, so that none takes the companions of another.
   *
   * @param onFailure is told of those that cannot be read, such as one whose archive is not in the
   *     folder any more; they are left out
   */
  List<FoundReleases> locate(
      Map<Acquisitions.ReleaseKey, List<Acquisitions.Kept>> releases,
      Consumer<RuntimeException> onFailure) {
    List<FoundReleases> located = new ArrayList<>();
    releases.forEach(
        (key, kept) -> {
          try {
            located.add(locate(key, kept));
          } catch (HcpcsException e) {
            onFailure.accept(e);
          }
        });
    return located;
  }

  /**
   * Each zip lies in a folder of its own, as another may have its name; loose files make a release
   * only together, and of two with one name the newer counts.
   */
  private FoundReleases locate(Acquisitions.ReleaseKey key, List<Acquisitions.Kept> kept) {
    Optional<Edition> edition = Optional.of(key.edition());
    String group = key.releaseSha256();
    Map<String, Acquisitions.Kept> loose = new LinkedHashMap<>();
    List<Path> paths = new ArrayList<>();
    for (Acquisitions.Kept archive : kept) {
      if (archive.name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
        Path folder = links.folder(group + "-" + archive.sha256(), edition);
        paths.add(ArchiveLinks.add(folder, archive.name(), path(key, archive)));
      } else if (!isCodeFile(key, loose.get(archive.name()))) {
        loose.put(archive.name(), archive);
      }
    }
    if (!loose.isEmpty()) {
      Path folder = links.folder(group, edition);
      loose.values().forEach(file -> ArchiveLinks.add(folder, file.name(), path(key, file)));
      paths.add(folder);
    }
    FoundReleases located = new ReleaseLocator(edition, CodeTableReader::problem).locate(paths);
    if (located.editions().isEmpty()) {
      throw located.unusable().get(0).why();
    }
    return located;
  }

  private static boolean isCodeFile(Acquisitions.ReleaseKey key, Acquisitions.@Nullable Kept file) {
    return file != null && file.sha256().equals(key.releaseSha256());
  }

  private Path path(Acquisitions.ReleaseKey key, Acquisitions.Kept archive) {
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
