package org.openhcpcs.feed.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.JsonLinesFormat;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.SnapshotTable;
import org.openhcpcs.feed.table.TestRows;

/** Rows as they are read back, and rows that somebody wrote by hand. */
class JsonLinesReaderTest {

  @TempDir private Path folder;

  private static Row row() {
    Row sparse = TestRows.row("A0001", Map.of(Field.ADDED_DATE, "2008-01-01"));
    List<Column> columns = sparse.table().columns();
    @Nullable String[] values = new @Nullable String[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (columns.get(i).name()) {
            case "is_noc" -> "false";
            case "sequence" -> "10";
            default -> sparse.get(i);
          };
    }
    return new Row(sparse.table(), values);
  }

  private static String line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonLinesFormat.RowObjects lines = new JsonLinesFormat.RowObjects(bytes, SnapshotTable.TABLE);
    lines.write(row());
    lines.finish();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private @Nullable Row read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("codes.jsonl"), text);
    try (JsonLinesReader reader = new JsonLinesReader(file)) {
      return reader.nextRow();
    }
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    assertThat(read(line())).isEqualTo(row());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"sequence\":10 | \"sequence\":\"10\" | sequence is no integer: 10",
        "\"sequence\":10 | \"sequence\":12345678901 | sequence is no integer: 12345678901",
        "\"sequence\":10 | \"sequence\":null | sequence is no integer: null",
        "\"is_noc\":false | \"is_noc\":0 | is_noc is no boolean: 0",
        "\"2008-01-01\" | \"2008-02-30\" | added_date is no date: 2008-02-30",
        "\"A0001\" | null | code is no text: null",
        "\"A0001\" | [] | code is no text: [",
        "\"code\" | \"cod\" | unknown member cod",
        "\"is_noc\":false | \"sequence\":10 | Duplicate field 'sequence'",
      })
  void refusesARowThatIsNotOfItsSchema(String text, String other, String what) throws IOException {
    String damaged = line().replace(text, other);
    assertThat(damaged).isNotEqualTo(line());
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(HcpcsException.class)
        .hasMessage(
            folder.resolve("codes.jsonl")
                + ", line 1: "
                + what
                + "; fetch or write the feed again");
  }
}
