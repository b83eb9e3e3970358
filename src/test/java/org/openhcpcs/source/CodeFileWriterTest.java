package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.Records;
import org.openhcpcs.sample.SampleData;
import org.openhcpcs.sample.SampleWriter;
import org.openhcpcs.source.table.RecordedSheets;
import org.openhcpcs.source.table.SheetRow;

/** What is written reads back as the same records. */
class CodeFileWriterTest {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Edition EDITION = new Edition(2008, 1);

  private final byte[] published = sample();
  private final CodeFile original = FixedWidthReader.read("a.txt", published, EDITION);

  @Test
  void writesTheTextThatItWasReadFrom() throws IOException {
    Map<String, List<ByteBuffer>> kept = new HashMap<>();
    Map<Integer, ByteBuffer> lines = new HashMap<>();
    original.keptLines().forEach(line -> lines.put(line.line(), line.raw()));
    for (PublishedRecord record : original.records()) {
      List<ByteBuffer> own = new ArrayList<>();
      for (int line = record.line();
          lines.containsKey(line) && isOf(lines.get(line), record);
          line++) {
        own.add(lines.get(line));
      }
      kept.put(record.code(), own);
    }
    assertThat(kept.values()).anyMatch(own -> !own.isEmpty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeFileWriter.writeText(original.records(), kept, out);
    Set<Integer> rejected =
        original.rejected().stream().map(RejectedLine::line).collect(Collectors.toSet());
    List<String> expected = new ArrayList<>();
    List<String> all = new String(published, WINDOWS_1252).lines().toList();
    for (int i = original.records().get(0).line(); i <= all.size(); i++) {
      if (!rejected.contains(i)) {
        expected.add(all.get(i - 1).stripTrailing());
      }
    }
    String text = out.toString(WINDOWS_1252);
    assertThat(text.lines().map(String::stripTrailing).toList()).isEqualTo(expected);
    assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  private static boolean isOf(ByteBuffer line, PublishedRecord record) {
    String text = WINDOWS_1252.decode(line.duplicate()).toString();
    return text.substring(0, 5).strip().equals(record.code());
  }

  @Test
  void writesTextThatReadsBackEqual() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeFileWriter.writeText(original.records(), Map.of(), out);
    CodeFile copy = FixedWidthReader.read("b.txt", out.toByteArray(), EDITION);
    assertThat(content(copy)).isEqualTo(content(original));
    assertThat(copy.findings()).isEmpty();
    assertThat(copy.keptLines()).isEmpty();
  }

  @Test
  void writesCsvThatReadsBackEqual() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeFileWriter.writeCsv(original.records(), out);
    CodeFile copy = CodeTableReader.read("b.csv", out.toByteArray(), EDITION);
    assertThat(content(copy)).isEqualTo(content(original));
    assertThat(copy.findings()).isEmpty();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().findFirst())
        .contains(String.join(",", CodeTable.OF_2016));
  }

  @Test
  void writesAWorkbookThatReadsBackEqual() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeFileWriter.writeWorkbook(original.records(), "2008-01", out);
    CodeFile copy = CodeTableReader.read("b.xlsx", out.toByteArray(), EDITION);
    assertThat(content(copy)).isEqualTo(content(original));
    assertThat(copy.findings()).isEmpty();
    RecordedSheets recorded = RecordedSheets.of(out.toByteArray());
    assertThat(recorded.sheets()).containsExactly("2008-01");
    assertThat(recorded.cells()).allMatch(cell -> cell.type() == SheetRow.CellType.TEXT);
  }

  @Test
  void writesWhatCsvMustQuoteAndWhatIsNoAscii() throws IOException {
    List<PublishedRecord> records =
        List.of(
            new PublishedRecord(
                Records.procedure(
                    "A0021",
                    Map.of(
                        Field.LONG_DESCRIPTION,
                        "a, “b” \"c\" ’d’ –",
                        Field.SHORT_DESCRIPTION,
                        "=1+1")),
                150,
                1,
                Set.of()),
            new PublishedRecord(
                Records.modifier(
                    "A1",
                    Map.of(Field.ANESTHESIA_BASE_UNITS, "0", Field.TERMINATION_DATE, "2018-12-31")),
                100,
                2,
                Set.of()));
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    CodeFileWriter.writeCsv(records, csv);
    assertThat(content(CodeTableReader.read("a.csv", csv.toByteArray(), EDITION)))
        .isEqualTo(content(records));
    ByteArrayOutputStream workbook = new ByteArrayOutputStream();
    CodeFileWriter.writeWorkbook(records, "A", workbook);
    assertThat(content(CodeTableReader.read("a", workbook.toByteArray(), EDITION)))
        .isEqualTo(content(records));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    CodeFileWriter.writeText(records, Map.of(), text);
    assertThat(content(FixedWidthReader.read("a.txt", text.toByteArray(), EDITION)))
        .isEqualTo(content(records));
  }

  @Test
  void writesAQuestionMarkForACharacterThatWindows1252Lacks() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodeFileWriter.writeText(
        List.of(
            new PublishedRecord(
                Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, "α-blocker")),
                100,
                1,
                Set.of())),
        Map.of(),
        out);
    assertThat(out.toString(WINDOWS_1252)).startsWith("A0021001003?-blocker ");
  }

  @Test
  void writesKeptLinesInPlaceOfTheRecordsOwn() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer first = ByteBuffer.wrap("A0021001003kept".getBytes(WINDOWS_1252)).asReadOnlyBuffer();
    ByteBuffer second = ByteBuffer.wrap(new byte[] {'A', (byte) 0x81, 0});
    CodeFileWriter.writeText(
        List.of(
            new PublishedRecord(Records.procedure("A0021", Map.of()), 100, 1, Set.of()),
            new PublishedRecord(Records.procedure("A0022", Map.of()), 100, 3, Set.of())),
        Map.of("A0021", List.of(first, second)),
        out);
    assertThat(out.toString(StandardCharsets.ISO_8859_1))
        .isEqualTo("A0021001003kept\r\nA\u0081\0\r\nA0022001003" + " ".repeat(309) + "\r\n");
    assertThat(first.remaining()).isEqualTo(15);
  }

  private record Content(String code, Kind kind, int sequenceNumber, List<String> values) {}

  private static List<Content> content(CodeFile file) {
    return content(file.records());
  }

  private static List<Content> content(List<PublishedRecord> records) {
    return records.stream()
        .map(
            published ->
                new Content(
                    published.code(),
                    published.record().kind(),
                    published.sequenceNumber(),
                    published.record().values()))
        .toList();
  }

  private static byte[] sample() {
    return SampleWriter.files(SampleData.january()).entrySet().stream()
        .filter(file -> file.getKey().endsWith("ANWEB_SAMPLE.txt"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
