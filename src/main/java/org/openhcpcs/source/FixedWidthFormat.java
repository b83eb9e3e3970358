package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;

/**
 * Writes a record as the lines of the fixed-width code file, wrapped as CMS wraps: a line of the
 * description leaves its last position blank, except that the last word of all may fill it. The
 * reader keeps the raw lines of the few records that CMS wrapped otherwise.
 */
public final class FixedWidthFormat {

  static final int STEP = 100;

  private FixedWidthFormat() {}

  /**
   * The lines of a record, the first 320 characters wide and its continuations 91.
   *
   * @param sequenceNumber that of the first line; the others follow by hundreds
   */
  public static List<String> lines(CodeRecord codeRecord, int sequenceNumber) {
    List<String> segments = wrap(codeRecord.get(Field.LONG_DESCRIPTION));
    boolean procedure = codeRecord.kind() == Kind.PROCEDURE;
    List<String> lines = new ArrayList<>(segments.size());
    for (int i = 0; i < segments.size(); i++) {
      RecordIdentification identification =
          i == 0
              ? procedure
                  ? RecordIdentification.PROCEDURE_FIRST
                  : RecordIdentification.MODIFIER_FIRST
              : procedure
                  ? RecordIdentification.PROCEDURE_CONTINUATION
                  : RecordIdentification.MODIFIER_CONTINUATION;
      StringBuilder line = new StringBuilder(" ".repeat(LayoutField.RECORD_WIDTH));
      put(
          line,
          LayoutField.CODE.begin(1),
          procedure ? codeRecord.code() : "   " + codeRecord.code());
      put(line, LayoutField.SEQUENCE_NUMBER.begin(1), fiveDigits(sequenceNumber + i * STEP));
      line.setCharAt(LayoutField.RECORD_IDENTIFICATION_CODE.begin(1) - 1, identification.symbol());
      put(line, LayoutField.LONG_DESCRIPTION.begin(1), segments.get(i));
      if (i == 0) {
        putFields(line, codeRecord);
      } else {
        line.setLength(LayoutField.LONG_DESCRIPTION.end(1));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** How many lines a record takes up that has a long description. */
  public static int lines(String longDescription) {
    return wrap(longDescription).size();
  }

  private static void putFields(StringBuilder line, CodeRecord codeRecord) {
    for (Field field : Field.ALL) {
      String value = codeRecord.get(field);
      if (field != Field.LONG_DESCRIPTION && !value.isEmpty()) {
        String text = text(field, value);
        int width = field.layout().width(); // a workbook's text may be longer than its field
        put(line, field.begin(), text.length() > width ? text.substring(0, width) : text);
      }
    }
  }

  /** A value as it stands in the file. */
  public static String text(Field field, String value) {
    if (value.isEmpty()) {
      return "";
    }
    return switch (field.type()) {
      case DATE -> value.replace("-", "");
      case NUMBER -> " ".repeat(Math.max(0, field.layout().width() - value.length())) + value;
      case TEXT, FILLER -> value;
    };
  }

  private static String fiveDigits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, LayoutField.SEQUENCE_NUMBER.width() - digits.length())) + digits;
  }

  private static void put(StringBuilder line, int begin, String text) {
    line.replace(begin - 1, begin - 1 + text.length(), text);
  }

  private static List<String> wrap(String description) {
    int width = LayoutField.LONG_DESCRIPTION.width();
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (description.length() - start > width) {
      int blank = description.lastIndexOf(' ', start + width - 1);
      int end = blank > start ? blank : start + width;
      lines.add(description.substring(start, end));
      start = blank > start ? end + 1 : end;
    }
    lines.add(description.substring(start));
    return lines;
  }
}
