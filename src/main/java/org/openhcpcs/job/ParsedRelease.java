package org.openhcpcs.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openhcpcs.check.FieldRules;
import org.openhcpcs.check.IndicatorRules;
import org.openhcpcs.check.LevelGuard;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.PublishedFile;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.Role;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.FixedWidthReader;
import org.openhcpcs.source.ProcessingNote;
import org.openhcpcs.source.ProcessingNotesReader;
import org.openhcpcs.store.StagedRelease;

/**
 * A release whose files have been read.
 *
 * @param release where it came from
 * @param codeFile its records, Level II only
 * @param notes its processing notes
 * @param notesFile the file that they came in, empty if there is none
 */
record ParsedRelease(
    Release release, CodeFile codeFile, List<ProcessingNote> notes, String notesFile) {

  static ParsedRelease read(Release release) {
    PublishedFile published = release.codeFile();
    CodeFile codeFile =
        LevelGuard.apply(FixedWidthReader.read(published.name(), published.bytes()));
    Optional<PublishedFile> notes =
        release.companions().stream()
            .filter(file -> file.role() == Role.PROCESSING_NOTES)
            .findFirst();
    return new ParsedRelease(
        release,
        codeFile,
        notes.map(file -> ProcessingNotesReader.read(file.bytes())).orElse(List.of()),
        notes.map(PublishedFile::name).orElse(""));
  }

  /** Applies the rules, and puts together what goes to the database. */
  StagedRelease check(Map<Indicator, Set<String>> documented, ArchiveStore archives) {
    Set<String> ownNotes =
        documented.computeIfAbsent(Indicator.PROCESSING_NOTE, i -> new java.util.HashSet<>());
    notes.forEach(note -> ownNotes.add(note.code()));
    IndicatorRules.Undocumented undocumented = IndicatorRules.check(codeFile, documented);
    List<Finding> findings = new ArrayList<>(release.findings());
    findings.addAll(codeFile.findings());
    findings.addAll(FieldRules.check(codeFile));
    findings.addAll(undocumented.findings());
    return new StagedRelease(
        release.edition(),
        release.namedRevision(),
        release.publishedOn(),
        release.publishedBasis().label(),
        release.archiveName(),
        archives.sha256(release.codeFile()),
        codeFile,
        undocumented.values(),
        notes,
        notesFile,
        findings,
        Stream.concat(Stream.of(release.codeFile()), release.companions().stream())
            .map(file -> stagedFile(file, archives))
            .toList());
  }

  private static StagedRelease.StagedFile stagedFile(PublishedFile file, ArchiveStore archives) {
    return new StagedRelease.StagedFile(
        file.name(),
        file.role().label(),
        file.bytes().length,
        file.sha256(),
        file.modifiedOn().orElse(null),
        String.valueOf(file.container().getFileName()),
        archives.sha256(file));
  }
}
