package org.openhcpcs.source.table;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.openhcpcs.source.text.FieldReader;

/**
 * One row of a workbook or CSV file, as text by column. Numbers are written without an exponent or
 * a trailing {@code .0}; a cell that holds an error says which.
 */
public final class SheetRow {

  private static final int MAX_COLUMNS = 256;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

  private final int number;
  private String[] texts = new String[64];
  private CellType[] types = new CellType[64];
  private int columns;

  /** What a cell holds. */
  public enum CellType {
    TEXT,
    NUMBER,
    ERROR
  }

  /**
   * @param number the row's number in the sheet, 1-based
   */
  public SheetRow(int number) {
    this.number = number;
    Arrays.fill(texts, "");
    Arrays.fill(types, CellType.TEXT);
  }

  /** The row up to a column, counted from 0, without it. */
  public SheetRow until(int column) {
    SheetRow begin = new SheetRow(number);
    for (int i = 0; i < Math.min(column, columns); i++) {
      begin.set(i, types[i], texts[i]);
    }
    return begin;
  }

  /** The row's number in the sheet, 1-based. */
  public int number() {
    return number;
  }

  /** One more than the last column that was set. */
  public int columns() {
    return columns;
  }

  /** Sets a cell; columns count from 0, and those beyond any that CMS uses are ignored. */
  void set(int column, CellType type, String text) {
    if (column < 0 || column >= MAX_COLUMNS) {
      return;
    }
    if (column >= texts.length) {
      int old = texts.length;
      texts = Arrays.copyOf(texts, MAX_COLUMNS);
      types = Arrays.copyOf(types, MAX_COLUMNS);
      Arrays.fill(texts, old, MAX_COLUMNS, "");
      Arrays.fill(types, old, MAX_COLUMNS, CellType.TEXT);
    }
    texts[column] = text;
    types[column] = type;
    columns = Math.max(columns, column + 1);
  }

  /**
   * The cell's text, with the symbol of a dead byte in its place; empty for a cell that is blank or
   * missing.
   */
  public String text(int column) {
    return FieldReader.storable(content(column));
  }

  /**
   * What a name or a code in a cell says: in one line, and without blanks of any kind around it.
   */
  public String words(int column) {
    return BLANKS.matcher(text(column)).replaceAll(" ").strip();
  }

  /** The cell's text as it stands in the file. */
  public String content(int column) {
    return column >= 0 && column < columns ? texts[column] : "";
  }

  public CellType type(int column) {
    return column >= 0 && column < columns ? types[column] : CellType.TEXT;
  }

  public boolean isBlank() {
    return isBlankFrom(0);
  }

  /** Whether no cell from a column on, counted from 0, holds anything. */
  public boolean isBlankFrom(int column) {
    for (int i = column; i < columns; i++) {
      if (!texts[i].isBlank()) {
        return false;
      }
    }
    return true;
  }

  /** The whole row, cells joined by tabs: what is kept of a row that a finding points at. */
  public String raw() {
    return raw(0);
  }

  /** The row from a column on, counted from 0. */
  public String raw(int column) {
    return String.join("\t", Arrays.asList(texts).subList(Math.min(column, columns), columns))
        .stripTrailing();
  }
}
