package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleRelease;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.source.companion.ProcessingNotesReader;
import org.openhcpcs.source.text.SourceText;

/**
 * Whatever happens to a file on its way, nothing of it is lost: each line of a damaged copy is read
 * a second time here, by other means, and looked for in what the reader gives.
 */
class ReaderMutationTest {

  private static final Edition EDITION = new Edition(2019, 1);

  private static final int CODE_FILES = 3_500;
  private static final int NOTES_FILES = 2_000;

  private static final Pattern RECORD = Pattern.compile("(?s).{5}[0-9]{5}[3478].*");
  private static final Pattern FIRST =
      Pattern.compile("(?s)( {3}[A-Z0-9]{2}[0-9]{5}7|[A-Z0-9]{5}[0-9]{5}3).*");
  private static final Pattern NUMBERED = Pattern.compile("(?s).{5}[0-9]{5}.+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("\\A0+(?=.)");
  private static final Pattern BREAK_OR_TAB = Pattern.compile("[ \\r]*\\r[ \\r]*|\\t");
  private static final Pattern NOTE = Pattern.compile("(?s)[ \\t\\u000b\\f\\r]*([0-9]{4})--(.*)");

  private final SampleRelease release = SampleData.january();
  private int refused;
  private int withRejects;
  private int withFindings;

  @Test
  void noRecordLineOfADamagedCodeFileIsLost() {
    byte[] original = file("ANWEB_SAMPLE.txt");
    forEachSeed(CODE_FILES, seed -> checkCodeFile(Mutant.of(original, seed)));
    assertThat(List.of(refused, withRejects, withFindings))
        .as("files refused, with lines rejected, with fields found damaged, by a mutation")
        .allMatch(count -> count > 5);
  }

  @Test
  void noWordOfDamagedProcessingNotesIsLost() {
    byte[] original = file("proc_notes");
    assertThat(ProcessingNotesReader.read(original)).hasSizeGreaterThan(3);
    forEachSeed(NOTES_FILES, seed -> checkNotes(Mutant.of(original, seed)));
  }

  private static void forEachSeed(int count, LongConsumer check) {
    for (long seed = 0; seed < count; seed++) {
      try {
        check.accept(seed);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("mutant " + seed + ": " + e, e);
      }
    }
  }

  private void checkCodeFile(byte[] bytes) {
    List<String> lines = SourceText.of(bytes).lines();
    CodeFile file;
    try {
      file = FixedWidthReader.read("a.txt", bytes, EDITION);
    } catch (HcpcsException e) {
      refused++;
      assertThat(e.errorCode()).isEqualTo(ErrorCode.NO_RELEASE_FOUND);
      assertThat(lines).noneMatch(line -> FIRST.matcher(line).matches());
      return;
    }
    Map<Integer, String> recordLines = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (RECORD.matcher(lines.get(i)).matches()) {
        recordLines.put(i + 1, lines.get(i));
      }
    }
    int joined =
        (int) file.findings().stream().filter(f -> f.rule().equals("record-joined")).count();
    assertThat(file.recordLines()).isEqualTo(recordLines.size() + joined);
    if (joined > 0) {
      return; // FixedWidthReaderTest says what is read from two records in one line
    }
    Set<Integer> rejected = checkRejects(file, lines, rawLines(bytes), recordLines.keySet());
    recordLines.keySet().removeAll(rejected);
    checkRecords(file, recordLines);
    checkFindings(file, lines, rejected);
    count(file);
  }

  /** The sample itself has one damaged line and one damaged field. */
  private void count(CodeFile file) {
    long damaged = file.findings().stream().filter(f -> f.rule().startsWith("field-")).count();
    withRejects += file.rejected().size() > 1 ? 1 : 0;
    withFindings += damaged > 1 ? 1 : 0;
  }

