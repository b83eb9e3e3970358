package org.openhcpcs.proof.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.Naming;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.source.CodeTableHeader;

/**
 * A release that an archive holds, as far as the archive alone tells: nobody need say its name.
 *
 * @param file its code file; empty for one of which only the content is there
 * @param edition its edition, if a name in the archive tells
 * @param publishedOn since when it has been published, if anything in the archive tells
 */
public record HeldRelease(String file, Optional<Edition> edition, Optional<LocalDate> publishedOn) {

  /** Where no name tells, any edition will do to look for a code file. */
  private static final Edition ANY = new Edition(2000, 1);

  private static final String WORKBOOK_PART = "[Content_Types].xml";
  private static final int ZIP = 0x504b;
  private static final int OLD_WORKBOOK = 0xd0cf;

  /** Whether it was known on a day; what tells no day may have been. */
  public boolean mayBeKnownOn(LocalDate day) {
    return publishedOn.filter(day::isBefore).isEmpty();
  }

  /** Whether it is a file that CMS posted as it is, of which nothing tells the edition. */
  public boolean isLoose() {
    return file.isEmpty();
  }

  /** In words. */
  public String told() {
    return (file.isEmpty() ? "a code file" : file)
        + edition.map(each -> ", edition " + each).orElse("")
        + publishedOn.map(day -> ", published on " + day).orElse("");
  }

  /** The release in an archive; empty if it holds none that can be read. */
  public static Optional<HeldRelease> in(Path archive) {
    try {
      return names(archive).stream()
          .flatMap(name -> releases(archive, name).stream())
          .findFirst()
          .map(HeldRelease::of);
    } catch (HcpcsException e) {
      return Optional.empty();
    }
  }

  private static List<Release> releases(Path archive, String name) {
    FileSearch search = new FileSearch();
    search.add(new Container(name, archive.toString(), archive, Optional.empty()));
    return new ReleaseLocator(Optional.of(ANY), CodeTableHeader::problemAtFirst)
        .locateReadable(search)
        .releases();
  }

  private static HeldRelease of(Release release) {
    String file = release.codeFile().name();
    if (!release.archive().zip()) {
      return new HeldRelease("", Optional.empty(), Optional.empty());
    }
    Optional<Edition> edition = Naming.quarterly(file).or(() -> Naming.annual(file));
    return new HeldRelease(
        file,
        edition,
        release.publishing().basis() == Release.PublishedBasis.EDITION
            ? edition.map(Edition::effectiveOn)
            : Optional.of(release.publishing().on()));
  }

  /** Names with the endings that the content may have. */
  private static List<String> names(Path archive) {
    return switch (begin(archive)) {
      case ZIP -> List.of(isWorkbook(archive) ? "archive.xlsx" : "archive.zip");
      case OLD_WORKBOOK -> List.of("archive.xls");
      default -> List.of("archive.txt", "archive.csv");
    };
  }

  private static boolean isWorkbook(Path zip) {
    return Archive.ofZip(zip).files().stream().anyMatch(file -> file.name().equals(WORKBOOK_PART));
  }

  private static int begin(Path archive) {
    try (InputStream in = Files.newInputStream(archive)) {
      return in.read() << Byte.SIZE | in.read();
    } catch (IOException e) {
      throw ErrorCode.FILE_UNREADABLE.failure(e, "%s: cannot be read: %s", archive, e.getMessage());
    }
  }
}
