package org.openhcpcs.release.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;

/** Finds the files behind path operands that may be reference tables. */
public final class ReferenceFiles {

  private ReferenceFiles() {}

  /**
   * A file that may be a table.
   *
   * @param file the file
   * @param archive the zip or folder that it was found in, as a name; empty for one that was named
   *     itself
   */
  public record Candidate(PublishedFile file, String archive) {

    /** Whether somebody says that it is one. */
    public boolean isNamed() {
      return archive.isEmpty();
    }
  }

  /**
   * The files that were named, and the workbooks and CSV files of the zips and folders that were,
   * in the order of the paths.
   *
   * @throws HcpcsException PATH_NOT_FOUND, ARCHIVE_DAMAGED or ARCHIVE_HOSTILE if one cannot be used
   */
  public static List<Candidate> locate(List<Path> paths) {
    List<Candidate> found = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        String folder = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        FileSearch.children(path).stream()
            .filter(Files::isRegularFile)
            .forEach(child -> add(child, folder, found));
      } else if (Files.exists(path)) {
        add(path, "", found);
      } else {
        throw ErrorCode.PATH_NOT_FOUND.failure(
            "%s: no such file or folder; give a zip, a folder, a CSV file or a workbook", path);
      }
    }
    return found;
  }

  private static void add(Path path, String folder, List<Candidate> found) {
    if (Container.isZip(path.toString())) {
      Archive zip = Archive.ofZip(path);
      zip.files().stream()
          .filter(file -> Role.isTable(file.name()))
          .forEach(file -> found.add(new Candidate(file, zip.name())));
    } else if (folder.isEmpty() || Role.isTable(path.toString())) {
      Archive.ofFiles(path, List.of(path))
          .files()
          .forEach(file -> found.add(new Candidate(file, folder)));
    }
  }
}
