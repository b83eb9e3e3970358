package org.openhcpcs.source.table;

import java.util.ArrayList;
import java.util.List;

/** Hears a workbook and remembers every cell that holds something. */
public final class RecordedSheets implements SheetSink {

  /**
   * A cell.
   *
   * @param row 1-based
   * @param column 0-based
   */
  public record Cell(String sheet, int row, int column, SheetRow.CellType type, String text) {}

  private final List<String> sheets = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private int rows;

  public static RecordedSheets of(byte[] bytes) {
    RecordedSheets recorded = new RecordedSheets();
    WorkbookReader.read("a.xlsx", bytes, recorded);
    return recorded;
  }

  public List<String> sheets() {
    return sheets;
  }

  public List<Cell> cells() {
    return cells;
  }

  /** How many rows were passed. */
  int rows() {
    return rows;
  }

  @Override
  public void sheet(String name) {
    sheets.add(name);
  }

  @Override
  public boolean row(SheetRow row) {
    rows++;
    for (int column = 0; column < row.columns(); column++) {
      if (!row.text(column).isEmpty()) {
        cells.add(
            new Cell(
                sheets.get(sheets.size() - 1),
                row.number(),
                column,
                row.type(column),
                row.text(column)));
      }
    }
    return true;
  }
}
