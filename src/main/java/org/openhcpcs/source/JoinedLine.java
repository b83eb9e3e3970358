package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openhcpcs.code.LayoutField;

/**
 * A line of the fixed-width file in which the end of a line is missing, so that the next record
 * stands behind the first.
 */
public final class JoinedLine {

  private static final int RIC = LayoutField.RECORD_IDENTIFICATION_CODE.begin(1);
  private static final int NUMBERS = LayoutField.SEQUENCE_NUMBER.width() + 1;
  private static final String USUAL_NUMBER = "00100";
  private static final int LAST_FIELD = LayoutField.ACTION.end(1);

  /** Behind a whole first line stands nothing but filler. */
  private static final Pattern RECORD =
      Pattern.compile("(?:[A-Z][0-9]{4}| {3}[A-Z0-9]{2})0[0-9]{4}[3478]");

  /**
   * Among the fields a code can stand before digits, and dates behind blanks; only the number that
   * nearly all first lines have tells them apart.
   */
  private static final Pattern FIRST_LINE =
      Pattern.compile("(?:[A-Z][0-9]{4}| {3}[A-Z0-9]{2})00100[37]");

  private JoinedLine() {}

  /** The records of a line, one behind the other; the line itself where there is no second. */
  public static List<String> split(String line) {
    List<String> parts = new ArrayList<>(1);
    int start = 0;
    int next = next(line, start);
    while (next > 0) {
      parts.add(line.substring(start, next));
      start = next;
      next = next(line, start);
    }
    parts.add(start == 0 ? line : line.substring(start));
    return parts;
  }

  /** Where the record behind the one at a place begins; 0 if there is none. */
  private static int next(String line, int start) {
    if (line.length() < start + 2 * RIC) {
      return 0;
    }
    boolean first =
        RecordIdentification.of(line.charAt(start + RIC - 1))
            .filter(RecordIdentification::isFirst)
            .isPresent();
    int tail = start + (first ? LAST_FIELD : RIC);
    if (hasNumbers(line, tail)) {
      Matcher record = RECORD.matcher(line);
      if (record.find(tail)) {
        return record.start();
      }
    }
    int description = start + LayoutField.LONG_DESCRIPTION.end(1);
    if (first && line.indexOf(USUAL_NUMBER, description) >= 0) {
      Matcher within = FIRST_LINE.matcher(line);
      return within.find(description) ? within.start() : 0;
    }
    return 0;
  }

  /**
   * Whether as many digits stand in a row as the numbers of a record have: nearly all lines are
   * done with, and the search for a record takes longer.
   */
  private static boolean hasNumbers(String line, int from) {
    int digits = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits == NUMBERS) {
        return true;
      }
    }
    return false;
  }
}
