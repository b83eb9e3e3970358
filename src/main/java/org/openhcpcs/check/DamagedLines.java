package org.openhcpcs.check;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.FixedWidthFormat;
import org.openhcpcs.source.RejectedLine;

/**
 * The rejected lines of a code file, and which of them are of a record that its twin has: what is
 * left of the code and its numbers, together with the description, tells.
 */
final class DamagedLines {

  /**
   * So many characters in a row of code, sequence number and identification tell whose they are.
   */
  private static final int ENOUGH = 6;

  /** Damage may have moved what stands in a line by so many positions. */
  private static final int SHIFT = 3;

  private static final int NUMBERS_END = LayoutField.RECORD_IDENTIFICATION_CODE.end(1);
  private static final int DESCRIPTION_END = LayoutField.LONG_DESCRIPTION.end(1);
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Pattern OTHER_THAN_TEXT = Pattern.compile("[^a-z0-9]+");

  private final List<RejectedLine> lines;

  /** A record that is there twice is not damaged, and what is kept out is no longer there. */
  DamagedLines(List<RejectedLine> rejected) {
    this.lines =
        new ArrayList<>(
            rejected.stream()
                .filter(line -> !line.isDuplicate() && !LevelGuard.keptOut(line))
                .toList());
  }

  /** Takes out the lines that are of a record. */
  List<RejectedLine> take(PublishedRecord published) {
    if (lines.isEmpty()) {
      return List.of();
    }
    CodeRecord codeRecord = published.record();
    List<String> numbers =
        FixedWidthFormat.lines(codeRecord, published.sequenceNumber()).stream()
            .map(line -> line.substring(0, NUMBERS_END).strip())
            .toList();
    String description = plain(codeRecord.get(Field.LONG_DESCRIPTION));
    List<RejectedLine> own =
        lines.stream().filter(line -> isOf(line, published.code(), numbers, description)).toList();
    lines.removeAll(own);
    return own;
  }

  private static boolean isOf(
      RejectedLine line, String code, List<String> numbers, String description) {
    String text = WINDOWS_1252.decode(line.raw().duplicate()).toString();
    String head = cut(text, 0, NUMBERS_END + SHIFT);
    boolean named =
        head.contains(code)
            || numbers.stream().anyMatch(each -> longestCommon(head, each) >= ENOUGH);
    return named
        && description.contains(plain(cut(text, NUMBERS_END + SHIFT, DESCRIPTION_END - SHIFT)));
  }

  private static String cut(String text, int from, int to) {
    return text.substring(Math.min(from, text.length()), Math.min(to, text.length()));
  }

  private static String plain(String text) {
    return OTHER_THAN_TEXT.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** The length of the longest text that stands in both. */
  private static int longestCommon(String a, String b) {
    int longest = 0;
    for (int i = 0; i < a.length(); i++) {
      while (i + longest < a.length() && b.contains(a.substring(i, i + longest + 1))) {
        longest++;
      }
    }
    return longest;
  }
}
