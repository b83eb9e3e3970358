package org.openhcpcs.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openhcpcs.web.Html;

/** A table of the page. The cells are HTML. A script makes it sort and filter; it reads without. */
final class PageTable {

  /** So many rows fit a screen or two; longer tables scroll by themselves and begin closed. */
  static final int FEW_ROWS = 60;

  private final String name;
  private final List<Heading> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param name what the table lists, as plain text
   */
  PageTable(String name, Heading... columns) {
    this.name = name;
    this.columns = List.of(columns);
  }

  /** How wide a column is, and how its values sort. */
  enum Width {
    CODE,
    WORD,
    DATE,
    NUMBER,
    NAME,
    PHRASE,
    TEXT
  }

  /** A column; its title is plain text. */
  record Heading(String title, Width width) {}

  static Heading column(String title, Width width) {
    return new Heading(title, width);
  }

  /** Adds a row: as many cells as there are columns. */
  void row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells in " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
  }

  int size() {
    return rows.size();
  }

  /**
   * The table below a line that opens and closes it, open if it is short; nothing if it is empty.
   */
  String folded() {
    return rows.isEmpty()
        ? ""
        : "<details%s><summary>%s <span class=\"count\">%s</span></summary>\n%s</details>\n"
            .formatted(
                rows.size() <= FEW_ROWS ? " open" : "",
                Html.text(name),
                Html.number(rows.size()),
                html());
  }

  /** The table. */
  String html() {
    boolean isLong = rows.size() > FEW_ROWS;
    StringBuilder html = new StringBuilder();
    html.append(
        "<div class=\"scroll%s\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n<table%s>\n"
            .formatted(isLong ? " long" : "", Html.text(name), isWide() ? " class=\"wide\"" : ""));
    html.append("<caption>").append(Html.text(name)).append("</caption>\n<colgroup>");
    for (Heading column : columns) {
      html.append("<col class=\"").append(css(column)).append("\">");
    }
    html.append("</colgroup>\n<thead><tr>");
    for (Heading column : columns) {
      html.append(
          column.width() == Width.NUMBER
              ? "<th scope=\"col\" class=\"number\">"
              : "<th scope=\"col\">");
      html.append(Html.text(column.title())).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=\"row\">").append(row.get(0));
      for (int i = 1; i < row.size(); i++) {
        html.append(columns.get(i).width() == Width.NUMBER ? "<td class=\"number\">" : "<td>");
        html.append(row.get(i));
      }
      html.append('\n'); // the end tags of cells and rows may be left out
    }
    return html.append("</tbody>\n</table>\n</div>\n").toString();
  }

  private boolean isWide() {
    return columns.stream().anyMatch(column -> column.width() == Width.TEXT) && columns.size() > 3;
  }

  private static String css(Heading column) {
    return column.width().name().toLowerCase(Locale.ROOT);
  }
}
