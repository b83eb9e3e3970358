package org.openhcpcs.cli.output;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.database.RowQuery;
import org.openhcpcs.web.WordDiff;

/**
 * Changes for people: what changed, and from what to what, in one column. Of descriptions only the
 * words that changed are marked, if both texts can be read from that.
 */
public record ChangeLines(RowQuery.RowPrinter lines) implements RowQuery.RowPrinter {

  private static final List<RowQuery.ResultColumn> COLUMNS =
      RowQuery.ResultColumn.texts("edition", "code", "action", "effective_on", "silent", "change");

  @Override
  public void columns(List<RowQuery.ResultColumn> columns) {
    lines.columns(COLUMNS);
  }

  /**
   * Takes edition, code, change, field, action, effective_on, silent, old_value, new_value,
   * after_gap.
   */
  @Override
  public void row(List<@Nullable String> row) {
    lines.row(
        List.of(
            text(row, 0),
            text(row, 1),
            text(row, 4),
            text(row, 5),
            text(row, 6).equals("t") ? "silent" : "",
            (text(row, 9).equals("t") ? "after a gap: " : "")
                + change(text(row, 2), text(row, 3), text(row, 7), text(row, 8))));
  }

  @Override
  public void close() {
    lines.close();
  }

  private static String change(String change, String field, String older, String newer) {
    if (field.isEmpty()) {
      return change;
    }
    String values = field.endsWith("_description") ? words(older, newer) : both(older, newer);
    return (change.equals("changed") ? "" : change + ": ") + field + ": " + values;
  }

  private static String words(String older, String newer) {
    List<WordDiff.WordRun> runs = WordDiff.of(older, newer);
    boolean isWhole =
        without(WordDiff.Fate.INSERTED, runs).equals(older)
            && without(WordDiff.Fate.DELETED, runs).equals(newer);
    return isWhole
        ? runs.stream()
            .map(
                run ->
                    switch (run.fate()) {
                      case KEPT -> run.text();
                      case DELETED -> "[-" + run.text() + "-]";
                      case INSERTED -> "{+" + run.text() + "+}";
                    })
            .collect(Collectors.joining(" "))
        : both(older, newer);
  }

  private static String without(WordDiff.Fate fate, List<WordDiff.WordRun> runs) {
    return runs.stream()
        .filter(run -> run.fate() != fate)
        .map(WordDiff.WordRun::text)
        .collect(Collectors.joining(" "));
  }

  private static String both(String older, String newer) {
    return (older.isEmpty() ? "(blank)" : older) + " -> " + (newer.isEmpty() ? "(blank)" : newer);
  }

  private static String text(List<@Nullable String> row, int column) {
    String value = row.get(column);
    return value == null ? "" : value;
  }
}
