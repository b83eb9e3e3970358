package org.openhcpcs.proof.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.proof.evidence.ArchiveProblem.Kind;
import org.openhcpcs.proof.evidence.Stated.NamedArchive;
import org.openhcpcs.proof.evidence.Stated.StatedEdition;
import org.openhcpcs.proof.evidence.Stated.Workbook;

/** What the archives say of some codes. More codes can be asked for; each is read once. */
public final class Evidence {

  private final Stated stated;
  private final ArchiveFolder folder;
  private final Set<String> codes = new HashSet<>();
  private final List<ReadWorkbook> workbooks = new ArrayList<>();
  private List<ReadEdition> editions = List.of();
  private List<KnownRelease> releases = List.of();

  public Evidence(Stated stated, ArchiveFolder folder) {
    this.stated = stated;
    this.folder = folder;
  }

  public Stated stated() {
    return stated;
  }

  /** The first archive that is not there or not what it is said to be. */
  Optional<ArchiveProblem> archiveProblem() {
    return Stream.concat(
            stated.editions().stream()
                .flatMap(
                    each ->
                        Stream.concat(Stream.of(each.archive()), each.beside().stream())
                            .map(archive -> archiveProblem(each.edition(), archive))),
            stated.workbooks().stream().map(each -> archiveProblem(each.edition(), each.archive())))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(ArchiveProblem::kind));
  }

  private Optional<ArchiveProblem> archiveProblem(Edition edition, NamedArchive archive) {
    if (folder.find(archive.sha256()).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        folder
            .otherContent(archive.sha256())
            .map(
                other ->
                    new ArchiveProblem(
                        Kind.ALTERED,
                        edition,
                        archive,
                        archive.sha256() + ": the content of that file has SHA-256 " + other))
            .orElseGet(
                () -> new ArchiveProblem(Kind.MISSING, edition, archive, "it is not there")));
  }

  /** Reads what the archives say of codes that were not asked for yet. */
  public Optional<ArchiveProblem> read(Collection<String> wanted) {
    Set<String> more = new HashSet<>(wanted);
    more.removeAll(codes);
    if (more.isEmpty() && !editions.isEmpty()) {
      return Optional.empty();
    }
    Optional<ArchiveProblem> missing = archiveProblem();
    if (missing.isPresent()) {
      return missing;
    }
    List<Reading> readings =
        stated.editions().parallelStream().map(each -> reading(each, more)).toList();
    Optional<ArchiveProblem> problem =
        readings.stream().map(Reading::problem).flatMap(Optional::stream).findFirst();
    if (problem.isPresent()) {
      return problem;
    }
    Map<StatedEdition, ReadEdition> before = new LinkedHashMap<>();
    editions.forEach(each -> before.put(each.stated(), each));
    editions =
        readings.stream()
            .map(reading -> reading.found().orElseThrow())
            .map(
                found -> {
                  ReadEdition known = before.get(found.stated());
                  return known == null ? found : known.and(found);
                })
            .toList();
    codes.addAll(more);
    Optional<ArchiveProblem> ofWorkbooks = workbooks.isEmpty() ? readWorkbooks() : Optional.empty();
    if (ofWorkbooks.isEmpty()) {
      releases = numbered();
    }
    return ofWorkbooks;
  }

  public boolean has(String code) {
    return codes.contains(code);
  }

  /** Every revision, in no order. */
  public List<KnownRelease> releases() {
    return releases;
  }

  private List<KnownRelease> numbered() {
    Map<Edition, List<ReadEdition>> byEdition = new TreeMap<>();
    editions.forEach(
        each ->
            byEdition.computeIfAbsent(each.stated().edition(), e -> new ArrayList<>()).add(each));
    List<KnownRelease> all = new ArrayList<>();
    byEdition.forEach(
        (edition, published) ->
            all.addAll(
                KnownRelease.numbered(
                    published,
                    workbooks(edition),
                    stated.corrected().stream()
                        .filter(each -> each.edition().equals(edition))
                        .toList())));
    return all;
  }

  /** The corrections of an edition in their order. */
  public List<ReadWorkbook> workbooks(Edition edition) {
    return workbooks.stream().filter(each -> each.stated().edition().equals(edition)).toList();
  }

  private record Reading(Optional<ReadEdition> found, Optional<ArchiveProblem> problem) {}

  private Reading reading(StatedEdition each, Set<String> wanted) {
    try {
      return new Reading(Optional.of(ReadEdition.read(each, folder, wanted)), Optional.empty());
    } catch (HcpcsException e) {
      return new Reading(
          Optional.empty(), Optional.of(unusable(each.edition(), each.archive(), e)));
    }
  }

  private static ArchiveProblem unusable(
      Edition edition, NamedArchive archive, HcpcsException why) {
    return new ArchiveProblem(Kind.UNUSABLE, edition, archive, String.valueOf(why.getMessage()));
  }

  private Optional<ArchiveProblem> readWorkbooks() {
    for (Workbook each : stated.workbooks()) {
      try {
        workbooks.add(ReadWorkbook.read(each, folder));
      } catch (HcpcsException e) {
        return Optional.of(unusable(each.edition(), each.archive(), e));
      }
    }
    workbooks.sort(ReadWorkbook.IN_ORDER);
    return Optional.empty();
  }
}
