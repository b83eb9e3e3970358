package org.openhcpcs.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.Query;

/**
 * Rows for people: a table if it fits the width, else one block per row with a line per column. The
 * last column of a table may be wrapped to make it fit. The first rows decide; of a result of any
 * length no more than those are held, and a later value that is wider moves what stands behind it.
 */
final class TextRows implements RowFormat.RowPrinter {

  private static final int NARROWEST_WRAPPED_COLUMN = 24;
  private static final int DECIDING_ROWS = 1000;

  private final Terminal terminal;
  private final List<List<String>> rows = new ArrayList<>();
  private List<Query.Column> columns = List.of();
  private int @Nullable [] layout;
  private long count;

  TextRows(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void columns(List<Query.Column> newColumns) {
    columns = List.copyOf(newColumns);
  }

  @Override
  public void row(List<@Nullable String> values) {
    List<String> row = new ArrayList<>(values.size());
    for (String value : values) {
      row.add(value == null ? "" : value);
    }
    count++;
    if (layout != null) {
      printOne(row, layout);
      return;
    }
    rows.add(row);
    if (rows.size() == DECIDING_ROWS) {
      begin();
    }
  }

  @Override
  public void close() {
    if (columns.isEmpty()) {
      return;
    }
    if (layout == null) {
      begin();
    }
    terminal.out().println(count == 1 ? "(1 row)" : "(" + count + " rows)");
  }

  /** Decides on the form, and prints the rows so far in it. */
  private void begin() {
    int[] widths = widths();
    int last = widths.length - 1;
    int before = 0;
    for (int i = 0; i < last; i++) {
      before += widths[i] + 2;
    }
    int left = terminal.width() - before;
    if (left >= Math.min(widths[last], NARROWEST_WRAPPED_COLUMN)) {
      widths[last] = Math.min(widths[last], left);
      printHeader(widths);
    } else {
      widths = new int[0];
    }
    int[] decided = widths;
    layout = decided;
    rows.forEach(row -> printOne(row, decided));
    rows.clear();
  }

  /** A row of the table, or a block where no widths say that it is one. */
  private void printOne(List<String> row, int[] widths) {
    if (widths.length == 0) {
      printBlock(row);
    } else {
      printRow(row, widths);
    }
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).name().length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private void printHeader(int[] widths) {
    printRow(columns.stream().map(Query.Column::name).toList(), widths);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    printRow(rule, widths);
  }

  private void printRow(List<String> values, int[] widths) {
    int last = widths.length - 1;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < last; i++) {
      boolean number = columns.get(i).type() == Query.ColumnType.NUMBER;
      String padding = " ".repeat(Math.max(0, widths[i] - values.get(i).length()));
      line.append(number ? padding + values.get(i) : values.get(i) + padding).append("  ");
    }
    int indent = line.length();
    List<String> wrapped = Wrap.lines(values.get(last), widths[last]);
    line.append(wrapped.get(0));
    terminal.out().println(line.toString().stripTrailing());
    wrapped.stream().skip(1).forEach(more -> terminal.out().println(" ".repeat(indent) + more));
  }

  private void printBlock(List<String> row) {
    int name = columns.stream().mapToInt(column -> column.name().length()).max().orElse(0);
    for (int i = 0; i < row.size(); i++) {
      List<String> wrapped =
          Wrap.lines(row.get(i), Math.max(terminal.width() - name - 2, NARROWEST_WRAPPED_COLUMN));
      String label = columns.get(i).name();
      terminal
          .out()
          .println(
              (label + " ".repeat(name + 2 - label.length()) + wrapped.get(0)).stripTrailing());
      wrapped.stream().skip(1).forEach(more -> terminal.out().println(" ".repeat(name + 2) + more));
    }
    terminal.out().println();
  }
}
