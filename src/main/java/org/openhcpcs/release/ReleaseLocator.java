package org.openhcpcs.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Severity;

/**
 * Finds releases behind path operands: a zip, a code file, a folder that holds one release, or a
 * folder of those. Archives without a code file are companions of the edition that they name.
 */
public final class ReleaseLocator {

  private final Optional<Edition> given;

  /**
   * @param given the edition that the user states, for names that tell none
   */
  public ReleaseLocator(Optional<Edition> given) {
    this.given = given;
  }

  /**
   * All releases behind the paths, oldest edition first.
   *
   * @throws HcpcsException if a path does not exist, an archive is damaged or hostile, no release
   *     is found, or the edition of one cannot be told
   */
  public List<Release> locate(List<Path> paths) {
    List<Archive> archives = new ArrayList<>();
    for (Path path : paths) {
      collect(path.toAbsolutePath().normalize(), archives);
    }
    List<Archive> withCodes =
        archives.stream().filter(archive -> codeFile(archive).isPresent()).toList();
    if (withCodes.isEmpty()) {
      throw nothingFound(paths, archives);
    }
    Map<Edition, List<PublishedFile>> companions = new LinkedHashMap<>();
    for (Archive archive : archives) {
      if (codeFile(archive).isEmpty()) {
        companionEdition(archive)
            .ifPresent(
                edition ->
                    companions
                        .computeIfAbsent(edition, e -> new ArrayList<>())
                        .addAll(archive.files()));
      }
    }
    return withCodes.stream()
        .map(archive -> release(archive, companions))
        .sorted(Release.OLDEST_FIRST)
        .toList();
  }

  private static void collect(Path path, List<Archive> archives) {
    if (Files.isDirectory(path)) {
      collectFolder(path, archives);
    } else if (!Files.exists(path)) {
      throw new HcpcsException(
          ErrorCode.PATH_NOT_FOUND,
          path + ": no such file or folder; give a release zip, a folder or a code file");
    } else if (Archive.isZip(path)) {
      archives.add(Archive.ofZip(path));
    } else {
      archives.add(Archive.ofFiles(path, List.of(path)));
    }
  }

  private static void collectFolder(Path folder, List<Archive> archives) {
    List<Path> loose = new ArrayList<>();
    for (Path child : children(folder)) {
      if (Files.isDirectory(child)) {
        collectFolder(child, archives);
      } else if (Archive.isZip(child)) {
        archives.add(Archive.ofZip(child));
      } else {
        loose.add(child);
      }
    }
    if (!loose.isEmpty()) {
      archives.add(Archive.ofFiles(folder, loose));
    }
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE, folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Optional<PublishedFile> codeFile(Archive archive) {
    return archive.files().stream()
        .filter(file -> file.role() == Role.CODE_FILE_TEXT)
        .max(
            Comparator.comparing((PublishedFile file) -> Naming.revision(file.name()))
                .thenComparing(PublishedFile::name));
  }

  private Release release(Archive archive, Map<Edition, List<PublishedFile>> companions) {
    PublishedFile codeFile = codeFile(archive).orElseThrow();
    List<Finding> findings = new ArrayList<>();
    Edition edition = edition(archive, codeFile, findings);
    Optional<LocalDate> named =
        Naming.publishedOn(codeFile.name()).or(() -> Naming.publishedOn(archive.name()));
    Optional<LocalDate> stamped = archive.zip() ? archive.newestTimeStamp() : Optional.empty();
    List<PublishedFile> others =
        new ArrayList<>(archive.files().stream().filter(file -> file != codeFile).toList());
    others.addAll(companions.getOrDefault(edition, List.of()));
    return new Release(
        edition,
        Math.max(Naming.revision(codeFile.name()), Naming.revision(archive.name())),
        named.or(() -> stamped).orElse(edition.effectiveOn()),
        named.isPresent()
            ? Release.PublishedBasis.NAME
            : stamped.isPresent() ? Release.PublishedBasis.ARCHIVE : Release.PublishedBasis.EDITION,
        archive,
        codeFile,
        others,
        findings);
  }

  private Edition edition(Archive archive, PublishedFile codeFile, List<Finding> findings) {
    Optional<Edition> quarterly =
        Naming.quarterly(codeFile.name()).or(() -> Naming.quarterly(archive.name()));
    Optional<Edition> annual =
        Naming.annual(codeFile.name()).or(() -> Naming.annual(archive.name()));
    Edition edition =
        given
            .or(() -> quarterly)
            .or(() -> folderEdition(archive))
            .or(() -> annual)
            .orElseThrow(() -> editionUnknown(archive, codeFile));
    quarterly
        .or(() -> annual)
        .filter(named -> !named.equals(edition))
        .ifPresent(
            named ->
                findings.add(
                    Finding.of(
                            Severity.WARNING,
                            "edition-name",
                            "the file's name states another edition than it was loaded as")
                        .at(codeFile.name(), 0)
                        .observed(named.toString())
                        .expected(edition.toString())));
    return edition;
  }

  private Optional<Edition> companionEdition(Archive archive) {
    Optional<Edition> byFiles =
        archive.files().stream()
            .flatMap(file -> Naming.quarterly(file.name()).stream())
            .findFirst();
    return given
        .or(() -> folderEdition(archive))
        .or(() -> byFiles)
        .or(() -> Naming.quarterly(archive.name()))
        .or(() -> Naming.annual(archive.name()))
        .or(
            () ->
                archive.files().stream()
                    .flatMap(file -> Naming.annual(file.name()).stream())
                    .findFirst());
  }

  private static Optional<Edition> folderEdition(Archive archive) {
    boolean isFolder = Files.isDirectory(archive.path());
    return Optional.ofNullable(isFolder ? archive.path() : archive.path().getParent())
        .map(Path::getFileName)
        .flatMap(name -> Edition.parse(name.toString()));
  }

  private static HcpcsException editionUnknown(Archive archive, PublishedFile codeFile) {
    return new HcpcsException(
        ErrorCode.EDITION_UNKNOWN,
        archive.path()
            + ": no name tells the edition of "
            + codeFile.name()
            + "; pass --edition YYYY-MM, or put it in a folder of that name");
  }

  private static HcpcsException nothingFound(List<Path> paths, List<Archive> archives) {
    String found =
        archives.stream()
            .flatMap(archive -> archive.files().stream())
            .map(file -> file.name() + " (" + file.role().label().replace('_', ' ') + ")")
            .collect(Collectors.joining(", "));
    String where = paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    return new HcpcsException(
        ErrorCode.NO_RELEASE_FOUND,
        where
            + ": no code file with HCPCS records in it; found "
            + (found.isEmpty() ? "no file at all" : found));
  }
}
