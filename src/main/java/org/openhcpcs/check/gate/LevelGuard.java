package org.openhcpcs.check.gate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.history.Verdict;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.RejectedLine;
import org.openhcpcs.source.SourceLine;

/**
 * Keeps out what a public release must not hold: Level I codes and modifiers (CPT, copyright of the
 * American Medical Association) and dental codes (CDT, copyright of the American Dental
 * Association). Neither their descriptors nor their raw lines are kept.
 */
public final class LevelGuard {

  private static final String BETWEEN_CODES = " ";

  /**
   * The start of a line with a code before a sequence number or a record identification code, or of
   * a row with a code in its first cell, whatever else is wrong with it.
   */
  private static final Pattern LINE =
      Pattern.compile("(?s)( {3}\\w{2}|\\w{5})(?:\\d{5}|.{5}[3478]).*|\\s*(\\w{5}|\\w{2}) *\\t.*");

  private LevelGuard() {}

  /**
   * The same file without Level I and dental records, each of which is a rejected line and a
   * finding. Of lines that were rejected or kept already, only the code stays.
   */
  public static CodeFile apply(CodeFile file) {
    List<PublishedRecord> kept = new ArrayList<>(file.records().size());
    List<RejectedLine> rejected = new ArrayList<>();
    Set<Integer> guardedLines = new HashSet<>();
    for (RejectedLine line : file.rejected()) {
      String code = code(line.raw());
      if (isGuarded(code)) {
        guardedLines.add(line.line());
        rejected.add(new RejectedLine(line.line(), ascii(code), line.reason()));
      } else {
        rejected.add(line);
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : file.findings()) {
      if (guardedLines.contains(finding.line())) {
        findings.add(finding.observed(null));
      } else if (finding.code() == null || !isGuarded(finding.code())) {
        findings.add(finding);
      }
    }
    for (PublishedRecord published : file.records()) {
      String code = published.code();
      if (!isGuarded(code)) {
        kept.add(published);
        continue;
      }
      String what = isDental(code) ? "dental (CDT)" : "Level I (CPT)";
      rejected.add(
          new RejectedLine(
              published.line(), ascii(code), what + " is not loaded from a public release"));
      findings.add(
          Finding.warning(
                  rule(code),
                  "a " + what + " code stands in a public Level II file; it was not loaded")
              .about(code)
              .at(file.file(), published.line()));
    }
    List<SourceLine> keptLines =
        file.keptLines().stream().filter(line -> !isGuarded(code(line.raw()))).toList();
    return new CodeFile(
        file.file(),
        kept,
        joined(rejected),
        SourceLine.joined(keptLines),
        findings,
        file.recordLines());
  }

  /**
   * The finding that a companion file names a guarded code.
   *
   * @param companion what the file is, such as "the NOC list"
   */
  public static Finding named(String companion, String code, String file, int line) {
    return Finding.warning(
            rule(code), companion + " names a code that is not loaded from a public file")
        .about(code)
        .at(file, line);
  }

  private static String rule(String code) {
    return isDental(code) ? "level-dental" : "level-one";
  }

  /** Of a line that holds several records, all that was rejected is one rejected line. */
  private static List<RejectedLine> joined(List<RejectedLine> rejected) {
    Map<Integer, RejectedLine> byLine = new LinkedHashMap<>();
    for (RejectedLine line : rejected) {
      byLine.merge(
          line.line(), line, (a, b) -> a.and(b, keptOut(a) && keptOut(b) ? BETWEEN_CODES : ""));
    }
    return List.copyOf(byLine.values());
  }

  /** Whether a code or modifier is one that is never loaded from a public release. */
  public static boolean isGuarded(String code) {
    return Verdict.ofUnlisted(code) != Verdict.UNKNOWN;
  }

  /** How many codes of a file were kept out. */
  public static int count(CodeFile file) {
    return (int)
        file.findings().stream().filter(finding -> finding.rule().startsWith("level-")).count();
  }

  /** Whether a line was rejected because of its level; only its code is left of it. */
  public static boolean keptOut(RejectedLine line) {
    String codes = StandardCharsets.US_ASCII.decode(line.raw().duplicate()).toString();
    return Stream.of(codes.split(BETWEEN_CODES)).allMatch(LevelGuard::isGuarded);
  }

  /** Whether a code is a dental one (CDT). */
  private static boolean isDental(String code) {
    return Verdict.ofUnlisted(code) == Verdict.DENTAL;
  }

  /** The code that a raw line begins with; empty for a line of another form. */
  private static String code(ByteBuffer raw) {
    byte[] bytes =
        new byte[Math.min(LayoutField.RECORD_IDENTIFICATION_CODE.end(1), raw.remaining())];
    raw.duplicate().get(bytes);
    Matcher line = LINE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    return line.matches() ? Objects.requireNonNullElse(line.group(1), line.group(2)).strip() : "";
  }

  private static ByteBuffer ascii(String code) {
    return StandardCharsets.US_ASCII.encode(code);
  }
}
