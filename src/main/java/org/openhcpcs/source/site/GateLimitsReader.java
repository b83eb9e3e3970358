package org.openhcpcs.source.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.CsvReader;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;

/**
 * Reads {@code gates.csv}, the limits of gates at a site: a header {@code gate,limit,reason} and a
 * line per gate whose limit is another than the default. The reason is for people and may be blank.
 */
public final class GateLimitsReader implements SheetSink {

  private static final List<String> HEADER = List.of("gate", "limit", "reason");

  private final String file;
  private final List<LimitLine> entries = new ArrayList<>();
  private boolean headerRead;

  private GateLimitsReader(String file) {
    this.file = file;
  }

  /**
   * A line of the file, not yet understood.
   *
   * @param where file and line, for messages
   * @param gate the label of a gate
   * @param limit its limit
   */
  public record LimitLine(String where, String gate, String limit) {}

  /**
   * Reads the file.
   *
   * @throws HcpcsException USAGE with the line that has another form, FILE_UNREADABLE if it is no
   *     CSV
   */
  public static List<LimitLine> read(String file, byte[] bytes) {
    GateLimitsReader reader = new GateLimitsReader(file);
    CsvReader.read(file, bytes, reader);
    if (!reader.headerRead) {
      throw ErrorCode.USAGE.failure(
          "%s: empty; its first line is %s", file, String.join(",", HEADER));
    }
    return reader.entries;
  }

  @Override
  public void sheet(String name) {
    // a CSV file is one
  }

  @Override
  public boolean row(SheetRow row) {
    String gate = row.text(0).strip();
    String limit = row.text(1).strip();
    if (!headerRead) {
      headerRead = true;
      if (!List.of(gate, limit, row.text(2).strip())
          .toString()
          .toLowerCase(Locale.ROOT)
          .equals(HEADER.toString())) {
        throw unusable(row, "the first line is " + String.join(",", HEADER));
      }
    } else if (!row.isBlank()) {
      add(row, new LimitLine("%s line %d".formatted(file, row.number()), gate, limit));
    }
    return true;
  }

  private void add(SheetRow row, LimitLine entry) {
    if (!row.text(3).isEmpty()) {
      throw unusable(row, "a cell too many; quote a reason that has commas");
    }
    if (entries.stream().anyMatch(other -> other.gate().equalsIgnoreCase(entry.gate()))) {
      throw unusable(row, entry.gate() + " has a limit already");
    }
    entries.add(entry);
  }

  private HcpcsException unusable(SheetRow row, String why) {
    return ErrorCode.USAGE.failure("%s line %d: %s", file, row.number(), why);
  }
}
