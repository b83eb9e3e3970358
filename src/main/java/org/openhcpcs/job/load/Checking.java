package org.openhcpcs.job.load;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openhcpcs.check.FieldRules;
import org.openhcpcs.check.IndicatorRules;
import org.openhcpcs.check.LayoutRules;
import org.openhcpcs.check.NocRules;
import org.openhcpcs.check.gate.Baseline;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.check.gate.GateRules;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Wording;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.ContentDigest;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.store.content.LookupStore;
import org.openhcpcs.store.content.StagedCompanions;
import org.openhcpcs.store.content.StagedRelease;

/** Applies the rules to what was read, and puts together what goes to the database. */
final class Checking {

  private final ArchiveStore archives;
  private final List<Wording> known;
  private final List<Wording> builtIn;
  private final Set<String> knownNotes;
  private final GateLimits limits;
  private final List<Gate.Refusal> refusals = new ArrayList<>();

  Checking(ArchiveStore archives, LookupStore lookups, GateLimits limits) {
    this.archives = archives;
    this.limits = limits;
    this.known = lookups.wordings();
    this.builtIn = lookups.builtInWordings();
    this.knownNotes = lookups.documentedNotes();
  }

  /** Gates that do not let pass what was checked. */
  List<Gate.Refusal> refusals() {
    return refusals;
  }

  /**
   * Checks a release.
   *
   * @param baselines what the gates compare it with
   */
  StagedRelease check(ParsedRelease parsed, List<Baseline> baselines) {
    Release release = parsed.release();
    CodeFile codeFile = parsed.codeFile();
    StagedCompanions companions =
        check(
            parsed.companions(),
            release.edition(),
            release.publishing().on(),
            codeFile.records(),
            release.files());
    Set<String> notes =
        parsed.companions().notes().stream().map(ProcessingNote::code).collect(Collectors.toSet());
    IndicatorRules.Undocumented undocumented =
        IndicatorRules.check(
            codeFile,
            documented(List.of(known, companions.wordings()), List.of(knownNotes, notes)));
    List<Finding> explained =
        new ArrayList<>(
            IndicatorRules.check(
                    codeFile, documented(List.of(builtIn, companions.wordings()), List.of(notes)))
                .findings());
    explained.removeAll(Set.copyOf(undocumented.findings()));
    refusals.addAll(
        GateRules.check(limits, release.edition(), codeFile, undocumented.values(), baselines));

    List<Finding> findings = parsed.findings();
    findings.addAll(FieldRules.check(codeFile));
    findings.addAll(undocumented.findings());
    return new StagedRelease(
        release.edition(),
        release.publishing(),
        release.archiveName(),
        archives.sha256(release.codeFile()),
        codeFile,
        undocumented.values(),
        findings,
        explained,
        companions,
        parsed.isSample());
  }

  /**
   * Checks the companions of a release.
   *
   * @param edition the edition of the release
   * @param publishedOn since when CMS has published the release
   * @param records the records of the release
   * @param files all files to be recorded
   */
  StagedCompanions check(
      Companions companions,
      Edition edition,
      LocalDate publishedOn,
      List<PublishedRecord> records,
      List<PublishedFile> files) {
    Optional<LayoutRules.LayoutFindings> layout =
        companions
            .layout()
            .map(shipped -> LayoutRules.check(shipped, publishedOn, builtIn, limits));
    layout.flatMap(LayoutRules.LayoutFindings::refusal).ifPresent(refusals::add);
    List<Finding> findings = new ArrayList<>(companions.findings());
    layout.ifPresent(result -> findings.addAll(result.findings()));
    findings.addAll(NocRules.check(companions.nocFile(), companions.nocCodes(), records));
    return new StagedCompanions(
        layout.map(LayoutRules.LayoutFindings::wordings).orElse(List.of()),
        companions.notes(),
        companions.notesFile(),
        companions.nocCodes(),
        companions.corrections().entrySet().stream()
            .map(
                each ->
                    new StagedCompanions.CorrectionsFile(
                        file(each.getKey(), archives),
                        Publishing.of(each.getKey(), edition),
                        each.getValue()))
            .toList(),
        companions.transactions(),
        findings,
        files.stream().map(file -> file(file, archives)).toList());
  }

  private static Map<Indicator, Set<String>> documented(
      List<List<Wording>> wordings, List<Set<String>> notes) {
    Map<Indicator, Set<String>> values = new EnumMap<>(Indicator.class);
    wordings.stream()
        .flatMap(List::stream)
        .forEach(
            wording ->
                values
                    .computeIfAbsent(wording.indicator(), i -> new HashSet<>())
                    .add(wording.code()));
    values.put(
        Indicator.PROCESSING_NOTE, notes.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    return values;
  }

  /** What the database keeps of a file; of one that cannot be read, that it is there. */
  static StagedCompanions.SourceFile file(PublishedFile file, ArchiveStore archives) {
    ContentDigest digest = ContentDigest.of(new byte[0]);
    try {
      digest = file.content().digest();
    } catch (HcpcsException e) {
      if (file.role().isCodeFile()) {
        throw e;
      }
      // reading it makes the finding companion-unreadable
    }
    return new StagedCompanions.SourceFile(
        file.name(),
        file.role().label(),
        digest.size(),
        digest.sha256(),
        file.modifiedOn().orElse(null),
        file.container().name(),
        archives.sha256(file));
  }
}
