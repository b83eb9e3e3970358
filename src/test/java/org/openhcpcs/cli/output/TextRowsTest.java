package org.openhcpcs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.database.RowQuery.ColumnType;
import org.openhcpcs.database.RowQuery.ResultColumn;

class TextRowsTest {

  private static final List<ResultColumn> COLUMNS =
      List.of(
          new ResultColumn("code", ColumnType.TEXT),
          new ResultColumn("first", ColumnType.TEXT),
          new ResultColumn("n", ColumnType.NUMBER),
          new ResultColumn("second", ColumnType.TEXT));

  private static final String LONG =
      "Hospital bed, fixed height, with any type side rails, with mattress, for use at home";

  private static String print(Map<String, String> environment, String... row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (TextRows rows = new TextRows(new Terminal(stream, stream, environment))) {
      rows.columns(COLUMNS);
      rows.row(Arrays.asList(row));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void wrapsTheWidestColumnsUntilTheTableFits() {
    assertThat(print(Map.of("COLUMNS", "60"), "E0250", LONG, "7", LONG))
        .isEqualTo(
            """
            code   first                     n  second
            -----  ------------------------  -  ------------------------
            E0250  Hospital bed, fixed       7  Hospital bed, fixed
                   height, with any type        height, with any type
                   side rails, with             side rails, with
                   mattress, for use at         mattress, for use at
                   home                         home
            (1 row)
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "40", "55", "56", "60", "80", "120", "300"})
  void staysWithinTheWidthAndKeepsEveryWord(String width) {
    String printed = print(Map.of("COLUMNS", width), "E0250", LONG, "7", LONG);
    assertThat(printed.lines())
        .allSatisfy(
            line ->
                assertThat(line).hasSizeLessThanOrEqualTo(Math.max(34, Integer.parseInt(width))));
    for (String word : LONG.split(" ", -1)) {
      assertThat(printed.split(Pattern.quote(word), -1)).as(word).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void writesABlockWhereNoTableFits() {
    assertThat(print(Map.of("COLUMNS", "50"), "E0250", LONG, "7", "x"))
        .startsWith("code   first  ");
    assertThat(print(Map.of("COLUMNS", "30"), "E0250", LONG, "7", "x"))
        .startsWith("code    E0250\nfirst   Hospital bed, fixed\n        height");
  }

  @Test
  void knowsTheWidth() {
    assertThat(width(null)).as("a pipe").isEqualTo(120);
    assertThat(width("")).as("a terminal that does not tell").isEqualTo(80);
    assertThat(width("0")).isEqualTo(80);
    assertThat(width("wide")).isEqualTo(80);
    assertThat(width("99")).isEqualTo(99);
  }

  private static int width(@Nullable String columns) {
    Map<String, String> environment = new HashMap<>();
    if (columns != null) {
      environment.put("COLUMNS", columns);
    }
    return new Terminal(System.out, System.err, environment).width();
  }

  @Test
  void letsNoValueCommandTheTerminal() {
    String printed =
        print(Map.of(), "A1\u001b[31m", "tab\there", "7", "bell\u0007 del\u007f csi\u009b2J");
    assertThat(printed).contains("A1␛[31m  tab here  7  bell␇ del␡ csi�2J");
  }

  @Test
  void emphasizesTheHeadingOnATerminalThatShowsIt() {
    Map<String, String> color = Map.of("HCPCS_COLOR", "true");
    assertThat(print(color, "A", "b", "1", "c"))
        .startsWith("\u001b[1mcode  first  n  second\u001b[0m\n");
    assertThat(print(Map.of("HCPCS_COLOR", "true", "NO_COLOR", "1"), "A", "b", "1", "c"))
        .startsWith("code  first  n  second\n");
  }
}
