package org.openhcpcs.source.site;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.history.Identity;
import org.openhcpcs.source.table.CsvReader;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.text.CodeShape;

/**
 * Reads {@code meanings.csv}, the list of what people decided on the meaning of reused codes: a
 * header {@code code,edition,meaning,reason}, perhaps with {@code who} behind it, and a line per
 * decision.
 */
public final class MeaningsReader implements SheetSink {

  private static final String WHO = "who";
  private static final List<String> HEADER = List.of("code", "edition", "meaning", "reason");

  private final String file;
  private final Set<Identity.Reviewed> decisions = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private boolean headerRead;
  private boolean hasWho;

  private MeaningsReader(String file) {
    this.file = file;
  }

  /**
   * Reads the list.
   *
   * @throws HcpcsException FILE_UNREADABLE with the line that cannot be used; a list is used whole
   *     or not at all
   */
  public static Set<Identity.Reviewed> read(String file, byte[] bytes) {
    MeaningsReader reader = new MeaningsReader(file);
    CsvReader.read(file, bytes, reader);
    if (!reader.headerRead) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: empty; its first line is %s", file, line(HEADER));
    }
    return reader.decisions;
  }

  @Override
  public void sheet(String name) {
    // a CSV file is one
  }

  @Override
  public boolean row(SheetRow row) {
    List<String> cells =
        List.of(cell(row, 0), cell(row, 1), cell(row, 2), row.text(3).strip(), row.text(4).strip());
    if (!headerRead) {
      headerRead = true;
      hasWho = cells.get(4).equals(WHO);
      if (!cells.subList(0, 4).equals(HEADER) || !(hasWho || cells.get(4).isEmpty())) {
        throw unusable(row, "the first line is " + line(HEADER));
      }
    } else if (!row.isBlank()) {
      add(row, cells);
    }
    return true;
  }

  private void add(SheetRow row, List<String> cells) {
    String code = cells.get(0).toUpperCase(Locale.ROOT);
    Optional<Edition> edition = Edition.parse(cells.get(1));
    if (!CodeShape.matches(code, Kind.PROCEDURE) && !CodeShape.matches(code, Kind.MODIFIER)) {
      throw unusable(row, code + " is no code");
    }
    if (edition.isEmpty()) {
      throw unusable(row, cells.get(1) + " is no edition; write YYYY-MM");
    }
    Identity.Sameness verdict =
        switch (cells.get(2)) {
          case "same" -> Identity.Sameness.SAME;
          case "new" -> Identity.Sameness.NEW;
          default -> throw unusable(row, "the meaning is same or new, not " + cells.get(2));
        };
    String behind = hasWho ? row.text(5) : cells.get(4);
    if (cells.get(3).isEmpty() || !behind.isBlank()) {
      throw unusable(
          row,
          "a reason belongs into the fourth column, "
              + (hasWho ? "who decided into the fifth" : "the last"));
    }
    if (!seen.add(code + " " + edition.get())) {
      throw unusable(row, code + " in " + edition.get() + " is decided twice");
    }
    decisions.add(
        new Identity.Reviewed(
            code,
            edition.get(),
            verdict,
            cells.get(3),
            Optional.of(cells.get(4)).filter(who -> !who.isEmpty())));
  }

  private static String cell(SheetRow row, int column) {
    return row.text(column).strip().toLowerCase(Locale.ROOT);
  }

  private static String line(List<String> cells) {
    return String.join(",", cells);
  }

  private HcpcsException unusable(SheetRow row, String why) {
    return ErrorCode.FILE_UNREADABLE.failure("%s line %d: %s", file, row.number(), why);
  }
}
