package org.openhcpcs.web.report;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.web.Html;

/** Horizontal bars with their values, as SVG that takes its colours from the page. */
final class BarChart {

  private static final int WIDTH = 360;
  private static final int ROW = 22;
  private static final int TOP = 6;
  private static final int VALUE = 46;
  private static final double CHARACTER = 7.2;

  private final String id;
  private final String title;
  private final String style;
  private final List<String> labels = new ArrayList<>();
  private final List<Integer> values = new ArrayList<>();

  /**
   * @param id unique on the page
   * @param title plain text
   * @param style the class of the bars
   */
  BarChart(String id, String title, String style) {
    this.id = id;
    this.title = title;
    this.style = style;
  }

  void bar(String label, int value) {
    labels.add(label);
    values.add(value);
  }

  String html() {
    int most = Math.max(1, values.stream().mapToInt(value -> value).max().orElse(1));
    int label = (int) (CHARACTER * labels.stream().mapToInt(String::length).max().orElse(1)) + 10;
    double scale = (WIDTH - label - VALUE) / (double) most;
    int height = 2 * TOP + ROW * labels.size();
    StringBuilder svg = new StringBuilder();
    svg.append(Charts.open(id, title, description(), WIDTH, height));
    svg.append(
        "<path class=\"axis\" d=\"M%d %dV%d\"/>\n".formatted(label, TOP - 2, height - TOP + 2));
    for (int i = 0; i < labels.size(); i++) {
      int y = TOP + ROW * i;
      double length = values.get(i) * scale;
      svg.append(
          "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>"
              .formatted(label - 6, y + 16, Html.text(labels.get(i))));
      svg.append(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
              .formatted(style, label, y + 3, Charts.decimal(length), ROW - 6));
      svg.append(
          "<text x=\"%s\" y=\"%d\">%s</text>\n"
              .formatted(Charts.decimal(label + length + 5), y + 16, Html.number(values.get(i))));
    }
    return svg.append(Charts.close()).toString();
  }

  private String description() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      words.append(i == 0 ? "" : ", ").append(labels.get(i)).append(' ').append(values.get(i));
    }
    return words.append('.').toString();
  }
}
