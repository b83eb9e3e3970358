package org.openhcpcs.job.load;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.source.SampleMark;

/** Tells the sample that this project made up from what CMS publishes, by the mark in its files. */
final class SampleFiles {

  private SampleFiles() {}

  /** Whether a release is of the sample: its code file says so, or the read-me beside it. */
  static boolean is(Release release) {
    return isMarked(release.codeFile())
        || release.archive().files().stream().anyMatch(SampleFiles::isMarkedReadMe);
  }

  /**
   * Those of files without a code file beside which no read-me says that they are of the sample.
   */
  static List<PublishedFile> ofUnmarkedArchives(List<PublishedFile> files) {
    Set<Container> marked =
        files.stream()
            .filter(SampleFiles::isMarkedReadMe)
            .map(PublishedFile::container)
            .collect(Collectors.toSet());
    return files.stream().filter(file -> !marked.contains(file.container())).toList();
  }

  private static boolean isMarkedReadMe(PublishedFile file) {
    return file.role() == Role.READ_ME && isMarked(file);
  }

  private static boolean isMarked(PublishedFile file) {
    try {
      return switch (file.role()) {
        case CODE_FILE_TEXT -> SampleMark.isInText(file.bytes());
        case CODE_FILE_WORKBOOK, CODE_FILE_CSV -> SampleMark.isInTable(file.name(), file.bytes());
        case READ_ME -> SampleMark.isInReadMe(file.bytes());
        case TRANSACTION_REPORT, CORRECTIONS, RECORD_LAYOUT, PROCESSING_NOTES, NOC_LIST, OTHER ->
            false;
      };
    } catch (HcpcsException e) {
      return false; // whoever loads it tells why it cannot be read
    }
  }
}
