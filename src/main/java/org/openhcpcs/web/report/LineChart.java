package org.openhcpcs.web.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.web.Html;

/**
 * A total over time, from zero up, as SVG that takes its colours from the page. The edition of the
 * report is marked.
 */
final class LineChart {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 200;
  private static final int LEFT = 46;

  /** Room for half the label of the first point. */
  private static final int INDENT = 24;

  private static final int RIGHT = 30;
  private static final int TOP = 24;
  private static final int BOTTOM = 26;

  /** Labels nearer to each other than that would touch. */
  private static final int LABEL_WIDTH = 46;

  private final String id;
  private final String title;
  private final List<Point> points = new ArrayList<>();

  LineChart(String id, String title) {
    this.id = id;
    this.title = title;
  }

  private record Point(String name, LocalDate day, int value, boolean isMarked) {}

  /** Adds an edition; they come by date. */
  void point(String name, LocalDate day, int value, boolean isMarked) {
    points.add(new Point(name, day, value, isMarked));
  }

  String html() {
    StringBuilder svg = new StringBuilder();
    svg.append(Charts.open(id, title, description(), WIDTH, HEIGHT));
    int step = step();
    int top = Math.max(step, (most() + step - 1) / step * step);
    for (int value = 0; value <= top; value += step) {
      String y = Charts.decimal(y(value, top));
      svg.append("<path class=\"grid\" d=\"M%d %sH%d\"/>".formatted(LEFT, y, WIDTH - RIGHT));
      svg.append(
          "<text class=\"label\" x=\"%d\" y=\"%s\">%s</text>\n"
              .formatted(LEFT - 6, Charts.decimal(y(value, top) + 4), Html.number(value)));
    }
    appendYears(svg);
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Charts.decimal(x(point)))
          .append(' ')
          .append(Charts.decimal(y(point.value(), top)));
    }
    svg.append("<path class=\"line\" d=\"").append(path).append("\"/>\n");
    for (Point point : points) {
      svg.append(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%d\"/>\n"
              .formatted(
                  point.isMarked() ? "point marked" : "point",
                  Charts.decimal(x(point)),
                  Charts.decimal(y(point.value(), top)),
                  point.isMarked() ? 6 : 3));
    }
    for (Point point : labelled()) {
      svg.append(
          "<text class=\"middle%s\" x=\"%s\" y=\"%s\">%s</text>\n"
              .formatted(
                  point.isMarked() ? " strong" : "",
                  Charts.decimal(x(point)),
                  Charts.decimal(y(point.value(), top) - 10),
                  Html.number(point.value())));
    }
    return svg.append(Charts.close()).toString();
  }

  private int most() {
    return points.stream().mapToInt(Point::value).max().orElse(0);
  }

  /** 1, 2 or 5 times a power of ten, so that there are two to five lines. */
  private int step() {
    int power = 1;
    while (most() / power >= 50) {
      power *= 10;
    }
    int lines = most() / power;
    return power * (lines > 25 ? 10 : lines > 10 ? 5 : lines > 4 ? 2 : 1);
  }

  private double x(Point point) {
    return x(point.day());
  }

  private double x(LocalDate day) {
    LocalDate first = points.get(0).day();
    long days = ChronoUnit.DAYS.between(first, points.get(points.size() - 1).day());
    double share = days == 0 ? 0.5 : ChronoUnit.DAYS.between(first, day) / (double) days;
    return LEFT + INDENT + share * (WIDTH - LEFT - RIGHT - INDENT);
  }

  private static double y(int value, int top) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / (double) top);
  }

  private void appendYears(StringBuilder svg) {
    int first = points.get(0).day().getYear();
    int last = points.get(points.size() - 1).day().getYear();
    double free = Double.NEGATIVE_INFINITY;
    for (int year = first; year <= last; year++) {
      LocalDate day = LocalDate.of(year, 1, 1);
      double x = points.size() == 1 ? x(points.get(0)) : x(day);
      if (x < LEFT || x < free) {
        continue;
      }
      free = x + LABEL_WIDTH;
      svg.append(
          "<text class=\"middle\" x=\"%s\" y=\"%d\">%d</text>\n"
              .formatted(Charts.decimal(x), HEIGHT - 8, year));
    }
  }

  /**
   * The points whose value is written: the report's own, the last and the first, if they have room.
   */
  private List<Point> labelled() {
    List<Point> wanted = new ArrayList<>();
    points.stream().filter(Point::isMarked).forEach(wanted::add);
    wanted.add(points.get(points.size() - 1));
    wanted.add(points.get(0));
    List<Point> placed = new ArrayList<>();
    for (Point point : wanted) {
      if (placed.stream().allMatch(other -> Math.abs(x(other) - x(point)) >= LABEL_WIDTH)) {
        placed.add(point);
      }
    }
    return placed;
  }

  private String description() {
    StringBuilder words = new StringBuilder();
    for (Point point : points) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(point.name())
          .append(": ")
          .append(point.value());
    }
    return words.append('.').toString();
  }
}
