package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.table.SheetSink;
import org.openhcpcs.source.table.WorkbookReader;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.FieldReader;

/**
 * Reads {@code HCPC*_Corrections_*.xlsx}: maybe a title, a header row, and a row per correction.
 * CMS names the columns otherwise every few years, so they are found by what their headers mean
 * and, where these do not tell, by what stands below them. What a row asks for is not read here.
 */
public final class CorrectionsReader implements SheetSink {

  private static final Pattern AROUND_CODE = Pattern.compile("^[^A-Z0-9]+|[^A-Z0-9]+$");
  private static final Pattern DATE_HEADER =
      Pattern.compile("(?i).*\\b(date|dt|eff|effective)\\b.*");

  /** {@code HCPCS/MOD Code}, {@code Procedure code or modifier}. */
  private static final Pattern CODE_HEADER =
      Pattern.compile(
          "(?i)(?=.*\\b(?:hcpcs?|codes?|mod(?:ifier)?s?)\\b)(?:\\W*\\b(?:hcpcs?|codes?|mod(?:ifier)?s?"
              + "|proc(?:edure)?|level|ii|or|and|number|no)\\b)+\\W*");

  /** {@code ACTION}, {@code Correction needed}, {@code Type of change}; no item of a record. */
  private static final Pattern ACTION_HEADER =
      Pattern.compile(
          "(?i)(?!.*\\b(?:code|cd|date|dt|eff|effective|desc\\w*|cov\\w*|pric\\w*|tos|betos|20\\d\\d)\\b)"
              + ".*\\b(?:actions?|corrections?|changes?|revisions?|instructions?|updates?)\\b.*");

  /** The words that corrections begin with. */
  private static final Pattern ACTION_TEXT =
      Pattern.compile(
          "(?i)\\W*(?:add|new|delete|remove|terminat|discontinu|revis|chang|correct|updat|revert|re-?activat|restor"
              + "|reinstat|do not|replac)\\w*\\b.*");

  /** So many rows may stand above those with corrections. */
  private static final int MOST_ABOVE = 50;

  private final String file;
  private final List<CorrectionRow> rows = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Integer, String> headers = new LinkedHashMap<>();
  private final List<SheetRow> above = new ArrayList<>();
  private int linesBefore; // so that no two rows of a workbook have one number
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
  public record CorrectionRows(List<CorrectionRow> rows, List<Finding> findings) {}

  /**
   * Reads the corrections.
   *
   * @throws HcpcsException FILE_UNREADABLE if the file is no workbook or has no columns CODE and
   *     ACTION
   */
  public static CorrectionRows read(String file, byte[] bytes) {
    CorrectionsReader reader = new CorrectionsReader(file);
    WorkbookReader.read(file, bytes, reader);
    reader.readAbove();
    if (!reader.headerFound) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no corrections with a column of codes and one that says what to do (ACTION)", file);
    }
    return new CorrectionRows(List.copyOf(reader.rows), List.copyOf(reader.findings));
  }

  @Override
  public void sheet(String name) {
    readAbove();
    above.clear();
    linesBefore = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).line();
    codeColumn = -1; // each sheet has its own header
    actionColumn = -1;
    headers.clear();
  }

  @Override
  public boolean row(SheetRow row) {
    if (codeColumn >= 0) {
      readRow(row);
    } else if (column(row, CODE_HEADER) >= 0 && column(row, ACTION_HEADER) >= 0) {
      setHeader(row, column(row, CODE_HEADER), column(row, ACTION_HEADER));
      above.clear();
    } else if (above.size() < MOST_ABOVE) {
      above.add(row);
      if (above.size() == MOST_ABOVE) {
        readAbove();
      }
    }
    return true;
  }

  private void readRow(SheetRow row) {
    String code = code(row, codeColumn);
    if (CodeShape.matches(code)) {
      rows.add(
          new CorrectionRow(linesBefore + row.number(), code, row.words(actionColumn), cells(row)));
    } else if (!row.isBlank()) {
      findings.add(
          Finding.warning(
                  "correction-row", "a row of the corrections names no code; it was left out")
              .at(file, linesBefore + row.number())
              .observed(row.raw()));
    }
  }

  /** The first column whose header is of a kind; that of ACTION itself before any other. */
  private static int column(SheetRow row, Pattern header) {
    int found = -1;
    for (int column = 0; column < row.columns(); column++) {
      String name = row.words(column);
      if (name.equalsIgnoreCase("action") && header == ACTION_HEADER) {
        return column;
      }
      found = found < 0 && header.matcher(name).matches() ? column : found;
    }
    return found;
  }

  /**
   * Finds the columns of a sheet whose headers do not tell both by what most cells below them hold,
   * and reads its rows. The header is the row above the first code; without one there are no
   * corrections.
   */
  private void readAbove() {
    List<SheetRow> sheet = List.copyOf(above);
    int codes =
        fullest(sheet, -1, CODE_HEADER, (row, column) -> CodeShape.matches(code(row, column)));
    int header = -1;
    while (codes >= 0
        && header + 1 < sheet.size()
        && !CodeShape.matches(code(sheet.get(header + 1), codes))) {
      header++;
    }
    int actions =
        fullest(
            sheet,
            codes,
            ACTION_HEADER,
            (row, column) -> ACTION_TEXT.matcher(row.words(column)).matches());
    if (header >= 0 && header + 1 < sheet.size() && actions >= 0) {
      above.clear();
      setHeader(sheet.get(header), codes, actions);
      sheet.subList(header + 1, sheet.size()).forEach(this::readRow);
    }
  }

  /** One cell alone is above the table, not of it. */
  private static boolean isTitle(SheetRow row) {
    return IntStream.range(0, row.columns()).filter(i -> !row.words(i).isEmpty()).count() < 2;
  }

  private void setHeader(SheetRow row, int code, int action) {
    codeColumn = code;
    actionColumn = action;
    headerFound = true;
    headers.clear();
    for (int column = 0; column < row.columns(); column++) {
      String name = row.words(column);
      if (!name.isEmpty()) {
        headers.put(column, name);
      }
    }
  }

  /** What tells the cells of a column. */
  private interface CellTest {
    boolean matches(SheetRow row, int column);
  }

  /**
   * The column that a header of a kind names, else the one that holds most of what passes a test,
   * and little else; none is -1.
   */
  private static int fullest(List<SheetRow> sheet, int other, Pattern header, CellTest test) {
    int fullest = -1;
    long most = 0;
    int columns = sheet.stream().mapToInt(SheetRow::columns).max().orElse(0);
    for (int i = 0; i < columns; i++) {
      int column = i;
      long named =
          sheet.stream()
              .filter(row -> !isTitle(row) && header.matcher(row.words(column)).matches())
              .count();
      long cells = sheet.stream().filter(row -> !row.words(column).isEmpty()).count();
      long passed = sheet.stream().filter(row -> test.matches(row, column)).count();
      long weight = named > 0 ? Long.MAX_VALUE : passed * 2 >= cells ? passed : 0;
      if (column != other && weight > most) {
        fullest = column;
        most = weight;
      }
    }
    return fullest;
  }

  /** A cell as a code, without the marks that point to a foot note. */
  private static String code(SheetRow row, int column) {
    return AROUND_CODE.matcher(row.words(column).toUpperCase(Locale.ROOT)).replaceAll("");
  }

  private Map<String, String> cells(SheetRow row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int column = 0; column < row.columns(); column++) {
      String text = row.words(column);
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
}
