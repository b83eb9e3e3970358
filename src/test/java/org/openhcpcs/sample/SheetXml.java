package org.openhcpcs.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes sheets as SpreadsheetML, with the shared strings that they refer to. One object writes one
 * workbook.
 */
final class SheetXml {

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

  private final Map<String, Integer> strings = new LinkedHashMap<>();

  /** The part of one sheet; adds its texts to the shared strings. */
  String sheet(Sheet sheet) {
    StringBuilder xml =
        new StringBuilder(HEAD).append("<worksheet ").append(MAIN).append("><sheetData>");
    int number = 0;
    for (List<Cell> row : sheet.rows()) {
      number++;
      if (!row.isEmpty()) {
        row(xml, number, row);
      }
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  /** The part of the shared strings, once all sheets are written. */
  String sharedStrings() {
    StringBuilder xml = new StringBuilder(HEAD).append("<sst ").append(MAIN);
    xml.append(" uniqueCount=\"").append(strings.size()).append("\">");
    for (String text : strings.keySet()) {
      xml.append("<si><t xml:space=\"preserve\">").append(escape(text)).append("</t></si>");
    }
    return xml.append("</sst>").toString();
  }

  private void row(StringBuilder xml, int number, List<Cell> cells) {
    xml.append("<row r=\"").append(number).append("\">");
    int column = 0;
    for (Cell cell : cells) {
      column++;
      if (!cell.equals(Cell.BLANK)) {
        xml.append("<c r=\"").append(letters(column)).append(number).append('"');
        content(xml, cell);
        xml.append("</v></c>");
      }
    }
    xml.append("</row>");
  }

  private void content(StringBuilder xml, Cell cell) {
    if (cell instanceof Cell.Text text) {
      xml.append(" t=\"s\"><v>").append(index(text.text()));
    } else if (cell instanceof Cell.Numeric number) {
      xml.append("><v>").append(number.value());
    } else if (cell instanceof Cell.Day day) {
      xml.append(" s=\"1\"><v>").append(day.serial());
    }
  }

  private int index(String text) {
    Integer known = strings.putIfAbsent(text, strings.size());
    return known == null ? strings.size() - 1 : known;
  }

  /** The letters of a column, 1 upwards: A to Z, AA to ZZ. */
  private static String letters(int column) {
    int index = column - 1;
    String last = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? last : (char) ('A' + index / 26 - 1) + last;
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
