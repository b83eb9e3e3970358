package org.openhcpcs.release;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Severity;

/**
 * The code files among the files of an archive: the one to load, and the twin to compare it with.
 * Text is authoritative; without text a workbook is loaded, without a workbook a CSV. Of several
 * candidates the one of the highest revision counts.
 *
 * @param main the one to load
 * @param twin the one to compare it with
 * @param passedOver candidates that are neither
 */
record CodeFiles(PublishedFile main, Optional<PublishedFile> twin, List<PublishedFile> passedOver) {

  private static final Comparator<PublishedFile> BY_REVISION =
      Comparator.comparing((PublishedFile file) -> Naming.revision(file.name()))
          .thenComparing(file -> Naming.publishedOn(file.name()).map(Object::toString).orElse(""))
          .thenComparing(file -> file.role() == Role.CODE_FILE_WORKBOOK)
          .thenComparing(PublishedFile::name);

  /**
   * Chooses among the files of an archive; empty if none of them holds codes.
   *
   * @param isCodeTable tells by its content whether a workbook or CSV is a code table
   */
  static Optional<CodeFiles> among(
      List<PublishedFile> files, BiPredicate<String, byte[]> isCodeTable) {
    List<PublishedFile> texts = withRole(files, Role.CODE_FILE_TEXT).toList();
    List<PublishedFile> tables =
        Stream.concat(withRole(files, Role.CODE_FILE_WORKBOOK), withRole(files, Role.CODE_FILE_CSV))
            .toList();
    if (!texts.isEmpty()) {
      return Optional.of(choose(texts, twins(tables, isCodeTable), tables));
    }
    List<PublishedFile> named =
        tables.stream().filter(file -> isCodeTable.test(file.name(), file.bytes())).toList();
    List<PublishedFile> sound = named.isEmpty() ? unnamed(files, isCodeTable) : named;
    List<PublishedFile> workbooks = withRole(sound, Role.CODE_FILE_WORKBOOK).toList();
    if (!workbooks.isEmpty()) {
      List<PublishedFile> sheets = withRole(sound, Role.CODE_FILE_CSV).toList();
      return Optional.of(choose(workbooks, sheets, sheets));
    }
    return sound.isEmpty() ? Optional.empty() : Optional.of(choose(sound, List.of(), List.of()));
  }

  /** Of several tables, those that really are code tables; a wrong one alone is a finding later. */
  private static List<PublishedFile> twins(
      List<PublishedFile> tables, BiPredicate<String, byte[]> isCodeTable) {
    return tables.size() < 2
        ? tables
        : tables.stream().filter(file -> isCodeTable.test(file.name(), file.bytes())).toList();
  }

  /** Tables whose names tell nothing. */
  private static List<PublishedFile> unnamed(
      List<PublishedFile> files, BiPredicate<String, byte[]> isCodeTable) {
    return withRole(files, Role.OTHER)
        .filter(file -> Role.isTable(file.name()) && isCodeTable.test(file.name(), file.bytes()))
        .map(
            file ->
                file.inRole(
                    file.name().toLowerCase(Locale.ROOT).endsWith(".csv")
                        ? Role.CODE_FILE_CSV
                        : Role.CODE_FILE_WORKBOOK))
        .toList();
  }

  private static CodeFiles choose(
      List<PublishedFile> mains, List<PublishedFile> twins, List<PublishedFile> others) {
    PublishedFile main = mains.stream().max(BY_REVISION).orElseThrow();
    Optional<PublishedFile> twin = twins.stream().max(BY_REVISION);
    List<PublishedFile> rest =
        Stream.concat(mains.stream(), others.stream())
            .filter(file -> file != main && !twin.equals(Optional.of(file)))
            .toList();
    return new CodeFiles(main, twin, rest);
  }

  /** A finding for each candidate that was passed over. */
  List<Finding> findings() {
    return passedOver.stream()
        .map(
            file ->
                Finding.of(
                        Severity.INFO,
                        "release-candidate",
                        "another code file of the release was passed over")
                    .at(file.name())
                    .expected(main.name()))
        .toList();
  }

  private static Stream<PublishedFile> withRole(List<PublishedFile> files, Role role) {
    return files.stream().filter(file -> file.role() == role);
  }
}
