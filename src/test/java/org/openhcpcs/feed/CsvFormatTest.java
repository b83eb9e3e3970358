package org.openhcpcs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.feed.CsvFormat.FormulaGuard;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

class CsvFormatTest {

  private static final Table TABLE =
      new Table(
          "t",
          List.of(
              new Column("a", Column.ValueType.TEXT, false, ""),
              new Column("n", Column.ValueType.INTEGER, false, ""),
              new Column("b", Column.ValueType.TEXT, false, "")));

  @TempDir private Path folder;

  private String written(FormulaGuard guard, @Nullable String... cells) throws IOException {
    try (FeedFolder feed = FeedFolder.create(folder.resolve("feed"));
        RowWriter<Row> writer = new CsvFormat(guard).open(feed, TABLE)) {
      writer.write(new Row(TABLE, cells));
      writer.finish();
      try (var parts = Files.walk(folder)) {
        return Files.readString(
            parts.filter(path -> path.endsWith("t.csv")).findFirst().orElseThrow());
      }
    }
  }

  @Test
  void quotesAsTheStandardHasIt() throws IOException {
    assertThat(written(FormulaGuard.OFF, "say \"no\", twice", "-1", "two\nlines"))
        .isEqualTo("a,n,b\r\n\"say \"\"no\"\", twice\",-1,\"two\nlines\"\r\n");
  }

  @Test
  void leavesTheCellOfNoValueEmpty() throws IOException {
    assertThat(written(FormulaGuard.OFF, "x", null, null)).isEqualTo("a,n,b\r\nx,,\r\n");
  }

  @Test
  void guardsTextsOnlyAndOnlyOnRequest() throws IOException {
    assertThat(written(FormulaGuard.ON, "=1+1", "-1", "plain"))
        .isEqualTo("a,n,b\r\n'=1+1,-1,plain\r\n");
    assertThat(written(FormulaGuard.OFF, "=1+1", "-1", "plain"))
        .isEqualTo("a,n,b\r\n=1+1,-1,plain\r\n");
  }

  @ParameterizedTest
  @CsvSource({"=x, '''=x'", "+x, '''+x'", "-x, '''-x'", "@x, '''@x'", "x=, x=", "'', ''"})
  void guardsWhatASpreadsheetWouldCompute(String text, String guarded) {
    assertThat(CsvFormat.guarded(text)).isEqualTo(guarded);
  }

  @Test
  void guardsTabsAndReturns() {
    assertThat(CsvFormat.guarded("\t=x")).isEqualTo("'\t=x");
    assertThat(CsvFormat.guarded("\r=x")).isEqualTo("'\r=x");
    assertThat(CsvFormat.guarded("\n=x")).isEqualTo("'\n=x");
  }

  @Test
  void guardsSignsOfFullWidth() {
    for (String sign : List.of("\uff1d", "\uff0b", "\uff0d", "\uff20")) {
      assertThat(CsvFormat.guarded(sign + "x")).isEqualTo("'" + sign + "x");
    }
  }
}
