package org.openhcpcs.job.reference;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.ReferenceKind;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.reference.ReferenceFiles;
import org.openhcpcs.release.reference.ReferenceName;
import org.openhcpcs.release.reference.ReferencePosting;
import org.openhcpcs.source.reference.ReferenceReader;
import org.openhcpcs.source.reference.ReferenceTable;
import org.openhcpcs.store.reference.ReferenceStore;

/** Reads reference tables, and tells their kinds and editions by names and titles. */
final class ReferenceTables {

  private ReferenceTables() {}

  /**
   * Reads the tables in zips, folders and files.
   *
   * @param given the edition that the user states; it prevails over names
   * @param notes is given what was noticed
   * @throws HcpcsException as {@link ReferenceJob#load} does
   */
  static List<ReferenceStore.ReferenceRelease> read(
      List<Path> paths, Optional<Edition> given, List<String> notes) {
    Map<List<Object>, ReferenceStore.ReferenceRelease> found = new LinkedHashMap<>();
    for (ReferenceFiles.Candidate candidate : ReferenceFiles.locate(paths)) {
      PublishedFile file = candidate.file();
      String name = candidate.isNamed() ? file.container().shown() : file.toString();
      Optional<ReferenceTable> table = ReferenceReader.read(name, file.bytes());
      if (table.isPresent()) {
        add(release(candidate, name, table.get(), given, notes), name, found, notes);
      } else if (candidate.isNamed()) {
        throw noTable(name);
      }
    }
    if (found.isEmpty()) {
      throw noTable(String.join(", ", paths.stream().map(Path::toString).toList()));
    }
    return List.copyOf(found.values());
  }

  private static HcpcsException noTable(String name) {
    return ErrorCode.NO_RELEASE_FOUND.failure(
        "%s: no NDC-HCPCS crosswalk, payment file or RBCS, by the names of the columns; code files are loaded by: hcpcs load",
        name);
  }

  private static ReferenceStore.ReferenceRelease release(
      ReferenceFiles.Candidate candidate,
      String name,
      ReferenceTable table,
      Optional<Edition> given,
      List<String> notes) {
    ReferenceKind kind = kind(candidate, table);
    Optional<Edition> named = edition(candidate, table);
    Edition edition =
        given
            .or(() -> named)
            .orElseThrow(
                () ->
                    ErrorCode.USAGE.failure(
                        "%s: no name tells the edition; pass --edition YYYY-MM%s",
                        name,
                        kind == ReferenceKind.RBCS
                            ? ", YYYY-01 for the release year YYYY"
                            : ", the first month of the quarter"));
    named
        .filter(other -> !other.equals(edition))
        .ifPresent(
            other ->
                notes.add(
                    "%s: the name states the edition %s; it was taken for %s, as --edition says"
                        .formatted(name, other, edition)));
    int rejected = table.rejected().size();
    if (table.lines().isEmpty() || rejected > table.lines().size()) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: of %,d rows %,d cannot be used, so nothing was changed%s",
          name,
          table.lines().size() + rejected,
          rejected,
          table.rejected().stream()
              .findFirst()
              .map(row -> "; line %d: %s".formatted(row.number(), row.reason()))
              .orElse(""));
    }
    return new ReferenceStore.ReferenceRelease(
        kind,
        edition,
        ReferencePosting.of(
            List.of(candidate.file().name(), candidate.archive()), table.titles(), edition),
        candidate.file().name(),
        candidate.isNamed() ? null : candidate.archive(),
        candidate.file().sha256(),
        table);
  }

  /** Of a table that a zip has as CSV and as a workbook, the CSV counts. */
  private static void add(
      ReferenceStore.ReferenceRelease release,
      String name,
      Map<List<Object>, ReferenceStore.ReferenceRelease> found,
      List<String> notes) {
    String archive = Objects.requireNonNullElse(release.archive(), name);
    List<Object> key = List.of(release.kind(), release.edition(), release.posting().on(), archive);
    ReferenceStore.ReferenceRelease other = found.get(key);
    if (other == null) {
      found.put(key, release);
      return;
    }
    if (other.sha256().equals(release.sha256())) {
      return;
    }
    if (isCsv(other) == isCsv(release)) {
      throw ErrorCode.USAGE.failure(
          "%s: both %s and %s are %s %s; name the file that you mean",
          archive, other.file(), release.file(), release.kind().label(), release.edition());
    }
    ReferenceStore.ReferenceRelease csv = isCsv(release) ? release : other;
    ReferenceStore.ReferenceRelease workbook = isCsv(release) ? other : release;
    found.put(key, csv);
    if (csv.table().lines().size() != workbook.table().lines().size()) {
      notes.add(
          "%s: %s has %,d rows, %s %,d; the CSV was loaded"
              .formatted(
                  archive,
                  workbook.file(),
                  workbook.table().lines().size(),
                  csv.file(),
                  csv.table().lines().size()));
    }
  }

  private static boolean isCsv(ReferenceStore.ReferenceRelease release) {
    return release.file().toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /** A crosswalk that nothing tells apart is that of ASP, the one that CMS began with. */
  private static ReferenceKind kind(ReferenceFiles.Candidate candidate, ReferenceTable table) {
    return switch (table.form()) {
      case RBCS -> ReferenceKind.RBCS;
      case CROSSWALK_WITHOUT_CODES -> ReferenceKind.NDC_NOC;
      case PAYMENT_LIMITS -> ReferenceKind.PAYMENT_LIMIT;
      case CROSSWALK ->
          ReferenceName.crosswalk(candidate.file().name())
              .or(() -> titles(table).flatMap(t -> ReferenceName.crosswalk(t).stream()).findFirst())
              .or(() -> ReferenceName.crosswalk(candidate.archive()))
              .orElse(ReferenceKind.NDC_ASP);
    };
  }

  private static Optional<Edition> edition(
      ReferenceFiles.Candidate candidate, ReferenceTable table) {
    Optional<Edition> ofFolder = candidate.file().container().edition();
    Stream<String> names = Stream.of(candidate.file().name(), candidate.archive());
    if (table.form() == ReferenceTable.ReferenceForm.RBCS) {
      return names.flatMap(n -> ReferenceName.year(n).stream()).findFirst().or(() -> ofFolder);
    }
    Optional<Edition> inWords =
        table.form() == ReferenceTable.ReferenceForm.PAYMENT_LIMITS
            ? table.titles().stream().flatMap(t -> ReferenceName.effective(t).stream()).findFirst()
            : Optional.empty();
    if (inWords.isPresent()) {
      return inWords;
    }
    return names
        .flatMap(n -> ReferenceName.quarter(n).stream())
        .findFirst()
        .or(() -> ofFolder)
        .or(() -> titles(table).flatMap(t -> ReferenceName.quarter(t).stream()).findFirst());
  }

  /** The title; other rows above a header speak of dates, too. */
  private static Stream<String> titles(ReferenceTable table) {
    return table.titles().stream()
        .filter(title -> title.toLowerCase(Locale.ROOT).contains("crosswalk"));
  }
}
