package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.source.CodeTableHeader;
import org.openhcpcs.store.ledger.Acquisitions;

/** Releases read again from the archive folder. */
record KeptReleases(ArchiveStore archives) {

  /**
   * Releases, each located on its own, so that none takes the companions of another.
   *
   * @param failures gets one for each that cannot be read, such as one whose archive is not in the
   *     folder any more; they are left out
   */
  List<FoundReleases> locate(
      Map<Acquisitions.ReleaseKey, List<Acquisitions.Kept>> releases, List<Failure> failures) {
    List<FoundReleases> located = new ArrayList<>();
    releases.forEach(
        (key, kept) -> {
          try {
            located.add(locate(key, kept));
          } catch (HcpcsException e) {
            failures.add(Failure.of(e));
          }
        });
    return located;
  }

  /** Loose files make a release only together, and of two with one name the newer counts. */
  private FoundReleases locate(Acquisitions.ReleaseKey key, List<Acquisitions.Kept> kept) {
    Map<String, Acquisitions.Kept> loose = new LinkedHashMap<>();
    FileSearch search = new FileSearch();
    for (Acquisitions.Kept archive : kept) {
      if (Container.isZip(archive.name())) {
        search.add(container(key, archive));
      } else if (!isCodeFile(key, loose.get(archive.name()))) {
        loose.put(archive.name(), archive);
      }
    }
    if (!loose.isEmpty()) {
      List<Container> files = loose.values().stream().map(file -> container(key, file)).toList();
      search.add(Container.of(archives.folder()), files);
    }
    Optional<Edition> edition = Optional.of(key.edition());
    FoundReleases located =
        new ReleaseLocator(edition, CodeTableHeader::problem)
            .locate(search, "what is kept of " + key.edition());
    if (located.editions().isEmpty()) {
      throw located.unusable().get(0).why();
    }
    return located;
  }

  private static boolean isCodeFile(Acquisitions.ReleaseKey key, Acquisitions.@Nullable Kept file) {
    return file != null && file.sha256().equals(key.releaseSha256());
  }

  private Container container(Acquisitions.ReleaseKey key, Acquisitions.Kept archive) {
    return archives
        .path(archive.sha256())
        .map(
            path ->
                new Container(archive.name(), path.toString(), path, Optional.of(key.edition())))
        .orElseThrow(
            () ->
                ErrorCode.FILE_UNREADABLE.failure(
                    "%s of %s: the archive folder does not hold it any more, as %s; load it from its source again",
                    archive.name(), key.edition(), archive.sha256()));
  }
}
