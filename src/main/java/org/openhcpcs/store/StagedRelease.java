package org.openhcpcs.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.ProcessingNote;

/**
 * All that a release brings to the database, parsed and checked.
 *
 * @param edition the quarter
 * @param namedRevision the revision that names state, 1 if none
 * @param publishedOn since when CMS has published it
 * @param publishedBasis what told that: {@code name}, {@code archive} or {@code edition}
 * @param archiveName the zip or loose code file
 * @param archiveSha256 its SHA-256
 * @param codeFile the records
 * @param undocumented values of indicators that need a lookup row
 * @param notes the processing notes that came with it
 * @param notesFile the file that they came in
 * @param findings what was noticed
 * @param files every file of the release
 */
public record StagedRelease(
    Edition edition,
    int namedRevision,
    LocalDate publishedOn,
    String publishedBasis,
    String archiveName,
    String archiveSha256,
    CodeFile codeFile,
    Map<Indicator, Set<String>> undocumented,
    List<ProcessingNote> notes,
    String notesFile,
    List<Finding> findings,
    List<StagedFile> files) {

  public StagedRelease {
    undocumented = Map.copyOf(undocumented);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
    files = List.copyOf(files);
  }

  /**
   * One file of a release.
   *
   * @param name its name
   * @param role what it is for
   * @param bytes its size
   * @param sha256 its SHA-256
   * @param modifiedOn its time stamp inside the zip
   * @param archiveName the zip that held it, or itself
   * @param archiveSha256 the SHA-256 of that
   */
  public record StagedFile(
      String name,
      String role,
      long bytes,
      String sha256,
      @Nullable LocalDate modifiedOn,
      String archiveName,
      String archiveSha256) {}
}
