package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.release.Naming;
import org.openhcpcs.source.text.SourceText;

/**
 * Reads {@code proc_notes_*.txt}: notes numbered {@code dddd--}, indented with blanks or tabs, with
 * a border of asterisks on the right.
 */
public final class ProcessingNotesReader {

  private static final Pattern START = Pattern.compile("\\s*(\\d{4})--\\s*(.*)", Pattern.DOTALL);
  private static final Pattern DELETED =
      Pattern.compile(
          "NOTE (?:WAS )?DELETED\\D{0,12}(\\d{1,2})/(\\d{1,2})/(\\d{2,4})",
          Pattern.CASE_INSENSITIVE);

  private ProcessingNotesReader() {}

  /** All notes of the file, in its order; lines before the first note are headings and ignored. */
  public static List<ProcessingNote> read(byte[] bytes) {
    List<ProcessingNote> notes = new ArrayList<>();
    String code = null;
    StringBuilder text = new StringBuilder();
    for (String line : SourceText.of(bytes).storableLines()) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        add(notes, code, text);
        code = start.group(1);
        text = new StringBuilder(withoutBorder(start.group(2)));
      } else if (code != null) {
        String more = withoutBorder(line).strip();
        text.append(more.isEmpty() || text.isEmpty() ? "" : " ").append(more);
      }
    }
    add(notes, code, text);
    return notes;
  }

  private static void add(List<ProcessingNote> notes, @Nullable String code, StringBuilder text) {
    if (code != null) {
      String whole = text.toString().strip();
      notes.add(new ProcessingNote(code, whole, deletedOn(whole)));
    }
  }

  private static String withoutBorder(String line) {
    String text = line.stripTrailing();
    return text.endsWith("*") ? text.substring(0, text.length() - 1).stripTrailing() : text;
  }

  private static Optional<LocalDate> deletedOn(String text) {
    Matcher matcher = DELETED.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(matcher.group(3));
    return Naming.date(
        Integer.toString(year >= 100 ? year : year + (year < 70 ? 2000 : 1900)),
        matcher.group(1),
        matcher.group(2));
  }
}
