package org.openhcpcs.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private static final int CODE_WIDTH = 5;

  private LevelGuard() {}

  /** Whether a code or modifier is one that is never loaded from a public release. */
  public static boolean guards(String code) {
    return LEVEL_ONE.matcher(code).matches() || DENTAL.matcher(code).matches();
  }

  /**
   * The same file without Level I and dental records, each of which is a rejected line and a
   * finding.
   */
  public static CodeFile apply(CodeFile file) {
    List<PublishedRecord> kept = new ArrayList<>(file.records().size());
    List<RejectedLine> rejected = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (PublishedRecord published : file.records()) {
      if (guards(published.code())) {
        rejected.add(
            new RejectedLine(
                published.line(),
                StandardCharsets.US_ASCII.encode(published.code()),
                reason(published.code())));
        findings.add(finding(file.file(), published));
      } else {
        kept.add(published);
      }
    }
    Set<Integer> guardedLines = new HashSet<>();
    for (RejectedLine line : file.rejected()) {
      String code = code(line.raw());
      boolean guarded = guards(code);
      if (guarded) {
        guardedLines.add(line.line());
      }
      rejected.add(
          guarded
              ? new RejectedLine(line.line(), StandardCharsets.US_ASCII.encode(code), line.reason())
              : line);
    }
    for (Finding finding : file.findings()) {
      String code = finding.code();
      boolean guarded = guardedLines.contains(finding.line()) || (code != null && guards(code));
      findings.add(guarded ? finding.observed("(not kept)") : finding);
    }
    return new CodeFile(
        file.file(),
        kept,
        rejected,
        file.keptLines().stream().filter(line -> !guards(code(line.raw()))).toList(),
        findings,
        file.recordLines());
  }

  private static Finding finding(String file, PublishedRecord published) {
    boolean dental = DENTAL.matcher(published.code()).matches();
    return Finding.of(
            Severity.WARNING, dental ? "level-dental" : "level-one", reason(published.code()))
        .about(published.code())
        .at(file, published.line());
  }

  private static String reason(String code) {
    return (DENTAL.matcher(code).matches() ? "dental (CDT)" : "Level I (CPT)")
        + " codes are not loaded from a public Level II file";
  }

  /** The code that a raw line or row begins with. */
  private static String code(ByteBuffer raw) {
    int length = Math.min(CODE_WIDTH, raw.remaining());
    byte[] begin = new byte[length];
    raw.duplicate().get(begin);
    return new String(begin, StandardCharsets.ISO_8859_1).strip();
  }
}
