package org.openhcpcs.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Severity;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;

/**
 * Keeps out what a public release must not hold: Level I codes and modifiers (CPT, copyright of the
 * American Medical Association) and dental codes (CDT, copyright of the American Dental
 * Association). Neither their descriptors nor their raw lines are kept.
 */
public final class LevelGuard {

  private static final Pattern LEVEL_ONE = Pattern.compile("\\d{5}|\\d{4}[A-Z]|\\d{2}|[1-8]P");
  private static final Pattern DENTAL = Pattern.compile("D\\d{4}");

  private LevelGuard() {}

  /**
   * The same file without Level I and dental records, each of which is a rejected line and a
   * finding.
   */
  public static CodeFile apply(CodeFile file) {
    List<PublishedRecord> kept = new ArrayList<>(file.records().size());
    List<RejectedLine> rejected = new ArrayList<>(file.rejected());
    List<Finding> findings = new ArrayList<>(file.findings());
    for (PublishedRecord published : file.records()) {
      String code = published.code();
      boolean dental = DENTAL.matcher(code).matches();
      if (!dental && !LEVEL_ONE.matcher(code).matches()) {
        kept.add(published);
        continue;
      }
      String what = dental ? "dental (CDT)" : "Level I (CPT)";
      rejected.add(
          new RejectedLine(
              published.line(),
              StandardCharsets.US_ASCII.encode(code),
              what + " is not loaded from a public release"));
      findings.add(
          Finding.of(
                  Severity.WARNING,
                  dental ? "level-dental" : "level-one",
                  "a " + what + " code stands in a public Level II file; it was not loaded")
              .about(code)
              .at(file.file(), published.line()));
    }
    return kept.size() == file.records().size()
        ? file
        : new CodeFile(file.file(), kept, rejected, file.keptLines(), findings, file.recordLines());
  }
}
