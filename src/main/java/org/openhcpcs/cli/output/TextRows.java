package org.openhcpcs.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;

/**
 * Rows for people: a table if it fits the width, else one block per row with a line per column.
 * Columns of text are wrapped to make it fit, the widest first. The first rows decide; of a result
 * of any length no more than those are held, and a later word that is wider moves what stands
 * behind it.
 */
final class TextRows implements RowQuery.RowPrinter {

  private static final int NARROWEST_WRAPPED_COLUMN = 20;
  private static final int GAP = 2;
  private static final int DECIDING_ROWS = 1000;

  private final Terminal terminal;
  private final List<List<String>> rows = new ArrayList<>();
  private List<RowQuery.ResultColumn> columns = List.of();
  private int @Nullable [] layout;
  private long count;

  TextRows(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void columns(List<RowQuery.ResultColumn> newColumns) {
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
    terminal.print(count == 1 ? "(1 row)" : "(" + count + " rows)");
  }

  /** Decides on the form, and prints the rows so far in it. */
  private void begin() {
    int[] decided = fitted(widths(false));
    if (decided.length > 0) {
      printHeader(decided);
    }
    layout = decided;
    rows.forEach(row -> printOne(row, decided));
    rows.clear();
  }

  /** The widths of a table that fits, given those that the values would have; none if none fits. */
  private int[] fitted(int[] natural) {
    int[] words = widths(true);
    int[] widths = natural.clone();
    int left = terminal.width() - GAP * (widths.length - 1);
    for (int width : widths) {
      left -= width;
    }
    while (left < 0) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        int least = Math.min(natural[i], NARROWEST_WRAPPED_COLUMN);
        if (i < widths.length - 1) {
          least = Math.max(least, words[i]); // a wider word would move what stands behind it
        }
        if (widths[i] > least
            && columns.get(i).type() == RowQuery.ColumnType.TEXT
            && (widest < 0 || widths[i] >= widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return new int[0];
      }
      widths[widest]--;
      left++;
    }
    return widths;
  }

  /** A row of the table, or a block where no widths say that it is one. */
  private void printOne(List<String> row, int[] widths) {
    if (widths.length == 0) {
      printBlock(row);
    } else {
      printRow(row, widths);
    }
  }

  /** How wide each column is: its widest line, or its widest word. */
  private int[] widths(boolean ofWords) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).name().length();
      for (List<String> row : rows) {
        for (String part : row.get(i).split(ofWords ? "\\s" : "\\R", -1)) {
          widths[i] = Math.max(widths[i], part.length());
        }
      }
    }
    return widths;
  }

  private void printHeader(int[] widths) {
    terminal.print(
        terminal.heading(
            line(columns.stream().map(RowQuery.ResultColumn::name).toList(), widths)
                .stripTrailing()));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    terminal.print(line(rule, widths));
  }

  private void printRow(List<String> values, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int lines = 0;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Wrap.lines(values.get(i), widths[i]));
      lines = Math.max(lines, wrapped.get(i).size());
    }
    for (int k = 0; k < lines; k++) {
      List<String> parts = new ArrayList<>();
      for (List<String> each : wrapped) {
        parts.add(k < each.size() ? each.get(k) : "");
      }
      terminal.print(line(parts, widths).stripTrailing());
    }
  }

  private String line(List<String> values, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - values.get(i).length()));
      boolean isLast = i == widths.length - 1;
      boolean number = columns.get(i).type() == RowQuery.ColumnType.NUMBER && !isLast;
      line.append(number ? padding + values.get(i) : values.get(i) + padding)
          .append(isLast ? "" : " ".repeat(GAP));
    }
    return line.toString();
  }

  private void printBlock(List<String> row) {
    int name = columns.stream().mapToInt(column -> column.name().length()).max().orElse(0);
    for (int i = 0; i < row.size(); i++) {
      List<String> wrapped =
          Wrap.lines(row.get(i), Math.max(terminal.width() - name - GAP, NARROWEST_WRAPPED_COLUMN));
      String label = columns.get(i).name();
      String value = " ".repeat(name + GAP - label.length()) + wrapped.get(0);
      terminal.print(terminal.heading(label) + value.stripTrailing());
      wrapped.stream().skip(1).forEach(more -> terminal.print(" ".repeat(name + GAP) + more));
    }
    terminal.out().println();
  }
}
