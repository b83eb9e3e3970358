package org.openhcpcs.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.web.Words;

/** Horizontal bars with their values. */
public final class BarChart {

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

  /**
   * A bar at its place.
   *
   * @param y of its upper side
   * @param text its value
   */
  public record Bar(String label, String text, int y, String length, String end) {}

  void bar(String label, int value) {
    labels.add(label);
    values.add(value);
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  public String style() {
    return style;
  }

  /** Where the bars begin. */
  public int axis() {
    return (int) (CHARACTER * labels.stream().mapToInt(String::length).max().orElse(1)) + 10;
  }

  public int height() {
    return 2 * TOP + ROW * labels.size();
  }

  public List<Bar> bars() {
    int most = Math.max(1, values.stream().mapToInt(value -> value).max().orElse(1));
    double scale = (WIDTH - axis() - VALUE) / (double) most;
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      double length = values.get(i) * scale;
      bars.add(
          new Bar(
              labels.get(i),
              Words.number(values.get(i)),
              TOP + ROW * i + 3,
              String.format("%.1f", length),
              String.format("%.1f", axis() + length + 5)));
    }
    return bars;
  }

  /** The picture in words. */
  public String description() {
    return bars().stream()
        .map(bar -> bar.label() + " " + bar.text().replace(",", ""))
        .collect(Collectors.joining(", ", "", "."));
  }
}
