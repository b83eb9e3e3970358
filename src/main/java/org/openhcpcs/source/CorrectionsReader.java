package org.openhcpcs.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.Severity;

/**
 * Reads {@code HCPC*_Corrections_*.xlsx}: a title, a header row with CODE and ACTION, and a row per
 * correction. What a row asks for is not read here.
 */
public final class CorrectionsReader implements SheetSink {

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern DATE_HEADER = Pattern.compile("(?i).*\\b(date|dt)\\b.*");

  private final String file;
  private final List<CorrectionRow> rows = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Integer, String> headers = new LinkedHashMap<>();
  private int codeColumn = -1;
  private int actionColumn = -1;
  private boolean headerFound;

  private CorrectionsReader(String file) {
    this.file = file;
  }

  /**
   * The corrections of one workbook.
   *
   * @param rows its rows, in its order
   * @param findings rows that name no code
   */
  public record Corrections(List<CorrectionRow> rows, List<Finding> findings) {}

  /**
   * Reads the corrections.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook or has no columns CODE and
   *     ACTION
   */
  public static Corrections read(String file, byte[] bytes) {
    CorrectionsReader reader = new CorrectionsReader(file);
    WorkbookReader.read(file, bytes, reader);
    if (!reader.headerFound) {
      throw new HcpcsException(
          ErrorCode.FILE_UNREADABLE, file + ": no corrections with the columns CODE and ACTION");
    }
    return new Corrections(List.copyOf(reader.rows), List.copyOf(reader.findings));
  }

  @Override
  public void sheet(String name) {
    codeColumn = -1; // each sheet has its own header
    actionColumn = -1;
    headers.clear();
  }

  @Override
  public boolean row(SheetRow row) {
    if (codeColumn < 0) {
      findHeader(row);
      return true;
    }
    String code = text(row, codeColumn).toUpperCase(Locale.ROOT);
    if (CodeShape.matches(code, Kind.PROCEDURE) || CodeShape.matches(code, Kind.MODIFIER)) {
      rows.add(new CorrectionRow(row.number(), code, text(row, actionColumn), cells(row)));
    } else if (!row.isBlank()) {
      findings.add(
          Finding.of(
                  Severity.WARNING,
                  "correction-row",
                  "a row of the corrections names no code; it was left out")
              .at(file, row.number())
              .observed(row.raw()));
    }
    return true;
  }

  private void findHeader(SheetRow row) {
    headers.clear();
    actionColumn = -1;
    int found = -1;
    for (int column = 0; column < row.columns(); column++) {
      String name = text(row, column);
      switch (name.toUpperCase(Locale.ROOT)) {
        case "CODE", "HCPCS", "HCPC", "HCPCS CODE", "HCPCS/MOD", "HCPCS/MODIFIER CODE" ->
            found = column;
        case "ACTION", "ACTION NEEDED", "CORRECTION" -> actionColumn = column;
        default -> {
          if (!name.isEmpty()) {
            headers.put(column, name);
          }
        }
      }
    }
    codeColumn = actionColumn >= 0 ? found : -1;
    headerFound |= codeColumn >= 0;
  }

  private Map<String, String> cells(SheetRow row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int column = 0; column < row.columns(); column++) {
      String text = text(row, column);
      if (column != codeColumn && column != actionColumn && !text.isEmpty()) {
        String header = headers.getOrDefault(column, "column " + (column + 1));
        cells.merge(header, date(row, column, header, text), (a, b) -> a + " " + b);
      }
    }
    return cells;
  }

  private static String date(SheetRow row, int column, String header, String text) {
    boolean serial =
        row.type(column) == SheetRow.CellType.NUMBER && DATE_HEADER.matcher(header).matches();
    return serial ? FieldReader.excelDate(text).map(LocalDate::toString).orElse(text) : text;
  }

  private static String text(SheetRow row, int column) {
    return BLANKS.matcher(row.text(column)).replaceAll(" ").strip();
  }
}
