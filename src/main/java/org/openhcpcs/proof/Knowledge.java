package org.openhcpcs.proof;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openhcpcs.check.correction.Correction;
import org.openhcpcs.check.correction.CorrectionRules;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.proof.evidence.Evidence;
import org.openhcpcs.proof.evidence.KnownRelease;
import org.openhcpcs.proof.evidence.ReadEdition;
import org.openhcpcs.proof.evidence.ReadWorkbook;
import org.openhcpcs.source.companion.CorrectionRow;

/**
 * What was known on a day: the revisions that CMS had published by then, what each says of a code,
 * and the corrections that were applied.
 */
final class Knowledge {

  private static final Comparator<KnownRelease> AS_KNOWN =
      Comparator.comparing(KnownRelease::publishedOn)
          .thenComparing(KnownRelease::edition)
          .thenComparing(KnownRelease::revision);

  private final Evidence evidence;
  private final LocalDate knownOn;
  private final List<KnownRelease> releases;
  private final SortedMap<Edition, KnownRelease> current = new TreeMap<>();
  private final Map<String, Map<KnownRelease, Optional<CodeRecord>>> corrected = new HashMap<>();

  Knowledge(Evidence evidence, LocalDate knownOn) {
    this.evidence = evidence;
    this.knownOn = knownOn;
    this.releases =
        evidence.releases().stream()
            .filter(release -> !release.publishedOn().isAfter(knownOn))
            .sorted(AS_KNOWN)
            .toList();
    releases.forEach(
        release ->
            current.merge(
                release.edition(), release, (a, b) -> b.revision() > a.revision() ? b : a));
  }

  /** The revisions in the order in which CMS made them known. */
  List<KnownRelease> releases() {
    return releases;
  }

  /** The record of a code in a revision; empty if it does not list the code. */
  Optional<CodeRecord> codeRecord(KnownRelease release, String code) {
    if (!release.isCorrected()) {
      return release.base().of(code).codeRecord();
    }
    Map<KnownRelease, Optional<CodeRecord>> known =
        corrected.computeIfAbsent(code, c -> new IdentityHashMap<>());
    if (!known.containsKey(release)) {
      known.put(release, correctedRecord(release, code));
    }
    return known.getOrDefault(release, Optional.empty());
  }

  private Optional<CodeRecord> correctedRecord(KnownRelease release, String code) {
    Optional<CodeRecord> before = release.base().of(code).codeRecord();
    CorrectionRules.JudgedCorrections judged =
        judge(release.base(), code, rows(release.edition(), code, release.publishedOn()));
    Optional<CodeRecord> changed = judged.changed().get(code);
    return changed == null ? before : changed;
  }

  private CorrectionRules.JudgedCorrections judge(
      ReadEdition base, String code, List<AppliedRow> rows) {
    Map<String, CodeRecord> records = new HashMap<>();
    base.of(code).codeRecord().ifPresent(each -> records.put(code, each));
    return CorrectionRules.judge(
        rows.stream().map(AppliedRow::row).toList(),
        records,
        (of, year) -> earlier(base.stated().edition(), of, year));
  }

  /** The record in the newest edition before one that lists the code. */
  private Optional<CodeRecord> earlier(Edition edition, String code, Optional<Integer> year) {
    List<KnownRelease> before = new ArrayList<>(current.headMap(edition).values());
    for (int i = before.size() - 1; i >= 0; i--) {
      Optional<CodeRecord> found = codeRecord(before.get(i), code);
      int in = before.get(i).edition().year();
      if (found.isPresent() && (year.isEmpty() || year.get() == in)) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * A row of the corrections that were applied.
   *
   * @param workbook where it stands
   */
  record AppliedRow(ReadWorkbook workbook, CorrectionRow row) {}

  private List<AppliedRow> rows(Edition edition, String code, LocalDate by) {
    return evidence.workbooks(edition).stream()
        .filter(workbook -> !workbook.publishing().on().isAfter(by))
        .flatMap(
            workbook ->
                workbook.rows().stream()
                    .filter(row -> row.code().equals(code))
                    .map(row -> new AppliedRow(workbook, row)))
        .toList();
  }

  /** The corrections of a code with what came of each, held against the newest code files. */
  Map<AppliedRow, Correction> corrections(String code) {
    Map<AppliedRow, Correction> found = new LinkedHashMap<>();
    for (Edition edition : current.keySet()) {
      List<AppliedRow> rows = rows(edition, code, knownOn);
      List<KnownRelease> published =
          releases.stream()
              .filter(release -> release.edition().equals(edition) && !release.isCorrected())
              .toList();
      if (rows.isEmpty() || published.isEmpty()) {
        continue;
      }
      List<Correction> judged =
          judge(published.get(published.size() - 1).base(), code, rows).corrections();
      for (int i = 0; i < rows.size(); i++) {
        found.put(rows.get(i), judged.get(i));
      }
    }
    return found;
  }
}
