package org.openhcpcs.source.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.Policy;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.TypedDate;

/**
 * Reads policies from CSV: a header with the columns code, source and identifier, and any of title,
 * url and effective, in any order, and a line per code and policy. In a url, {@code {identifier}}
 * and {@code {code}} stand for those of the line.
 */
public final class PolicyReader {

  private static final List<String> COLUMNS =
      List.of("code", "source", "identifier", "title", "url", "effective");
  private static final List<String> NEEDED = COLUMNS.subList(0, 3);

  private final SiteTable table;
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<PolicyLine> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<List<String>> seen = new HashSet<>();

  private PolicyReader(SiteTable table) {
    this.table = table;
  }

  /** A policy and the 1-based line that it ends on. */
  public record PolicyLine(int number, Policy policy) {}

  /**
   * What a file says.
   *
   * @param lines the policies in their order
   * @param problems why lines cannot be used: one sentence each, with file and line
   */
  public record PolicyLines(List<PolicyLine> lines, List<String> problems) {
    public PolicyLines {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a file in UTF-8 or windows-1252.
   *
   * @throws HcpcsException FILE_UNREADABLE if it is no CSV, or its header is another
   */
  public static PolicyLines read(String file, byte[] bytes) {
    PolicyReader reader =
        new PolicyReader(SiteTable.read(file, bytes, ErrorCode.FILE_UNREADABLE, COLUMNS));
    reader.readHeader(reader.table.header());
    reader.table.rows().forEach(reader::read);
    return new PolicyLines(reader.lines, reader.problems);
  }

  private void read(SheetRow row) {
    problem(row)
        .ifPresentOrElse(
            why -> problems.add(table.where(row) + ": " + why),
            () -> lines.add(new PolicyLine(row.number(), policy(row))));
  }

  private void readHeader(SheetRow row) {
    for (int column = 0; column < row.columns(); column++) {
      String name = clean(row.text(column)).toLowerCase(Locale.ROOT);
      if (!name.isEmpty()
          && (!COLUMNS.contains(name) || columns.putIfAbsent(name, column) != null)) {
        throw unusable(
            "%s is no column, or stands twice; the columns are %s"
                .formatted(name, String.join(",", COLUMNS)));
      }
    }
    for (String name : NEEDED) {
      if (!columns.containsKey(name)) {
        throw unusable(
            "no column %s; the columns are %s".formatted(name, String.join(",", COLUMNS)));
      }
    }
  }

  private HcpcsException unusable(String why) {
    return ErrorCode.FILE_UNREADABLE.failure("%s: %s", table.file(), why);
  }

  private Optional<String> problem(SheetRow row) {
    String code = code(row);
    String effective = cell(row, "effective");
    String url = url(row);
    if (!CodeShape.isOfAnyLevel(code)) {
      return Optional.of((code.isEmpty() ? "nothing" : code) + " is no code");
    }
    for (String name : NEEDED) {
      if (cell(row, name).isEmpty()) {
        return Optional.of("there is no " + name);
      }
    }
    if (!effective.isEmpty() && TypedDate.read(effective).isEmpty()) {
      return Optional.of(effective + " is no date; write YYYY-MM-DD");
    }
    if (!url.isEmpty() && !url.matches("https?://[^\\s\"'<>]+")) {
      return Optional.of(url + " is no link; it begins with https:// and has no blanks");
    }
    int last = columns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (!row.isBlankFrom(last + 1)) {
      return Optional.of("more cells than columns; put a text with commas between quotes");
    }
    if (!seen.add(List.of(code, cell(row, "source"), cell(row, "identifier")))) {
      return Optional.of("%s has the policy %s twice".formatted(code, cell(row, "identifier")));
    }
    return Optional.empty();
  }

  private Policy policy(SheetRow row) {
    LocalDate effective = TypedDate.read(cell(row, "effective")).orElse(null);
    return new Policy(
        code(row),
        cell(row, "source"),
        cell(row, "identifier"),
        orNull(cell(row, "title")),
        orNull(url(row)),
        effective);
  }

  private String code(SheetRow row) {
    return cell(row, "code").toUpperCase(Locale.ROOT);
  }

  private String url(SheetRow row) {
    return cell(row, "url")
        .replace("{identifier}", cell(row, "identifier").replace(" ", "%20"))
        .replace("{code}", code(row));
  }

  private String cell(SheetRow row, String column) {
    Integer place = columns.get(column);
    return place == null ? "" : clean(row.text(place));
  }

  private static String clean(String cell) {
    return cell.replace('\u00a0', ' ').strip();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
