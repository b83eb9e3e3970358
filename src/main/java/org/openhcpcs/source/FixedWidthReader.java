package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.RecordIdentification;
import org.openhcpcs.code.Severity;

/**
 * Reads the fixed-width code file. The record identification code in position 11 decides what is a
 * record; the width of a line decides nothing. One reader reads one file.
 *
 * <p>Source: "HCPCS Contractor Record" layout; widths, preambles and continuations as measured on
 * the releases of 2012-2026.
 */
public final class FixedWidthReader {

  private static final int RIC = LayoutField.RECORD_IDENTIFICATION_CODE.begin(1);

  private final String file;
  private final SourceText text;
  private final List<PublishedRecord> records = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();
  private final List<SourceLine> keptLines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> codes = new HashSet<>();
  private int recordLines;
  private @Nullable Draft draft;

  private FixedWidthReader(String file, byte[] bytes) {
    this.file = file;
    this.text = SourceText.of(bytes);
  }

  /**
   * Reads a whole code file.
   *
   * @param file the name to give in findings
   * @param bytes its content
   * @throws HcpcsException NO_RELEASE_FOUND if not one line of it is a record
   */
  public static CodeFile read(String file, byte[] bytes) {
    return new FixedWidthReader(file, bytes).read();
  }

  private CodeFile read() {
    int number = 0;
    for (String line : text.lines()) {
      readLine(++number, line);
    }
    finishDraft();
    if (records.isEmpty()) {
      throw new HcpcsException(
          ErrorCode.NO_RELEASE_FOUND,
          file + ": not one of its " + number + " lines is an HCPCS record");
    }
    return new CodeFile(file, records, rejected, keptLines, findings, recordLines);
  }

  private void readLine(int number, String line) {
    Optional<RecordIdentification> identification =
        line.length() < RIC ? Optional.empty() : RecordIdentification.of(line.charAt(RIC - 1));
    if (identification.isPresent() && isNumber(cut(line, LayoutField.SEQUENCE_NUMBER))) {
      recordLines++;
      readRecordLine(number, line, identification.get());
    } else if (!line.isBlank() && !isPreamble()) {
      reject(number, line, "no record identification code in position " + RIC);
    }
  }

  /** Disclaimers stand before the first record only. */
  private boolean isPreamble() {
    return draft == null && records.isEmpty();
  }

  private void readRecordLine(int number, String line, RecordIdentification identification) {
    Optional<String> code = code(line, identification.kind());
    if (code.isEmpty()) {
      reject(number, line, "no " + identification.kind().label() + " code in positions 1-5");
    } else if (identification.isFirst()) {
      finishDraft();
      draft = new Draft(code.get(), identification.kind(), number, line);
    } else {
      continueDraft(number, line, code.get(), identification.kind());
    }
  }

  private void continueDraft(int number, String line, String code, Kind kind) {
    if (draft == null || !draft.code.equals(code) || draft.kind != kind) {
      reject(number, line, "a continuation of " + code + " that does not follow its first line");
      return;
    }
    draft.segments.add(cut(line, LayoutField.LONG_DESCRIPTION));
    String tail = FieldReader.strip(after(line, LayoutField.LONG_DESCRIPTION));
    if (!tail.isEmpty()) {
      note(
          Finding.of(
                  Severity.WARNING,
                  "field-continuation",
                  "a continuation line carries text behind the description")
              .about(code)
              .observed(tail)
              .expected("blanks"),
          number,
          line);
    }
  }

  private void finishDraft() {
    if (draft == null) {
      return;
    }
    Draft done = draft;
    draft = null;
    if (codes.add(done.code)) {
      records.add(new PublishedRecord(done.record(), done.sequenceNumber(), done.line));
    } else {
      reject(
          done.line,
          done.first,
          done.code + " is in the file already; the first record was loaded");
    }
  }

  private void reject(int number, String line, String reason) {
    rejected.add(new RejectedLine(number, text.raw(line), reason));
    findings.add(
        Finding.of(Severity.ERROR, "record-rejected", "the line was not loaded: " + reason)
            .at(file, number)
            .observed(line.length() > 40 ? line.substring(0, 40) + "…" : line));
  }

  private void note(Finding finding, int number, String line) {
    findings.add(finding.at(file, number));
    if (keptLines.isEmpty() || keptLines.get(keptLines.size() - 1).line() != number) {
      keptLines.add(new SourceLine(number, text.raw(line)));
    }
  }

  private static Optional<String> code(String line, Kind kind) {
    String code = cut(line, LayoutField.CODE);
    return switch (kind) {
      case PROCEDURE -> isAlphanumeric(code) ? Optional.of(code) : Optional.empty();
      case MODIFIER ->
          code.startsWith("   ") && isAlphanumeric(code.substring(3))
              ? Optional.of(code.substring(3))
              : Optional.empty();
    };
  }

  private static boolean isAlphanumeric(String text) {
    return text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String cut(String line, LayoutField field) {
    return cut(line, field.begin(1), field.end(1));
  }

  private static String cut(String line, int begin, int end) {
    return begin > line.length() ? "" : line.substring(begin - 1, Math.min(end, line.length()));
  }

  private static String after(String line, LayoutField field) {
    return cut(line, field.end(1) + 1, line.length());
  }

  /** A record whose continuations are still being read. */
  private final class Draft {

    private final String code;
    private final Kind kind;
    private final int line;
    private final String first;
    private final List<String> segments = new ArrayList<>();

    Draft(String code, Kind kind, int line, String first) {
      this.code = code;
      this.kind = kind;
      this.line = line;
      this.first = first;
      segments.add(cut(first, LayoutField.LONG_DESCRIPTION));
    }

    int sequenceNumber() {
      return Integer.parseInt(cut(first, LayoutField.SEQUENCE_NUMBER));
    }

    CodeRecord record() {
      List<String> values = new ArrayList<>(Field.ALL.size());
      for (Field field : Field.ALL) {
        values.add(field == Field.LONG_DESCRIPTION ? longDescription() : value(field));
      }
      checkFiller(LayoutField.FILLER_AFTER_BETOS, LayoutField.FILLER_AFTER_BETOS.end(1));
      checkFiller(LayoutField.FILLER_AT_END, first.length());
      return new CodeRecord(code, kind, values);
    }

    /** Each segment without the blanks around it, one blank between: CMS's own merged text. */
    private String longDescription() {
      StringBuilder description = new StringBuilder();
      for (String segment : segments) {
        String stripped = FieldReader.strip(segment);
        if (!stripped.isEmpty()) {
          description.append(description.isEmpty() ? "" : " ").append(stripped);
        }
      }
      return description.toString();
    }

    private String value(Field field) {
      FieldReader.Result result = FieldReader.read(field, cut(first, field.begin(), field.end()));
      result.finding().ifPresent(finding -> note(finding.about(code), line, first));
      return result.value();
    }

    private void checkFiller(LayoutField filler, int end) {
      String observed = FieldReader.strip(cut(first, filler.begin(1), end));
      if (!observed.isEmpty()) {
        note(
            Finding.of(Severity.WARNING, "field-filler", "text stands where the layout has filler")
                .about(code)
                .in("filler_" + filler.begin(1), observed)
                .expected("blanks"),
            line,
            first);
      }
    }
  }
}
