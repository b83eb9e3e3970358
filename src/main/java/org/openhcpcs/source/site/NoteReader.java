package org.openhcpcs.source.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.CodeNote;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.SourceText;
import org.openhcpcs.source.text.TypedDate;

/**
 * Reads the notes on one or several codes from a Markdown file.
 *
 * <p>The file may begin with a block between two lines {@code ---} that holds {@code code} (one, or
 * several between commas), {@code source} and {@code date}, a line each. Without {@code code} the
 * file's name is the code, without {@code source} the file's name is the source. Each heading of
 * the second level ({@code ##}) begins a section; what stands before the first is the section
 * Summary. A heading of the first level is passed over.
 */
public final class NoteReader {

  private static final Pattern SETTING = Pattern.compile("([A-Za-z]+):\\s*(.*)");
  private static final Set<String> SETTINGS = Set.of("code", "source", "date");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+).*");
  private static final String FIRST_SECTION = "Summary";

  private final String file;
  private final Map<String, String> settings = new HashMap<>();
  private final List<NoteSection> sections = new ArrayList<>();
  private final Set<String> headings = new HashSet<>();

  private NoteReader(String file) {
    this.file = file;
  }

  /** A section that is being read. */
  private record NoteSection(String heading, int line, List<String> lines) {

    String body() {
      return String.join("\n", lines).replaceFirst("^(\\h*\\n)+", "").stripTrailing();
    }
  }

  /**
   * Reads a file.
   *
   * @param file its name, below the folder of all notes
   * @param bytes UTF-8 or windows-1252
   * @throws HcpcsException FILE_UNREADABLE with the line that cannot be used
   */
  public static List<CodeNote> read(String file, byte[] bytes) {
    return new NoteReader(file).read(SourceText.of(bytes).storableLines());
  }

  private List<CodeNote> read(List<String> lines) {
    int start = readSettings(lines);
    readSections(lines, start);
    List<String> codes = codes();
    String source = Optional.ofNullable(settings.get("source")).orElse(file);
    LocalDate date = date();
    List<CodeNote> notes = new ArrayList<>();
    int position = 0;
    for (NoteSection section : sections) {
      String body = section.body();
      if (body.isEmpty()) {
        if (section.line() > start) {
          throw unusable(section.line(), "nothing below the heading " + section.heading());
        }
        continue; // nothing stands before the first heading
      }
      position++;
      for (String code : codes) {
        notes.add(new CodeNote(file, position, code, section.heading(), body, source, date));
      }
    }
    if (notes.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: no text in it", file);
    }
    return notes;
  }

  /** Returns the index of the first line of the text. */
  private int readSettings(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).stripTrailing().equals("---")) {
      return 0;
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.equals("---")) {
        return i + 1;
      }
      Matcher setting = SETTING.matcher(line);
      if (!line.isEmpty() && !setting.matches()) {
        throw unusable(i + 1, "not understood; write code:, source: or date:, then its value");
      }
      if (!line.isEmpty()) {
        String name = setting.group(1).toLowerCase(Locale.ROOT);
        String value = setting.group(2).strip();
        if (!SETTINGS.contains(name) || value.isEmpty() || settings.put(name, value) != null) {
          throw unusable(
              i + 1, name + " is unknown, empty or there twice; known are code, source and date");
        }
      }
    }
    throw unusable(1, "the block that begins here has no end; close it with a line ---");
  }

  private void readSections(List<String> lines, int start) {
    NoteSection section = begin(FIRST_SECTION, start);
    String fence = "";
    for (int i = start; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher marker = FENCE.matcher(line);
      if (marker.matches()) {
        String mark = marker.group(1);
        fence = fence.isEmpty() ? mark : line.strip().startsWith(fence) ? "" : fence;
      }
      if (fence.isEmpty() && line.matches("##\\h+\\S.*")) {
        String heading = line.substring(2).replaceFirst("\\h+#+\\h*$", "").strip();
        if (section.body().isEmpty() && section.line() == start) {
          headings.remove(FIRST_SECTION.toLowerCase(Locale.ROOT));
        }
        if (headings.contains(heading.toLowerCase(Locale.ROOT))) {
          throw unusable(i + 1, "a second section " + heading);
        }
        section = begin(heading, i + 1);
      } else if (!fence.isEmpty() || !line.matches("#\\h+\\S.*")) {
        section.lines().add(line);
      }
    }
  }

  private NoteSection begin(String heading, int line) {
    NoteSection section = new NoteSection(heading, line, new ArrayList<>());
    sections.add(section);
    headings.add(heading.toLowerCase(Locale.ROOT));
    return section;
  }

  private List<String> codes() {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
    String named = Optional.ofNullable(settings.get("code")).orElse(name);
    List<String> codes = new ArrayList<>();
    for (String each : named.split("[,\\s]+", -1)) {
      String code = each.toUpperCase(Locale.ROOT);
      if (!CodeShape.isOfAnyLevel(code)) {
        throw unusable(
            1,
            (each.isEmpty() ? "nothing" : each)
                + " is no code; name the file after its code, or begin it with ---, code: and ---");
      }
      if (!codes.contains(code)) {
        codes.add(code);
      }
    }
    return codes;
  }

  private @Nullable LocalDate date() {
    String text = settings.get("date");
    if (text == null) {
      return null;
    }
    return TypedDate.read(text)
        .orElseThrow(() -> unusable(1, text + " is no date; write YYYY-MM-DD"));
  }

  private HcpcsException unusable(int line, String why) {
    return ErrorCode.FILE_UNREADABLE.failure("%s line %d: %s", file, line, why);
  }
}
