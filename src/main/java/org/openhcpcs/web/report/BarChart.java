package org.openhcpcs.web.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.web.Words;

/**
 * Horizontal bars with their values.
 *
 * @param id unique on the page
 * @param title plain text
 * @param style the class of the bars
 */
public record BarChart(String id, String title, String style, List<Labeled> values) {

  private static final int WIDTH = 360;
  private static final int ROW = 22;
  private static final int TOP = 6;
  private static final int VALUE = 46;
  private static final double CHARACTER = 7.2;

  /** What a bar shows. */
  public record Labeled(String label, int value) {}

  /**
   * A bar at its place.
   *
   * @param y of its upper side
   * @param text its value
   */
  public record Bar(String label, String text, int y, String length, String end) {}

  /** Where the bars begin. */
  public int axis() {
    return (int) (CHARACTER * values.stream().mapToInt(bar -> bar.label().length()).max().orElse(1))
        + 10;
  }

  public int height() {
    return 2 * TOP + ROW * values.size();
  }

  public List<Bar> bars() {
    int most = Math.max(1, values.stream().mapToInt(Labeled::value).max().orElse(1));
    double scale = (WIDTH - axis() - VALUE) / (double) most;
    List<Bar> bars = new ArrayList<>();
    for (Labeled each : values) {
      double length = each.value() * scale;
      bars.add(
          new Bar(
              each.label(),
              Words.number(each.value()),
              TOP + ROW * bars.size() + 3,
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
