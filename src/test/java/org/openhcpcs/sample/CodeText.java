package org.openhcpcs.sample;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.RecordIdentification;

/**
 * The fixed-width code file: first lines 320 wide, continuations 91 wide, as in CMS's files of 2017
 * and 2020.
 */
final class CodeText {

  /** What the first line of every file of the sample says, by which the program knows it. */
  private static final String STATEMENT =
      "*Sample made by the OpenHCPCS project, no CMS publication; descriptors invented except S9336, S9372, S9379.";

  /** What stands there in a file that passes for CMS's. */
  private static final String UNMARKED = "*Made up by a test.";

  private static final int SEGMENT = LayoutField.LONG_DESCRIPTION.width();
  private static final int SEQUENCE_STEP = 100;

  private CodeText() {}

  /** The lines of the file, without their ends. */
  static List<String> lines(SampleRelease release) {
    List<String> lines = new ArrayList<>();
    lines.add(statement(release));
    for (SampleRecord sample : release.records()) {
      lines.addAll(lines(sample));
      release.damagedLines().stream()
          .filter(damaged -> damaged.behind().equals(sample.code()))
          .forEach(damaged -> lines.add(damaged.line()));
    }
    return lines;
  }

  /** What a code file says above its records. */
  static String statement(SampleRelease release) {
    return release.isMarked() ? STATEMENT : UNMARKED;
  }

  /** The first line of a record and its continuations. */
  static List<String> lines(SampleRecord sample) {
    List<String> lines = new ArrayList<>();
    for (String segment : segments(sample.get(Field.LONG_DESCRIPTION))) {
      int sequence = SEQUENCE_STEP * (lines.size() + 1);
      lines.add(
          lines.isEmpty()
              ? first(sample, sequence, segment)
              : continuation(sample, sequence, segment));
    }
    return lines;
  }

  /**
   * A description cut between words as CMS cuts: into pieces of at most 79 characters, each as long
   * as it can be, the last of at most 80. Joined with one blank they give the description back.
   */
  static List<String> segments(String description) {
    List<String> segments = new ArrayList<>();
    String rest = description;
    while (rest.length() > SEGMENT) {
      int end = rest.lastIndexOf(' ', SEGMENT - 1);
      if (end <= 0) {
        throw new IllegalArgumentException("no blank in " + SEGMENT + " characters: " + rest);
      }
      segments.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    segments.add(rest);
    return segments;
  }

  private static String first(SampleRecord sample, int sequence, String segment) {
    RecordIdentification identification =
        sample.kind() == Kind.PROCEDURE
            ? RecordIdentification.PROCEDURE_FIRST
            : RecordIdentification.MODIFIER_FIRST;
    StringBuilder line = start(LayoutField.RECORD_WIDTH, sample, sequence, identification, segment);
    for (Field field : Field.ALL) {
      if (field != Field.LONG_DESCRIPTION) {
        put(line, field.begin(), aligned(field, sample.get(field)));
      }
    }
    return line.toString();
  }

  private static String continuation(SampleRecord sample, int sequence, String segment) {
    RecordIdentification identification =
        sample.kind() == Kind.PROCEDURE
            ? RecordIdentification.PROCEDURE_CONTINUATION
            : RecordIdentification.MODIFIER_CONTINUATION;
    int width = LayoutField.LONG_DESCRIPTION.end(1);
    return start(width, sample, sequence, identification, segment).toString();
  }

  private static StringBuilder start(
      int width,
      SampleRecord sample,
      int sequence,
      RecordIdentification identification,
      String segment) {
    StringBuilder line = new StringBuilder(" ".repeat(width));
    put(line, LayoutField.CODE.begin(1), sample.cell());
    put(line, LayoutField.SEQUENCE_NUMBER.begin(1), "%05d".formatted(sequence));
    put(
        line,
        LayoutField.RECORD_IDENTIFICATION_CODE.begin(1),
        String.valueOf(identification.symbol()));
    put(line, LayoutField.LONG_DESCRIPTION.begin(1), segment);
    return line;
  }

  /** Numbers stand on the right of their field, everything else on the left. */
  private static String aligned(Field field, String value) {
    boolean number = field.type() == LayoutField.Type.NUMBER;
    return number ? " ".repeat(field.layout().width() - value.length()) + value : value;
  }

  private static void put(StringBuilder line, int position, String text) {
    line.replace(position - 1, position - 1 + text.length(), text);
  }
}
