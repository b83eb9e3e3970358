package org.openhcpcs.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.Extraction;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.release.archive.Unusable;

/**
 * Finds releases behind path operands: a zip, a code file, a folder that holds one release, or a
 * folder of those. Archives without a code file are companions of the edition that they name.
 *
 * @param given the edition that the user states, for names that tell none
 * @param tables tells by its content whether a workbook or CSV is a code table
 */
public record ReleaseLocator(Optional<Edition> given, TableCheck tables) {

  /** Files for this program that lie beside releases. */
  private static final Pattern OURS = Pattern.compile("(?i)readme.*|gates\\.csv|meanings\\.csv");

  /**
   * All releases behind the paths, oldest edition first, and what of them cannot be used.
   *
   * @throws HcpcsException PATH_NOT_FOUND if a path does not exist, NO_RELEASE_FOUND if nothing
   *     behind them is meant to be loaded
   */
  public FoundReleases locate(List<Path> paths) {
    FileSearch search = FileSearch.behind(paths);
    for (Unusable each : search.unusable()) {
      if (each.why().errorCode() == ErrorCode.PATH_NOT_FOUND && isOperand(each.path(), paths)) {
        throw each.why();
      }
    }
    return locate(search, paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
  }

  /**
   * The same of what was collected.
   *
   * @param where what to call the place where it was looked for
   * @throws HcpcsException NO_RELEASE_FOUND if nothing of it is meant to be loaded
   */
  public FoundReleases locate(FileSearch search, String where) {
    FoundReleases located = locateReadable(search);
    if (located.editions().isEmpty() && located.unusable().isEmpty()) {
      throw nothingFound(
          where,
          Stream.concat(search.zips().stream(), search.loose().stream())
              .flatMap(archive -> archive.files().stream()));
    }
    return located;
  }

  private static boolean isOperand(Path path, List<Path> paths) {
    return paths.stream().map(FileSearch::absolute).anyMatch(path::equals);
  }

  /**
   * The releases among what was collected, oldest edition first, and what cannot be used. That
   * there is none is no failure.
   */
  public FoundReleases locateReadable(FileSearch search) {
    Sorting sorting = new Sorting(search);
    search.zips().forEach(sorting::add);
    Extraction extraction = new Extraction(sorting.used);
    for (Archive folder : search.loose()) {
      for (Archive loose : byEdition(folder)) {
        sorting.add(extraction.without(loose, edition(loose), sorting.leftAlone));
      }
    }
    return sorting.located();
  }

  /** What is made of the archives, one after the other. */
  private final class Sorting {

    private final Map<Archive, CodeFiles> withCodes = new LinkedHashMap<>();
    private final Map<Edition, List<PublishedFile>> companions = new LinkedHashMap<>();
    private final Map<Archive, Edition> used = new LinkedHashMap<>();
    private final List<Unusable> unusable;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> leftAlone;

    Sorting(FileSearch search) {
      unusable = new ArrayList<>(search.unusable());
      leftAlone = new ArrayList<>(search.leftAlone());
    }

    void add(Archive archive) {
      try {
        Memory.enough(archive.container().shown(), () -> sort(archive));
      } catch (HcpcsException e) {
        unusable.add(new Unusable(archive.container(), e));
      }
    }

    private Archive sort(Archive archive) {
      CodeFiles codeFiles = CodeFiles.among(archive, tables);
      codeFiles.unusable().forEach((file, why) -> unusable.add(Unusable.of(file, why)));
      if (codeFiles.main().isPresent()) {
        withCodes.put(archive, codeFiles);
        told(archive, codeFiles.main().get()).ifPresent(edition -> used.put(archive, edition));
        warnOfOtherQuarters(archive, codeFiles);
      } else {
        addCompanions(archive);
      }
      if (lacksItsCodes(archive, codeFiles)) {
        String shown = archive.container().shown();
        unusable.add(
            new Unusable(archive.container(), nothingFound(shown, archive.files().stream())));
      } else {
        noteIdle(archive, codeFiles);
      }
      return archive;
    }

    /** Whether it is a zip with the name of a release, whatever else CMS packed into it. */
    private boolean lacksItsCodes(Archive archive, CodeFiles codeFiles) {
      return archive.zip()
          && Naming.isRelease(archive.name())
          && codeFiles.main().isEmpty()
          && codeFiles.unusable().isEmpty();
    }

    /** A zip is one release, whatever else somebody packed into it. */
    private void warnOfOtherQuarters(Archive archive, CodeFiles codeFiles) {
      String main = codeFiles.main().orElseThrow().name();
      codeFiles.passedOver().stream()
          .filter(file -> Naming.areOfDifferentQuarters(file.name(), main))
          .map(
              file ->
                  "%s: %s is of another quarter than %s, and was not loaded; give each quarter a zip of its own"
                      .formatted(archive.container().shown(), file.name(), main))
          .forEach(warnings::add);
    }

    private void addCompanions(Archive archive) {
      List<PublishedFile> known =
          archive.files().stream()
              .filter(file -> file.role() != Role.OTHER && file.role() != Role.READ_ME)
              .filter(file -> !file.role().isCodeFile()) // by its name, but not by its content
              .toList();
      if (known.isEmpty()) {
        return;
      }
      Optional<Edition> edition = companionEdition(archive);
      if (edition.isPresent()) {
        companions.computeIfAbsent(edition.get(), e -> new ArrayList<>()).addAll(archive.files());
        used.put(archive, edition.get());
      } else {
        warnings.add(String.valueOf(editionUnknown(archive, known.get(0)).getMessage()));
      }
    }

    /** Says what nobody needs: a zip of which that holds for every file, or loose files. */
    private void noteIdle(Archive archive, CodeFiles codeFiles) {
      List<String> idle =
          archive.files().stream()
              .filter(file -> file.role() == Role.OTHER && !codeFiles.uses(file))
              .filter(file -> !codeFiles.unusable().containsKey(file))
              .filter(file -> !codeFiles.unreadable().containsKey(file))
              .map(PublishedFile::name)
              .filter(name -> !OURS.matcher(name).matches())
              .toList();
      boolean isNeeded =
          archive.files().stream()
              .anyMatch(file -> file.role() != Role.OTHER && file.role() != Role.READ_ME);
      boolean isUsed = isNeeded || codeFiles.main().isPresent() || !codeFiles.unusable().isEmpty();
      if (idle.isEmpty() || (archive.zip() && isUsed)) {
        return;
      }
      leftAlone.add(
          archive.container().shown()
              + ": left alone, no file that CMS publishes with HCPCS releases"
              + (archive.zip() || archive.isOneFile() ? "" : ": " + String.join(", ", idle)));
    }

    FoundReleases located() {
      List<Release> releases = new ArrayList<>();
      withCodes.forEach(
          (archive, codeFiles) -> {
            try {
              releases.add(release(archive, codeFiles, companions));
            } catch (HcpcsException e) {
              unusable.add(new Unusable(archive.container(), e));
            }
          });
      releases.sort(Release.OLDEST_FIRST);
      releases.forEach(release -> companions.remove(release.edition()));
      return new FoundReleases(releases, companions, unusable, warnings, leftAlone);
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
    return groups.values().stream()
        .map(files -> new Archive(folder.container(), false, files))
        .toList();
  }

  private static Set<Edition> editions(
      Archive folder, Function<PublishedFile, Optional<Edition>> named) {
    return folder.files().stream()
        .filter(file -> file.role().isCodeFile())
        .flatMap(file -> named.apply(file).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Release release(
      Archive archive, CodeFiles codeFiles, Map<Edition, List<PublishedFile>> companions) {
    PublishedFile codeFile = codeFiles.main().orElseThrow();
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
                    (file.isZipped()
                            || (file.role() != Role.OTHER
                                && !codeFiles.unusable().containsKey(file)))
                        && !codeFiles.uses(file))
            .toList();
    findings.addAll(unread(others));
    return new Release(edition, publishing, archive, codeFile, codeFiles.twin(), others, findings);
  }

  /** A finding for each zip, and for each companion in a form of which no reader is there. */
  private static List<Finding> unread(List<PublishedFile> others) {
    Set<Role> read = others.stream().map(PublishedFile::role).collect(Collectors.toSet());
    return others.stream()
        .filter(file -> file.role() == Role.OTHER)
        .filter(
            file ->
                Container.isZip(file.name())
                    || Role.companion(file.name()).filter(role -> !read.contains(role)).isPresent())
        .map(
            file ->
                Finding.warning(
                        "companion-form", "a file of this form is not read; it was left out")
                    .at(file.name()))
        .toList();
  }

  /** The edition that is told of loose files. */
  private Optional<Edition> edition(Archive loose) {
    return loose.files().stream()
        .filter(file -> file.role().isCodeFile())
        .findFirst()
        .map(codeFile -> told(loose, codeFile))
        .orElseGet(() -> companionEdition(loose));
  }

  /** The edition that is told of a code file. */
  private Optional<Edition> told(Archive archive, PublishedFile codeFile) {
    return given
        .or(() -> quarterly(archive, codeFile))
        .or(() -> archive.container().edition())
        .or(() -> annual(archive, codeFile));
  }

  private static Optional<Edition> quarterly(Archive archive, PublishedFile codeFile) {
    return Naming.quarterly(codeFile.name()).or(() -> Naming.quarterly(zipName(archive)));
  }

  private static Optional<Edition> annual(Archive archive, PublishedFile codeFile) {
    return Naming.annual(codeFile.name(), zipName(archive));
  }

  private Edition edition(Archive archive, PublishedFile codeFile, List<Finding> findings) {
    Edition edition = told(archive, codeFile).orElseThrow(() -> editionUnknown(archive, codeFile));
    Map<Edition, String> named = new LinkedHashMap<>();
    for (String name : List.of(codeFile.name(), zipName(archive))) {
      Naming.quarterly(name).ifPresent(each -> named.putIfAbsent(each, name));
    }
    if (named.isEmpty()) {
      boolean isInFile = Naming.annual(codeFile.name()).isPresent();
      annual(archive, codeFile)
          .ifPresent(each -> named.put(each, isInFile ? codeFile.name() : zipName(archive)));
    }
    named.remove(edition);
    named.forEach(
        (other, name) ->
            findings.add(
                Finding.warning(
                        "edition-name",
                        "the name of the %s states another edition than it was loaded as"
                            .formatted(name.equals(codeFile.name()) ? "file" : "zip"))
                    .at(name)
                    .observed(other.toString())
                    .expected(edition.toString())));
    archive
        .container()
        .edition()
        .filter(folder -> !folder.equals(edition))
        .ifPresent(
            folder ->
                findings.add(
                    Finding.warning(
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
        .or(() -> archive.container().edition())
        .or(() -> byFiles)
        .or(() -> Naming.quarterly(archive.name()))
        .or(
            () ->
                Naming.annual(
                    Stream.concat(
                            Stream.of(archive.name()),
                            archive.files().stream()
                                .filter(file -> file.role() != Role.OTHER)
                                .map(PublishedFile::name))
                        .toArray(String[]::new)));
  }

  private static HcpcsException editionUnknown(Archive archive, PublishedFile codeFile) {
    return ErrorCode.EDITION_UNKNOWN.failure(
        "%s: no name tells the edition of %s; pass --edition YYYY-MM, or put it in a folder of that name",
        archive.container().shown(), codeFile.name());
  }

  private static HcpcsException nothingFound(String where, Stream<PublishedFile> files) {
    String found =
        files
            .map(file -> file.name() + " (" + file.role().label().replace('_', ' ') + ")")
            .collect(Collectors.joining(", "));
    return ErrorCode.NO_RELEASE_FOUND.failure(
        "%s: no code file with HCPCS records in it; found %s",
        where, found.isEmpty() ? "no file at all" : found);
  }
}
