package org.openhcpcs.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.code.Severity;

/**
 * Finds releases behind path operands: a zip, a code file, a folder that holds one release, or a
 * folder of those. Archives without a code file are companions of the edition that they name.
 */
public final class ReleaseLocator {

  private final Optional<Edition> given;
  private final BiPredicate<String, byte[]> isCodeTable;

  /**
   * @param given the edition that the user states, for names that tell none
   * @param isCodeTable tells by its content whether a workbook or CSV is a code table
   */
  public ReleaseLocator(Optional<Edition> given, BiPredicate<String, byte[]> isCodeTable) {
    this.given = given;
    this.isCodeTable = isCodeTable;
  }

  /**
   * All releases behind the paths, oldest edition first.
   *
   * @throws HcpcsException if a path does not exist, an archive is damaged or hostile, no release
   *     is found, or the edition of one cannot be told
   */
  public Located locate(List<Path> paths) {
    List<Archive> archives = new ArrayList<>();
    BiConsumer<Path, HcpcsException> stop =
        (path, failure) -> {
          throw failure;
        };
    Located located = locate(paths, archives, stop);
    if (located.editions().isEmpty()) {
      throw nothingFound(paths, archives);
    }
    return located;
  }

  /**
   * The releases behind the paths, oldest edition first, without those that cannot be read. That
   * there is none is no failure.
   *
   * @param unreadable is given each archive or path that is left out, and why
   */
  public Located locateReadable(List<Path> paths, BiConsumer<Path, HcpcsException> unreadable) {
    return locate(paths, new ArrayList<>(), unreadable);
  }

  private Located locate(
      List<Path> paths, List<Archive> archives, BiConsumer<Path, HcpcsException> unreadable) {
    for (Path path : paths) {
      Path absolute = path.toAbsolutePath().normalize();
      orElse(unreadable, absolute, () -> collect(absolute, archives, unreadable));
    }
    Map<Archive, CodeFiles> withCodes = new LinkedHashMap<>();
    Map<Edition, List<PublishedFile>> companions = new LinkedHashMap<>();
    for (Archive archive : archives) {
      orElse(
          unreadable,
          archive.path(),
          () -> {
            Optional<CodeFiles> codeFiles = CodeFiles.among(archive.files(), isCodeTable);
            codeFiles.ifPresent(found -> withCodes.put(archive, found));
            if (codeFiles.isEmpty()) {
              addCompanions(archive, companions);
            }
            archive.files().forEach(PublishedFile::forget);
          });
    }
    List<Release> releases = new ArrayList<>();
    withCodes.forEach(
        (archive, codeFiles) ->
            orElse(
                unreadable,
                archive.path(),
                () -> releases.add(release(archive, codeFiles, companions))));
    releases.sort(Release.OLDEST_FIRST);
    releases.forEach(release -> companions.remove(release.edition()));
    return new Located(releases, companions);
  }

  private static void orElse(
      BiConsumer<Path, HcpcsException> unreadable, Path path, Runnable step) {
    try {
      Memory.enough(
          path.toString(),
          () -> {
            step.run();
            return path;
          });
    } catch (HcpcsException e) {
      unreadable.accept(path, e);
    }
  }

  private void addCompanions(Archive archive, Map<Edition, List<PublishedFile>> companions) {
    List<PublishedFile> known =
        archive.files().stream()
            .filter(file -> file.role() != Role.OTHER && file.role() != Role.READ_ME)
            .filter(file -> !file.role().isCodeFile()) // by its name, but not by its content
            .toList();
    if (!known.isEmpty()) {
      companionEdition(archive)
          .ifPresent(
              edition ->
                  companions
                      .computeIfAbsent(edition, e -> new ArrayList<>())
                      .addAll(archive.files()));
    }
  }

