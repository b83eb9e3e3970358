package org.openhcpcs.sample;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhcpcs.code.Field;

class SampleWriterTest {

  private static final DataFormatter AS_SHOWN = new DataFormatter();

  static List<SampleRelease> editions() {
    return SampleData.editions();
  }

  @ParameterizedTest
  @MethodSource("editions")
  void writesTheSameBytesTwice(SampleRelease release) {
    byte[] first = SampleWriter.zip(release);
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(SampleWriter.zip(release)).isEqualTo(first);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  /** Compares members, not bytes: how well a zip is compressed differs between machines. */
  @ParameterizedTest
  @MethodSource("editions")
  void theZipInInputIsWhatTheWriterWrites(SampleRelease release) throws IOException {
    Path shipped = Path.of("input", SampleWriter.zipName(release));
    Map<String, Member> members = members(Files.readAllBytes(shipped));

    assertThat(members)
        .as("%s: write it anew with %s", shipped, SampleMain.class.getName())
        .isEqualTo(members(SampleWriter.zip(release)));
    assertThat(Files.size(shipped)).isLessThan(60_000);
  }

  @ParameterizedTest
  @MethodSource("editions")
  void firstLinesAre320WideAndContinuations91(SampleRelease release) {
    for (String line : recordLines(release)) {
      boolean first = line.charAt(10) == '3' || line.charAt(10) == '7';
      assertThat(line).hasSize(first ? 320 : 91);
      assertThat(line.charAt(90))
          .as("a description ends before the last of its positions")
          .isEqualTo(' ');
    }
  }

  @ParameterizedTest
  @MethodSource("editions")
  void theJoinedContinuationsEqualTheDescription(SampleRelease release) {
    for (SampleRecord sample : release.records()) {
      List<String> lines =
          recordLines(release).stream().filter(line -> line.startsWith(sample.cell())).toList();

      assertThat(lines.stream().map(line -> line.substring(11, 91).strip()).collect(joining(" ")))
          .isEqualTo(sample.get(Field.LONG_DESCRIPTION));
      assertThat(lines.get(lines.size() - 1).substring(5, 10))
          .isEqualTo("%03d00".formatted(lines.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("editions")
  void theWorkbookSaysWhatTheTextSays(SampleRelease release) throws IOException {
    try (XSSFWorkbook workbook = workbook(release, "_ANWEB_SAMPLE.xlsx")) {
      assertThat(texts(workbook.getSheetAt(0).getRow(7), 48))
          .startsWith("HCPC", "SEQNUM", "RECID")
          .endsWith("ACTION CD");
      int row = 8;
      for (SampleRecord sample : release.records()) {
        List<String> cells = texts(workbook.getSheetAt(0).getRow(row++), 48);
        assertThat(cells.get(0)).isEqualTo(sample.cell());
        if (release.twinDifferences().stream()
            .noneMatch(difference -> difference.code().equals(sample.code()))) {
          assertThat(cells.subList(3, 48)).isEqualTo(Field.ALL.stream().map(sample::get).toList());
        }
      }
      assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(row - 1);
    }
  }

  @Test
  void theTwinsOfJanuaryDifferInOneField() throws IOException {
    SampleRelease january = SampleData.january();
    SampleRecord sample = january.record(SampleCase.TWIN_DIFFERENCE);
    int row = 8 + january.records().indexOf(sample);
    try (XSSFWorkbook workbook = workbook(january, "_ANWEB_SAMPLE.xlsx")) {
      List<String> cells = texts(workbook.getSheetAt(0).getRow(row), 48);

      assertThat(sample.get(Field.TYPE_OF_SERVICE_2)).isEmpty();
      assertThat(cells.get(3 + Field.ALL.indexOf(Field.TYPE_OF_SERVICE_2))).isEqualTo("S");
    }
  }

  @Test
  void correctionsHaveTrueDatesAndMistypedOnes() throws IOException {
    try (XSSFWorkbook workbook = workbook(SampleData.january(), "_Corrections_SAMPLE.xlsx")) {
      Row first = workbook.getSheetAt(0).getRow(4);
      assertThat(DateUtil.isCellDateFormatted(first.getCell(2))).isTrue();
      assertThat(first.getCell(2).getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.of(2008, 1, 1, 0, 0));
      assertThat(workbook.getSheetAt(0).getRow(5).getCell(2).getStringCellValue())
          .isEqualTo("04/0/12008");
      assertThat(texts(workbook.getSheetAt(0).getRow(3), 13)).isEqualTo(CorrectionsBook.HEADER);
    }
  }

  @Test
  void theOtherWorkbooksCanBeRead() throws IOException {
    try (XSSFWorkbook report = workbook(SampleData.april(), "_Transaction Report_SAMPLE.xlsx");
        XSSFWorkbook noc = workbook(SampleData.april(), "NOC codes_APR2008_SAMPLE.xlsx")) {
      assertThat(texts(report.getSheet("Changes by Action Code").getRow(1), 2))
          .containsExactly("   YC", "ADD");
      assertThat(texts(noc.getSheetAt(0).getRow(5), 4))
          .containsExactly(
              "A3199", "Wound drainage supply, not otherwise specified", "19960101", "");
    }
  }

  @Test
  void textsAreWindows1252WithCarriageReturns() {
    SampleRelease january = SampleData.january();
    SampleWriter.files(january).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".txt"))
        .forEach(
            file ->
                assertThat(text(file.getValue()))
                    .matches("(?s)([^\r\n]*\r\n)+")
                    .doesNotContain("${"));
    assertThat(text(file(january, "_JAN_ANWEB_SAMPLE.txt"))).contains("Infant\u2019s");
  }

  @Test
  void aWordLongerThanALineCannotBeWritten() {
    assertThat(CodeText.segments("a".repeat(80))).hasSize(1);
    assertThat(CodeText.segments("a".repeat(79) + " b")).hasSize(2);
    assertThatThrownBy(() -> CodeText.segments("a".repeat(81)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no blank in 80 characters: aaa");
  }

  private static List<String> recordLines(SampleRelease release) {
    return CodeText.lines(release).stream()
        .skip(1)
        .filter(
            line ->
                release.damagedLines().stream().noneMatch(damaged -> damaged.line().equals(line)))
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, Charset.forName("windows-1252"));
  }

  private static XSSFWorkbook workbook(SampleRelease release, String ending) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(file(release, ending)));
  }

  private static byte[] file(SampleRelease release, String ending) {
    return SampleWriter.files(release).entrySet().stream()
        .filter(file -> file.getKey().endsWith(ending))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(Row row, int count) {
    return IntStream.range(0, count)
        .mapToObj(column -> AS_SHOWN.formatCellValue(row.getCell(column)))
        .toList();
  }

  private static Map<String, Member> members(byte[] zip) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
        members.put(
            entry.getName(),
            new Member(
                entry.getTimeLocal(),
                new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1)));
      }
    }
    return members;
  }

  /** A member of a zip: its time stamp, and its bytes as characters so that they compare. */
  private record Member(LocalDateTime stamp, String content) {}
}