  /**
   * Each line behind the first record line is a record line, blank, or rejected with its bytes; so
   * is a line ahead of it that has a sequence number.
   */
  private static Set<Integer> checkRejects(
      CodeFile file, List<String> lines, List<ByteBuffer> raw, Set<Integer> recordLines) {
    Set<Integer> rejected = new HashSet<>();
    for (RejectedLine line : file.rejected()) {
      assertThat(rejected.add(line.line())).as("line %d is rejected once", line.line()).isTrue();
      assertThat(line.raw()).isEqualTo(raw.get(line.line() - 1));
    }
    boolean preamble = true;
    for (int number = 1; number <= lines.size(); number++) {
      boolean record = recordLines.contains(number);
      preamble &= !record;
      if (!record) {
        assertThat(rejected.contains(number))
            .as("line %d", number)
            .isEqualTo(
                !lines.get(number - 1).isBlank()
                    && !(preamble && !NUMBERED.matcher(lines.get(number - 1)).matches()));
      }
    }
    return rejected;
  }

  /** The lines that were not rejected make up the records, and nothing else does. */
  private static void checkRecords(CodeFile file, Map<Integer, String> loaded) {
    Map<Integer, PublishedRecord> byLine = new HashMap<>();
    Set<String> codes = new HashSet<>();
    for (PublishedRecord published : file.records()) {
      byLine.put(published.line(), published);
      assertThat(codes.add(published.code())).isTrue();
    }
    Map<PublishedRecord, List<String>> segments = new HashMap<>();
    List<String> current = new ArrayList<>();
    for (Map.Entry<Integer, String> line : loaded.entrySet()) {
      PublishedRecord published = byLine.get(line.getKey());
      if (published != null) {
        current = new ArrayList<>();
        segments.put(published, current);
        checkFields(file, published, line.getValue());
      }
      assertThat(segments.isEmpty()).as("a record before line %d", line.getKey()).isFalse();
      boolean shifted =
          isShifted(file, line.getKey()) && field(line.getValue(), 1, 91).contains("\t");
      String segment = description(line.getValue(), 12, shifted ? 90 : 91);
      if (!segment.isEmpty()) {
        current.add(segment);
      }
    }
    assertThat(segments).hasSameSizeAs(file.records());
    segments.forEach(
        (published, texts) ->
            assertThat(published.record().get(Field.LONG_DESCRIPTION))
                .isEqualTo(String.join(" ", texts)));
  }

  /**
   * In a line that a tab shifts, the last position of the description belongs to the next field.
   */
  private static boolean isShifted(CodeFile file, int line) {
    return file.findings().stream()
        .anyMatch(f -> f.rule().equals("field-shifted") && Integer.valueOf(line).equals(f.line()));
  }

  /** Each field holds its characters; a date or number may be left out where a finding says so. */
  private static void checkFields(CodeFile file, PublishedRecord published, String line) {
    Set<String> found = new HashSet<>();
    boolean shifted = false;
    for (Finding finding : file.findings()) {
      if (Integer.valueOf(published.line()).equals(finding.line())) {
        found.add(String.valueOf(finding.field()));
        shifted |= finding.rule().equals("field-shifted");
      }
    }
    if (shifted) {
      assertThat(line.substring(0, Math.min(119, line.length()))).contains("\t");
      assertThat(published.record().values().subList(1, Field.ALL.size())).containsOnly("");
      return;
    }
    List<String> expected = new ArrayList<>(List.of(field(line, 1, 5)));
    List<String> actual = new ArrayList<>(List.of(published.code()));
    for (Field field : Field.ALL) {
      String raw = field(line, field.begin(), field.end());
      String value = published.record().get(field);
      if (field.type() == LayoutField.Type.TEXT && field != Field.LONG_DESCRIPTION) {
        boolean description = field == Field.SHORT_DESCRIPTION;
        expected.add(description ? description(line, field.begin(), field.end()) : raw);
        actual.add(value);
      } else if (field != Field.LONG_DESCRIPTION) {
        boolean unreadable = value.isEmpty() && found.contains(field.column());
        expected.add(unreadable ? "" : digits(raw));
        actual.add(digits(value));
      }
    }
    for (LayoutField filler : List.of(LayoutField.FILLER_AFTER_BETOS, LayoutField.FILLER_AT_END)) {
      int end = filler == LayoutField.FILLER_AT_END ? line.length() : filler.end(1);
      expected.add(field(line, filler.begin(1), end).isEmpty() ? "blank" : "found");
      actual.add(found.contains("filler_" + filler.begin(1)) ? "found" : "blank");
    }
    assertThat(actual).as("line %d", published.line()).isEqualTo(expected);
  }

