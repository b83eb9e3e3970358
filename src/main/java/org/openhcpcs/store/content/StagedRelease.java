package org.openhcpcs.store.content;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.release.Publishing;
import org.openhcpcs.source.CodeFile;

/**
 * All that a release brings to the database, parsed and checked.
 *
 * @param edition the quarter
 * @param publishing since when CMS has published it, and which revision names state
 * @param archiveName the zip or loose code file
 * @param archiveSha256 its SHA-256
 * @param codeFile the records
 * @param undocumented values of indicators that need a lookup row
 * @param findings what was noticed in names and in the code file
 * @param explained findings that would stand if other releases did not explain the value
 * @param companions what the other files say
 * @param isSample whether it is of the sample that comes with the program
 */
public record StagedRelease(
    Edition edition,
    Publishing publishing,
    String archiveName,
    String archiveSha256,
    CodeFile codeFile,
    Map<Indicator, Set<String>> undocumented,
    List<Finding> findings,
    List<Finding> explained,
    StagedCompanions companions,
    boolean isSample) {

  public StagedRelease {
    undocumented = Map.copyOf(undocumented);
    findings = List.copyOf(findings);
    explained = List.copyOf(explained);
  }

  /** Codes and modifiers with a termination date. */
  public int terminated() {
    return (int)
        codeFile.records().stream()
            .filter(published -> !published.record().get(Field.TERMINATION_DATE).isEmpty())
            .count();
  }
}
