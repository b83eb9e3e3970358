package org.openhcpcs.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;

/**
 * The code files among the files of an archive: the one to load, and the twin to compare it with.
 * Text is authoritative; without text a workbook is loaded, without a workbook a CSV. Of several
 * candidates the one of the highest revision counts.
 *
 * @param main the one to load; empty if none of them holds codes
 * @param twin the one to compare it with
 * @param passedOver candidates that are neither
 * @param unreadable those of them that cannot be read, and why; the one to load makes up for them
 * @param unusable what no other file makes up for, and why
 */
record CodeFiles(
    Optional<PublishedFile> main,
    Optional<PublishedFile> twin,
    List<PublishedFile> passedOver,
    Map<PublishedFile, HcpcsException> unreadable,
    Map<PublishedFile, HcpcsException> unusable) {

  /** The order in which CMS issued them, as far as names tell. */
  private static final Comparator<PublishedFile> BY_ISSUE =
      Comparator.comparing((PublishedFile file) -> Naming.revision(file.name()))
          .thenComparing(file -> Naming.publishedOn(file.name()).map(Object::toString).orElse(""));

  private static final Comparator<PublishedFile> BY_REVISION =
      BY_ISSUE
          .thenComparing(file -> file.role() == Role.CODE_FILE_WORKBOOK)
          .thenComparing(PublishedFile::name);

  /**
   * Chooses among the files of an archive.
   *
   * @param tables tells by its content whether a workbook or CSV is a code table
   */
  static CodeFiles among(Archive archive, TableCheck tables) {
    return new Choice(archive, tables).choose();
  }

  /** Whether a file is the one to load, or its twin. */
  boolean uses(PublishedFile file) {
    return isSame(main, file) || isSame(twin, file);
  }

  private static boolean isSame(Optional<PublishedFile> one, PublishedFile other) {
    return one.filter(
            file -> file.container().equals(other.container()) && file.name().equals(other.name()))
        .isPresent();
  }

  /** A finding for each candidate that was passed over. */
  List<Finding> findings() {
    return passedOver.stream()
        .map(
            file -> {
              HcpcsException why = unreadable.get(file);
              return (why == null
                      ? Finding.info(
                          "release-candidate", "another code file of the release was passed over")
                      : Finding.error(
                          "companion-unreadable",
                          "the file could not be read: " + why.getMessage()))
                  .at(file.name())
                  .expected(main.orElseThrow().name());
            })
        .toList();
  }

  /** The choice as it is made. */
  private static final class Choice {

    private final Archive archive;
    private final TableCheck tables;
    private final Map<PublishedFile, HcpcsException> problems = new LinkedHashMap<>();

    Choice(Archive archive, TableCheck tables) {
      this.archive = archive;
      this.tables = tables;
    }

    CodeFiles choose() {
      List<PublishedFile> texts = withRole(archive.files(), Role.CODE_FILE_TEXT);
      List<PublishedFile> sheets = new ArrayList<>();
      sheets.addAll(withRole(archive.files(), Role.CODE_FILE_WORKBOOK));
      sheets.addAll(withRole(archive.files(), Role.CODE_FILE_CSV));
      List<PublishedFile> candidates = new ArrayList<>(texts);
      candidates.addAll(sheets);

      List<PublishedFile> sound = usable(texts);
      Optional<PublishedFile> text = sound.stream().max(BY_REVISION);
      if (text.isPresent()) {
        // the one that it is compared with is opened when it is, unless it is of a later issue
        boolean isTwin = sheets.size() == 1 && BY_ISSUE.compare(sheets.get(0), text.get()) <= 0;
        return chosen(text, isTwin ? sheets : usable(sheets), candidates);
      }
      sound = usable(sheets);
      if (sound.isEmpty()) {
        sound = usable(unnamed()).stream().map(Choice::asCodeFile).toList();
        candidates.addAll(sound);
      }
      List<PublishedFile> books = withRole(sound, Role.CODE_FILE_WORKBOOK);
      return books.isEmpty()
          ? chosen(sound.stream().max(BY_REVISION), List.of(), candidates)
          : chosen(
              books.stream().max(BY_REVISION), withRole(sound, Role.CODE_FILE_CSV), candidates);
    }

    private CodeFiles chosen(
        Optional<PublishedFile> main, List<PublishedFile> twins, List<PublishedFile> candidates) {
      Optional<PublishedFile> twin =
          twins.stream().filter(each -> isOfSameQuarter(each, main)).max(BY_REVISION);
      Map<PublishedFile, HcpcsException> unreadable = new LinkedHashMap<>();
      Map<PublishedFile, HcpcsException> unusable = new LinkedHashMap<>();
      problems.forEach(
          (file, why) -> {
            if (main.isPresent() ? isMissed(file, why, main.get()) : isMeant(file, why)) {
              unusable.put(file, why);
            } else if (main.isPresent() && isUnreadable(why)) {
              unreadable.put(file, why);
            }
          });
      List<PublishedFile> rest = new ArrayList<>(candidates);
      unreadable.keySet().stream().filter(file -> !rest.contains(file)).forEach(rest::add);
      rest.removeIf(
          file ->
              main.equals(Optional.of(file))
                  || twin.equals(Optional.of(file))
                  || unusable.containsKey(file));
      return new CodeFiles(
          main, twin, main.isPresent() ? List.copyOf(rest) : List.of(), unreadable, unusable);
    }

    private static boolean isOfSameQuarter(PublishedFile file, Optional<PublishedFile> main) {
      return main.filter(other -> Naming.areOfDifferentQuarters(file.name(), other.name()))
          .isEmpty();
    }

    /**
     * Whether a file is meant to be a code file: by its name, or because somebody named it. Of a
     * workbook that cannot be opened nobody can tell.
     */
    private boolean isMeant(PublishedFile file, HcpcsException why) {
      return file.role().isCodeFile() || isUnreadable(why) || archive.isOneFile();
    }

    /** A workbook whose bytes are not what was packed cannot be read either. */
    private static boolean isUnreadable(HcpcsException why) {
      return why.errorCode() == ErrorCode.FILE_UNREADABLE
          || why.errorCode() == ErrorCode.ARCHIVE_DAMAGED;
    }

    /**
     * Whether a file would have been loaded rather than the one that is. What CMS packed beside it
     * and lacks the columns is some other table.
     */
    private static boolean isMissed(PublishedFile file, HcpcsException why, PublishedFile main) {
      if (file.isZipped() && why.errorCode() == ErrorCode.NO_RELEASE_FOUND) {
        return false;
      }
      int issue = BY_ISSUE.compare(file, main);
      boolean isText = file.role() == Role.CODE_FILE_TEXT;
      return issue > 0 || (issue == 0 && isText && main.role() != Role.CODE_FILE_TEXT);
    }

    private List<PublishedFile> usable(List<PublishedFile> files) {
      List<PublishedFile> usable = new ArrayList<>();
      for (PublishedFile file : files) {
        problem(file).ifPresentOrElse(why -> problems.put(file, why), () -> usable.add(file));
      }
      return usable;
    }

    private Optional<HcpcsException> problem(PublishedFile file) {
      if (file.role() == Role.CODE_FILE_TEXT) {
        return file.problem();
      }
      try {
        return tables.problem(file.name(), file.bytes());
      } catch (HcpcsException e) {
        return Optional.of(e);
      }
    }

    /** Tables whose names tell nothing. */
    private List<PublishedFile> unnamed() {
      return withRole(archive.files(), Role.OTHER).stream()
          .filter(file -> Role.isTable(file.name()))
          .toList();
    }

    private static PublishedFile asCodeFile(PublishedFile table) {
      return table.inRole(
          table.name().toLowerCase(Locale.ROOT).endsWith(".csv")
              ? Role.CODE_FILE_CSV
              : Role.CODE_FILE_WORKBOOK);
    }

    private static List<PublishedFile> withRole(List<PublishedFile> files, Role role) {
      return files.stream().filter(file -> file.role() == role).toList();
    }
  }
}