  /** A date without its hyphens, a number without its zeros. */
  private static String digits(String text) {
    String digits = text.replace("-", "");
    return digits.length() == 8 ? digits : LEADING_ZEROS.matcher(digits).replaceFirst("");
  }

  /** Each finding is placed, and the line that it points at is at hand with its bytes. */
  private static void checkFindings(CodeFile file, List<String> lines, Set<Integer> rejected) {
    Set<Integer> kept = new HashSet<>();
    for (SourceLine line : file.keptLines()) {
      assertThat(kept.add(line.line())).as("line %d is kept once", line.line()).isTrue();
    }
    Set<Integer> found = new HashSet<>();
    for (Finding finding : file.findings()) {
      assertThat(finding.file()).isEqualTo("a.txt");
      assertThat(finding.line()).isNotNull().isBetween(1, lines.size());
      if (finding.line() != null) {
        boolean reject = finding.rule().equals("record-rejected");
        assertThat(reject ? rejected : kept).contains(finding.line());
        if (reject) {
          found.add(finding.line());
        }
      }
    }
    assertThat(found).isEqualTo(rejected);
  }

  private static void checkNotes(byte[] bytes) {
    List<String> codes = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (String line : SourceText.of(bytes).lines()) {
      Matcher note = NOTE.matcher(line);
      if (note.matches()) {
        codes.add(note.group(1));
      }
      if (!codes.isEmpty()) {
        String text = withoutSpace(note.matches() ? note.group(2) : line);
        words.append(text.endsWith("*") ? text.substring(0, text.length() - 1) : text);
      }
    }
    List<ProcessingNote> notes = ProcessingNotesReader.read(bytes);
    assertThat(notes).extracting(ProcessingNote::code).isEqualTo(codes);
    StringBuilder read = new StringBuilder();
    notes.forEach(note -> read.append(withoutSpace(note.text())));
    assertThat(read.toString()).isEqualTo(words.toString().replace('\0', '\u2400'));
  }

  private static String withoutSpace(String text) {
    return text.chars()
        .filter(c -> !Character.isWhitespace(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The bytes of each line, without a byte order mark and without line ends. */
  private static List<ByteBuffer> rawLines(byte[] bytes) {
    List<ByteBuffer> lines = new ArrayList<>();
    int start = 0;
    if (bytes.length > 2 && bytes[0] == (byte) 0xEF && !SourceText.of(bytes).lines().isEmpty()) {
      boolean mark = !SourceText.of(bytes).lines().get(0).startsWith("ï»¿");
      start = mark && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
    }
    for (int i = start; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
        lines.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, end)));
        start = i + 1;
      }
    }
    return lines;
  }

  /** Positions of a line that hold a description, in which a tab is a blank. */
  private static String description(String line, int begin, int end) {
    return trimmed(BREAK_OR_TAB.matcher(field(line, begin, end)).replaceAll(" "));
  }

  /** Positions of a line, without blanks around them, dead bytes shown. */
  private static String field(String line, int begin, int end) {
    if (begin > line.length()) {
      return "";
    }
    String cut = line.substring(begin - 1, Math.min(end, line.length()));
    return trimmed(cut).replace('\0', '\u2400');
  }

  private static String trimmed(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && text.charAt(begin) == ' ') {
      begin++;
    }
    while (begin < end && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(begin, end);
  }

  private byte[] file(String part) {
    return SampleWriter.files(release).entrySet().stream()
        .filter(file -> file.getKey().contains(part))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
