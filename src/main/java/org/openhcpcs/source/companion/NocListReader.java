package org.openhcpcs.source.companion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.WorkbookReader;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.FieldReader;

/** Reads {@code NOC_Codes_*.xlsx}, the list of codes for what is not otherwise classified. */
public final class NocListReader implements SheetSink {

  private final String file;
  private final List<NocCode> codes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int lastRow;
  private Map<String, Integer> columns = Map.of();

  private NocListReader(String file) {
    this.file = file;
  }

  /**
   * The list.
   *
   * @param codes its codes, in its order
   * @param findings what was noticed
   */
  public record NocList(List<NocCode> codes, List<Finding> findings) {}

  /**
   * Reads the list.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook or has no such list
   */
  public static NocList read(String file, byte[] bytes) {
    NocListReader reader = new NocListReader(file);
    WorkbookReader.read(file, bytes, reader);
    if (reader.codes.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure("%s: no list of codes with a column HCPCS", file);
    }
    return new NocList(List.copyOf(reader.codes), List.copyOf(reader.findings));
  }

  @Override
  public void sheet(String name) {
    columns = Map.of(); // each list has its own header; what lies in other sheets is no list
  }

  @Override
  public boolean row(SheetRow row) {
    if (columns.isEmpty()) {
      findHeader(row);
      return true;
    }
    String code = row.words(column("HCPCS"));
    boolean isCode = CodeShape.matches(code);
    if (isCode && isRestOfLast(row, code)) {
      addToLast(row);
    } else if (isCode && !seen.add(code)) {
      findings.add(
          Finding.warning("noc-duplicate", "the list names the code twice; the first row counts")
              .about(code)
              .at(file, row.number())
              .observed(row.raw()));
    } else if (isCode) {
      lastRow = row.number();
      codes.add(
          new NocCode(
              code,
              FieldReader.strip(row.text(column("LONG DESCRIPTION"))),
              date(row, "ADD DATE", Field.ADDED_DATE),
              date(row, "TERM DATE", Field.TERMINATION_DATE),
              row.number()));
    } else if (!row.isBlank()) {
      findings.add(
          Finding.warning("noc-row", "a row of the list names no code; it was left out")
              .at(file, row.number())
              .observed(row.raw()));
    }
    return true;
  }

  /** CMS breaks long texts over rows: the next row has the same code and no dates. */
  private boolean isRestOfLast(SheetRow row, String code) {
    return !codes.isEmpty()
        && codes.get(codes.size() - 1).code().equals(code)
        && lastRow == row.number() - 1
        && row.text(column("ADD DATE")).isBlank()
        && row.text(column("TERM DATE")).isBlank();
  }

  private void addToLast(SheetRow row) {
    lastRow = row.number();
    NocCode last = codes.remove(codes.size() - 1);
    String rest = FieldReader.strip(row.text(column("LONG DESCRIPTION")));
    codes.add(
        new NocCode(
            last.code(),
            FieldReader.strip(last.longDescription() + " " + rest),
            last.addedDate(),
            last.terminationDate(),
            last.row()));
  }

  private void findHeader(SheetRow row) {
    Map<String, Integer> places = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (int column = 0; column < row.columns(); column++) {
      String name = row.words(column).toUpperCase(Locale.ROOT);
      String field =
          switch (name) {
            case "HCPCS", "HCPC", "CODE", "HCPCS CODE" -> "HCPCS";
            case "LONG DESCRIPTION", "LONG DESC", "DESCRIPTION" -> "LONG DESCRIPTION";
            case "ADD DATE", "ADD DT", "ADDED DATE" -> "ADD DATE";
            case "TERM DATE", "TERM DT", "TERMINATION DATE" -> "TERM DATE";
            default -> "";
          };
      boolean isTaken = !field.isEmpty() && places.putIfAbsent(field, column) == null;
      if (!isTaken && !name.isEmpty()) {
        unknown.add(name);
      }
    }
    boolean isHeader = places.keySet().containsAll(Set.of("HCPCS", "LONG DESCRIPTION"));
    columns = isHeader ? places : Map.of();
    if (isHeader && !unknown.isEmpty()) {
      findings.add(
          Finding.warning(
                  "noc-column",
                  "the list has columns that are not known, or second ones of a field; they were left out")
              .at(file, row.number())
              .observed(String.join(", ", unknown)));
    }
  }

  private int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  private @Nullable String date(SheetRow row, String name, Field field) {
    int column = column(name);
    String raw = row.text(column);
    FieldReader.FieldValue result =
        row.type(column) == SheetRow.CellType.NUMBER
            ? FieldReader.readNumberCell(field, raw)
            : FieldReader.read(field, raw);
    if (result.finding().isPresent() && result.value().isEmpty()) {
      // not of the record, which the edition need not have
      findings.add(
          Finding.warning("noc-date", "a date of the list is none; it was left empty")
              .about(row.words(column("HCPCS")))
              .at(file, row.number())
              .in(field, raw)
              .expected("YYYYMMDD or blank"));
    }
    return result.value().isEmpty() ? null : result.value();
  }
}
