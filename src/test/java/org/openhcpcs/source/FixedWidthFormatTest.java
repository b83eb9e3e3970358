package org.openhcpcs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Records;

class FixedWidthFormatTest {

  @Test
  void writesTheFieldsOfAProcedureAtTheirPositions() {
    List<String> lines =
        FixedWidthFormat.lines(
            Records.procedure(
                "A0021",
                Map.of(
                    Field.LONG_DESCRIPTION,
                    "Ambulance service",
                    Field.SHORT_DESCRIPTION,
                    "Outside state ambulance serv",
                    Field.PRICING_INDICATOR_3,
                    "52",
                    Field.TYPE_OF_SERVICE_5,
                    "A",
                    Field.ANESTHESIA_BASE_UNITS,
                    "0",
                    Field.ADDED_DATE,
                    "1982-01-01",
                    Field.ACTION,
                    "N")),
            100);
    CodeLine expected =
        CodeLine.procedure("A0021", "Ambulance service")
            .with(Field.SHORT_DESCRIPTION, "Outside state ambulance serv")
            .at(124, "52")
            .at(265, "A")
            .at(266, "  0")
            .at(269, "19820101")
            .at(293, "N");
    assertThat(lines).containsExactly(expected.text());
  }

  @Test
  void writesAModifierBehindThreeBlanksAndItsContinuations() {
    List<String> lines =
        FixedWidthFormat.lines(
            Records.modifier("A1", Map.of(Field.LONG_DESCRIPTION, "x".repeat(79) + " y")), 150);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("   A1001507" + "x".repeat(79) + " ").hasSize(320);
    assertThat(lines.get(1)).isEqualTo("   A1002508y" + " ".repeat(79));
  }

  /** A line leaves its last position blank, except that the last word of all may fill it. */
  @ParameterizedTest
  @CsvSource({
    "79, 1",
    "80, 1",
    "'78 1', 1",
    "'79 1', 2",
    "'40 38 1', 2",
    "'40 38', 1",
    "'40 39', 1",
    "'40 40', 2",
    "'79 80', 2",
    "'79 79 1', 3"
  })
  void wrapsBetweenWords(String words, int count) {
    String description =
        Arrays.stream(words.split(" "))
            .map(length -> "x".repeat(Integer.parseInt(length)))
            .collect(Collectors.joining(" "));
    List<String> segments = segments(description);
    assertThat(segments).hasSize(count);
    assertThat(String.join(" ", segments)).isEqualTo(description);
    assertThat(segments.subList(0, count - 1)).allMatch(segment -> segment.length() <= 79);
  }

  @Test
  void putsAsManyWordsOnALineAsFit() {
    String words =
        IntStream.range(0, 40).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    List<String> segments = segments(words);
    for (int i = 0; i + 1 < segments.size(); i++) {
      String next = segments.get(i + 1).split(" ", -1)[0];
      assertThat(segments.get(i).length() + 1 + next.length()).isGreaterThan(79);
    }
    assertThat(String.join(" ", segments)).isEqualTo(words);
  }

  @Test
  void breaksAWordThatFitsOnNoLine() {
    assertThat(segments("x".repeat(81))).containsExactly("x".repeat(80), "x");
    assertThat(segments("ab " + "x".repeat(81))).containsExactly("ab", "x".repeat(80), "x");
  }

  @Test
  void numbersTheLinesByHundreds() {
    String description = "x".repeat(79) + (" " + "y".repeat(79)).repeat(12);
    assertThat(
            FixedWidthFormat.lines(
                Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, description)), 100))
        .extracting(line -> line.substring(5, 11))
        .containsExactly(
            "001003", "002004", "003004", "004004", "005004", "006004", "007004", "008004",
            "009004", "010004", "011004", "012004", "013004");
  }

  @Test
  void writesOneLineWithoutADescription() {
    assertThat(FixedWidthFormat.lines(Records.procedure("A0021", Map.of()), 100))
        .containsExactly("A0021001003" + " ".repeat(309));
  }

  @Test
  void cutsATextThatIsLongerThanItsFieldRatherThanWriteOverTheNext() {
    String line =
        FixedWidthFormat.lines(
                Records.procedure(
                    "A0021",
                    Map.of(
                        Field.SHORT_DESCRIPTION,
                        "x".repeat(29),
                        Field.STATUTE,
                        "12345678901",
                        Field.ACTION,
                        "NN")),
                100)
            .get(0);
    assertThat(line).hasSize(320);
    assertThat(line.substring(91, 120)).isEqualTo("x".repeat(28) + " ");
    assertThat(line.substring(170, 181)).isEqualTo("1234567890 ");
    assertThat(line.substring(292, 294)).isEqualTo("N ");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 20, 45})
  void isReadBackAsItWasWritten(int words) {
    String description =
        IntStream.range(0, words)
            .mapToObj(i -> "w".repeat(1 + i * 7 % 60))
            .collect(Collectors.joining(" "));
    CodeFile file =
        FixedWidthReader.read(
            "a.txt",
            String.join(
                    "\r\n",
                    FixedWidthFormat.lines(
                        Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, description)),
                        100))
                .getBytes(StandardCharsets.US_ASCII),
            new Edition(2019, 1));
    assertThat(file.records().get(0).record().get(Field.LONG_DESCRIPTION)).isEqualTo(description);
    assertThat(file.keptLines()).isEmpty();
  }

  private static List<String> segments(String description) {
    return FixedWidthFormat.lines(
            Records.procedure("A0021", Map.of(Field.LONG_DESCRIPTION, description)), 100)
        .stream()
        .map(line -> line.substring(11, 91).stripTrailing())
        .toList();
  }
}
