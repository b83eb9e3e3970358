package org.openhcpcs.store.content;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Wording;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.source.companion.CorrectionRow;
import org.openhcpcs.source.companion.NocCode;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.source.companion.TransactionReport;

/**
 * What a release brings to the database besides its records; may come later than they.
 *
 * @param wordings what its record layout says that was not known
 * @param notes the processing notes
 * @param notesFile the file that they came in
 * @param nocCodes the list of codes for what is not otherwise classified
 * @param corrections the corrections of each workbook
 * @param transactions the transaction reports
 * @param findings what was noticed in these files
 * @param files every file, the code file too if it came with them
 */
public record StagedCompanions(
    List<Wording> wordings,
    List<ProcessingNote> notes,
    String notesFile,
    List<NocCode> nocCodes,
    List<CorrectionsFile> corrections,
    List<TransactionReport> transactions,
    List<Finding> findings,
    List<SourceFile> files) {

  public StagedCompanions {
    wordings = List.copyOf(wordings);
    notes = List.copyOf(notes);
    nocCodes = List.copyOf(nocCodes);
    corrections = List.copyOf(corrections);
    transactions = List.copyOf(transactions);
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
  public record SourceFile(
      String name,
      String role,
      long bytes,
      String sha256,
      @Nullable LocalDate modifiedOn,
      String archiveName,
      String archiveSha256) {}

  /**
   * The corrections of one workbook.
   *
   * @param file the workbook
   * @param publishing since when CMS has published it, and which version its name states
   * @param rows its rows
   */
  public record CorrectionsFile(SourceFile file, Publishing publishing, List<CorrectionRow> rows) {

    public CorrectionsFile {
      rows = List.copyOf(rows);
    }
  }
}
