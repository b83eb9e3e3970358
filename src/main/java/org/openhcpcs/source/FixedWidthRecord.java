package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.text.FieldReader;
import org.openhcpcs.source.text.MisreadQuotes;

/**
 * The lines of one record of the fixed-width file, a first line and its continuations, as they are
 * put together.
 */
final class FixedWidthRecord {

  private final String code;
  private final Kind kind;
  private final Edition edition;
  private final List<RecordLine> lines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Field> unreadable = EnumSet.noneOf(Field.class);
  private boolean reproducible;
  private boolean kept;

  /**
   * A line of the file.
   *
   * @param number 1-based
   * @param text without its end
   */
  record RecordLine(int number, String text) {

    /** The characters of the field's first occurrence, as far as the line reaches. */
    String cut(LayoutField field) {
      return cut(field.begin(1), field.end(1));
    }

    /**
     * The characters from one position to another, both 1-based and inclusive, as far as the line
     * reaches.
     */
    String cut(int begin, int end) {
      return begin > text.length() ? "" : text.substring(begin - 1, Math.min(end, text.length()));
    }

    String behindDescription() {
      return FieldReader.strip(cut(LayoutField.LONG_DESCRIPTION.end(1) + 1, text.length()));
    }

    boolean hasSequenceNumber() {
      LayoutField field = LayoutField.SEQUENCE_NUMBER;
      return FieldReader.isDigits(cut(field), field.width());
    }

    int sequenceNumber() {
      return Integer.parseInt(cut(LayoutField.SEQUENCE_NUMBER));
    }
  }

  FixedWidthRecord(String code, Kind kind, RecordLine first, Edition edition) {
    this.code = code;
    this.kind = kind;
    this.edition = edition;
    lines.add(first);
  }

  String code() {
    return code;
  }

  List<RecordLine> lines() {
    return lines;
  }

  /** What was noticed; complete once {@link #published} has run. Each has its line. */
  List<Finding> findings() {
    return findings;
  }

  /**
   * Whether the raw lines must be kept: a finding points at them, or the record alone does not tell
   * how they were.
   */
  boolean mustKeepLines() {
    return kept || !findings.isEmpty() || !reproducible;
  }

  /** Keeps the raw lines whatever they say. */
  void keepLines() {
    kept = true;
  }

  void add(RecordLine continuation) {
    int expected = lines.get(lines.size() - 1).sequenceNumber() + FixedWidthFormat.STEP;
    if (continuation.sequenceNumber() != expected) {
      note(
          Finding.warning(
                  "record-sequence",
                  "a line of the description is missing, doubled or out of its place; all were read as they stand")
              .observed(continuation.cut(LayoutField.SEQUENCE_NUMBER))
              .expected("%05d".formatted(expected)),
          continuation);
    }
    lines.add(continuation);
    String tail = continuation.behindDescription();
    if (!tail.isEmpty()) {
      note(
          Finding.warning(
                  "field-continuation", "a continuation line carries text behind the description")
              .observed(tail)
              .expected("blanks"),
          continuation);
    }
  }

  PublishedRecord published() {
    RecordLine first = lines.get(0);
    boolean shifted = isShifted(first);
    List<String> values = new ArrayList<>(Field.ALL.size());
    for (Field field : Field.ALL) {
      values.add(
          field == Field.LONG_DESCRIPTION
              ? longDescription(shifted)
              : shifted ? "" : value(field, first));
    }
    if (!shifted) {
      checkFiller(LayoutField.FILLER_AFTER_BETOS, LayoutField.FILLER_AFTER_BETOS.end(1), first);
      checkFiller(LayoutField.FILLER_AT_END, first.text().length(), first);
    }
    CodeRecord codeRecord = new CodeRecord(code, kind, values);
    int sequenceNumber = first.sequenceNumber();
    reproducible = isReproducible(FixedWidthFormat.lines(codeRecord, sequenceNumber));
    return new PublishedRecord(codeRecord, sequenceNumber, first.number(), unreadable);
  }

  /**
   * A tab takes one position instead of the blanks that it stands for, and moves every later field.
   */
  private boolean isShifted(RecordLine first) {
    int tab = first.text().indexOf('\t');
    if (tab < 0 || tab >= LayoutField.SHORT_DESCRIPTION.end(1) || !datesAreBroken(first)) {
      return false;
    }
    unreadable.addAll(EnumSet.complementOf(EnumSet.of(Field.LONG_DESCRIPTION)));
    note(
        Finding.error(
                "field-shifted",
                "a tab in position "
                    + (tab + 1)
                    + " shifts every later field; they were left empty")
            .observed(first.behindDescription())
            .expected("blanks instead of the tab"),
        first);
    return true;
  }

  private static boolean datesAreBroken(RecordLine first) {
    return Field.ALL.stream()
        .filter(field -> field.type() == LayoutField.Type.DATE)
        .map(field -> FieldReader.read(field, first.cut(field.begin(), field.end())))
        .anyMatch(result -> result.finding().isPresent());
  }

  /**
   * Each segment without the blanks around it, one blank between: CMS's own merged text. In a line
   * that a tab shifts, what stands in the last position belongs to the next field.
   */
  private String longDescription(boolean shifted) {
    StringBuilder description = new StringBuilder();
    int end = LayoutField.LONG_DESCRIPTION.end(1);
    for (int i = 0; i < lines.size(); i++) {
      RecordLine line = lines.get(i);
      boolean shortened = shifted && i == 0 && line.cut(1, end).indexOf('\t') >= 0;
      String segment = value(Field.LONG_DESCRIPTION, line, shortened ? end - 1 : end);
      description.append(description.isEmpty() || segment.isEmpty() ? "" : " ").append(segment);
    }
    return description.toString();
  }

  private String value(Field field, RecordLine line) {
    return value(field, line, field.end());
  }

  private String value(Field field, RecordLine line, int end) {
    FieldReader.FieldValue result = FieldReader.read(field, line.cut(field.begin(), end));
    if (result.finding().isPresent()) {
      if (result.value().isEmpty()) {
        unreadable.add(field);
      }
      note(result.finding().get(), line);
    }
    String repaired = MisreadQuotes.repair(result.value(), edition);
    if (!repaired.equals(result.value())) {
      note(MisreadQuotes.finding(result.value(), repaired).in(field, result.value()), line);
    }
    return repaired;
  }

  private void checkFiller(LayoutField filler, int end, RecordLine first) {
    String observed = FieldReader.strip(first.cut(filler.begin(1), end));
    if (!observed.isEmpty()) {
      note(
          Finding.warning("field-filler", "text stands where the layout has filler")
              .in("filler_" + filler.begin(1), observed)
              .expected("blanks"),
          first);
    }
  }

  /**
   * Whether the lines are as they would be written, but for trailing blanks; both have the code.
   */
  private boolean isReproducible(List<String> written) {
    boolean same = written.size() == lines.size();
    for (int i = 0; same && i < lines.size(); i++) {
      same = FieldReader.strip(written.get(i)).equals(FieldReader.strip(lines.get(i).text()));
    }
    return same;
  }

  private void note(Finding finding, RecordLine line) {
    findings.add(finding.about(code).at("", line.number()));
  }
}
