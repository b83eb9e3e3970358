package org.openhcpcs.source.site;

import java.util.List;
import java.util.stream.IntStream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.CsvReader;
import org.openhcpcs.source.table.SheetRow;

/**
 * A CSV file that a site writes: a header, then a line per entry. Blank lines do not count.
 *
 * @param errorCode what a file that cannot be used fails with
 * @param columns the names that the header should have
 */
record SiteTable(
    String file, ErrorCode errorCode, List<String> columns, SheetRow header, List<SheetRow> rows) {

  static SiteTable read(String file, byte[] bytes, ErrorCode errorCode, List<String> columns) {
    List<SheetRow> rows =
        CsvReader.rows(file, bytes).stream().filter(row -> !row.isBlank()).toList();
    if (rows.isEmpty()) {
      throw errorCode.failure("%s: empty; its first line is %s", file, String.join(",", columns));
    }
    return new SiteTable(file, errorCode, columns, rows.get(0), rows.subList(1, rows.size()));
  }

  /** Whether the header begins with the names, in their order. */
  boolean isInOrder() {
    return IntStream.range(0, columns.size())
        .allMatch(i -> header.text(i).strip().equalsIgnoreCase(columns.get(i)));
  }

  HcpcsException otherHeader() {
    return unusable(header, "the first line is " + String.join(",", columns));
  }

  HcpcsException unusable(SheetRow row, String why) {
    return errorCode.failure("%s: %s", where(row), why);
  }

  /** File and line of a row, for messages. */
  String where(SheetRow row) {
    return "%s line %d".formatted(file, row.number());
  }
}