  private static void collect(
      Path path, List<Archive> archives, BiConsumer<Path, HcpcsException> unreadable) {
    if (Files.isDirectory(path)) {
      collectFolder(path, archives, unreadable);
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

  private static void collectFolder(
      Path folder, List<Archive> archives, BiConsumer<Path, HcpcsException> unreadable) {
    List<Path> loose = new ArrayList<>();
    for (Path child : children(folder)) {
      if (Files.isDirectory(child)) {
        orElse(unreadable, child, () -> collectFolder(child, archives, unreadable));
      } else if (Archive.isZip(child)) {
        orElse(unreadable, child, () -> archives.add(Archive.ofZip(child)));
      } else {
        loose.add(child);
      }
    }
    if (!loose.isEmpty()) {
      archives.addAll(byEdition(Archive.ofFiles(folder, loose)));
    }
  }

  /**
   * Loose code files of several quarters in one folder are a release each, with the files of that
   * quarter; so are those of several years where no name states a quarter.
   */
  private static List<Archive> byEdition(Archive folder) {
    Function<PublishedFile, Optional<Edition>> quarterly = file -> Naming.quarterly(file.name());
    Function<PublishedFile, Optional<Edition>> annual = file -> Naming.annual(file.name());
    Function<PublishedFile, Optional<Edition>> named =
        editions(folder, quarterly).isEmpty() ? annual : quarterly;
    if (editions(folder, named).size() < 2) {
      return List.of(folder);
    }
    Map<Optional<Edition>, List<PublishedFile>> groups =
        folder.files().stream().collect(Collectors.groupingBy(named));
    return groups.values().stream().map(files -> new Archive(folder.path(), false, files)).toList();
  }

  private static Set<Edition> editions(
      Archive folder, Function<PublishedFile, Optional<Edition>> named) {
    return folder.files().stream()
        .filter(file -> file.role().isCodeFile())
        .flatMap(file -> named.apply(file).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What lies in a folder and is not hidden, by name. */
  static List<Path> children(Path folder) {
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

  private Release release(
      Archive archive, CodeFiles codeFiles, Map<Edition, List<PublishedFile>> companions) {
    PublishedFile codeFile = codeFiles.main();
    List<Finding> findings = new ArrayList<>(codeFiles.findings());
    Edition edition = edition(archive, codeFile, findings);
    Publishing publishing =
        Publishing.of(
            List.of(codeFile.name(), zipName(archive)),
            archive.zip() ? archive.newestTimeStamp() : Optional.empty(),
            edition);
    List<PublishedFile> others =
        Stream.concat(
                archive.files().stream(), companions.getOrDefault(edition, List.of()).stream())
            .filter(
                file ->
                    (file.isZipped() || file.role() != Role.OTHER)
                        && !isSame(file, codeFile)
                        && codeFiles.twin().filter(twin -> isSame(file, twin)).isEmpty())
            .toList();
    return new Release(
        edition,
        publishing.revision(),
        publishing.on(),
        publishing.basis(),
        archive,
        codeFile,
        codeFiles.twin(),
        others,
        findings);
  }

  private static boolean isSame(PublishedFile a, PublishedFile b) {
    return a.container().equals(b.container()) && a.name().equals(b.name());
  }

  private Edition edition(Archive archive, PublishedFile codeFile, List<Finding> findings) {
    Optional<Edition> quarterly =
        Naming.quarterly(codeFile.name()).or(() -> Naming.quarterly(zipName(archive)));
    Optional<Edition> annual =
        Naming.annual(codeFile.name()).or(() -> Naming.annual(zipName(archive)));
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
                        .at(codeFile.name())
                        .observed(named.toString())
                        .expected(edition.toString())));
    folderEdition(archive)
        .filter(folder -> !folder.equals(edition))
        .ifPresent(
            folder ->
                findings.add(
                    Finding.of(
                            Severity.WARNING,
                            "edition-folder",
                            "the folder's name states another edition than it was loaded as")
                        .at(codeFile.name())
                        .observed(folder.toString())
                        .expected(edition.toString())));
    return edition;
  }

  /**
   * What a zip's name tells; the name of a folder of loose files tells nothing unless it is an
   * edition.
   */
  private static String zipName(Archive archive) {
    return archive.zip() ? archive.name() : "";
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
