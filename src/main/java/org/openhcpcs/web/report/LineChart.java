package org.openhcpcs.web.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openhcpcs.web.Words;

/**
 * A total over time, from zero up, as SVG that takes its colours from the page. The edition of the
 * report is marked.
 */
public final class LineChart {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 200; // as in the template
  private static final int LEFT = 54;

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

  /** A text or a line at a place of the picture. */
  public record Mark(String x, String y, String text, boolean isStrong) {}

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** The values that have a line across the picture. */
  public List<Mark> grid() {
    List<Mark> lines = new ArrayList<>();
    int step = step();
    for (int value = 0; value <= top(); value += step) {
      lines.add(new Mark(decimal(LEFT - 6), decimal(y(value, top())), Words.number(value), false));
    }
    return lines;
  }

  /** The line, as SVG draws it. */
  public String path() {
    StringBuilder path = new StringBuilder();
    for (Mark point : points()) {
      path.append(path.isEmpty() ? 'M' : 'L').append(point.x()).append(' ').append(point.y());
    }
    return path.toString();
  }

  public List<Mark> points() {
    return points.stream().map(this::mark).toList();
  }

  /** The points whose value is written. */
  public List<Mark> values() {
    return labelled().stream().map(this::mark).toList();
  }

  private Mark mark(Point point) {
    return new Mark(
        decimal(x(point)),
        decimal(y(point.value(), top())),
        Words.number(point.value()),
        point.isMarked());
  }

  private int top() {
    int step = step();
    return Math.max(step, (most() + step - 1) / step * step);
  }

  private static String decimal(double number) {
    return String.format("%.1f", number);
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

  /** The years below. */
  public List<Mark> years() {
    List<Mark> years = new ArrayList<>();
    int first = points.get(0).day().getYear();
    int last = points.get(points.size() - 1).day().getYear();
    double free = LEFT;
    for (int year = first; year <= last; year++) {
      double x = points.size() == 1 ? x(points.get(0)) : x(LocalDate.of(year, 1, 1));
      if (x >= free) {
        free = x + LABEL_WIDTH;
        years.add(new Mark(decimal(x), "", String.valueOf(year), false));
      }
    }
    return years;
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

  /** The picture in words. */
  public String description() {
    return points.stream()
        .map(point -> point.name() + ": " + point.value())
        .collect(Collectors.joining(", ", "", "."));
  }
}
