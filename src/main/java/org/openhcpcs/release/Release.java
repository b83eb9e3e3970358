package org.openhcpcs.release;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.PublishedFile;

/**
 * One revision of one edition, as found on disk and not read yet.
 *
 * @param edition the quarter
 * @param publishing since when CMS has published it, and which revision its names state
 * @param archive the zip or the loose files that hold the code file
 * @param codeFile the code file to read
 * @param twin another code file that should say the same, to compare with
 * @param companions all other files of the edition, those of companion zips included
 * @param findings what was noticed about names
 */
public record Release(
    Edition edition,
    Publishing publishing,
    Archive archive,
    PublishedFile codeFile,
    Optional<PublishedFile> twin,
    List<PublishedFile> companions,
    List<Finding> findings) {

  /** Oldest edition first, and within it the order of publication. */
  public static final Comparator<Release> OLDEST_FIRST =
      Comparator.comparing(Release::edition)
          .thenComparing(release -> release.publishing().on())
          .thenComparing(release -> release.publishing().revision())
          .thenComparing(release -> release.archive().container().shown());

  public Release {
    companions = List.copyOf(companions);
    findings = List.copyOf(findings);
  }

  /** What told the date of publication, the strongest first. */
  public enum PublishedBasis implements Labelled {
    /** A date in the file's name. */
    NAME,
    /** The newest time stamp inside the zip. */
    ARCHIVE,
    /** Nothing: the date on which the edition takes effect. */
    EDITION
  }

  /** Every file of the release, the code file first. */
  public List<PublishedFile> files() {
    return Stream.of(Stream.of(codeFile), twin.stream(), companions.stream())
        .flatMap(files -> files)
        .toList();
  }

  /** The same release with each of its files changed. */
  public Release with(UnaryOperator<PublishedFile> change) {
    return new Release(
        edition,
        publishing,
        new Archive(
            archive.container(), archive.zip(), archive.files().stream().map(change).toList()),
        change.apply(codeFile),
        twin.map(change),
        companions.stream().map(change).toList(),
        findings);
  }

  /** The name of the zip, or of the loose code file. */
  public String archiveName() {
    return archive.zip() ? archive.name() : codeFile.name();
  }
}
