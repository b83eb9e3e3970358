package org.openhcpcs.source.site;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;

/**
 * Reads {@code gates.csv}, the limits of gates at a site: a header {@code gate,limit,reason} and a
 * line per gate whose limit is another than the default. The reason is for people and may be blank.
 */
public final class GateLimitsReader {

  private GateLimitsReader() {}

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
    SiteTable table =
        SiteTable.read(file, bytes, ErrorCode.USAGE, List.of("gate", "limit", "reason"));
    if (!table.isInOrder()) {
      throw table.otherHeader();
    }
    List<LimitLine> entries = new ArrayList<>();
    for (SheetRow row : table.rows()) {
      String gate = row.text(0).strip();
      if (!row.text(3).isEmpty()) {
        throw table.unusable(row, "a cell too many; quote a reason that has commas");
      }
      if (entries.stream().anyMatch(other -> other.gate().equalsIgnoreCase(gate))) {
        throw table.unusable(row, gate + " has a limit already");
      }
      entries.add(new LimitLine(table.where(row), gate, row.text(1).strip()));
    }
    return entries;
  }
}
