package org.openhcpcs.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query that has few of them.
 *
 * @param columns its columns, in order
 * @param rows a value for each column, as {@link RowQuery.RowSink} gets it
 */
public record ResultRows(List<RowQuery.ResultColumn> columns, List<List<@Nullable String>> rows) {

  /** Runs a query. */
  public static ResultRows of(Database database, Query query) {
    List<RowQuery.ResultColumn> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    RowQuery.run(
        database,
        query,
        new RowQuery.RowSink() {
          @Override
          public void columns(List<RowQuery.ResultColumn> all) {
            columns.addAll(all);
          }

          @Override
          public void row(List<@Nullable String> values) {
            rows.add(Collections.unmodifiableList(new ArrayList<>(values)));
          }
        });
    return new ResultRows(columns, rows);
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The same without some columns. */
  public ResultRows without(Set<String> names) {
    int[] kept =
        IntStream.range(0, columns.size())
            .filter(i -> !names.contains(columns.get(i).name()))
            .toArray();
    return new ResultRows(
        picked(columns, kept), rows.stream().map(row -> picked(row, kept)).toList());
  }

  private static <T extends @Nullable Object> List<T> picked(List<T> all, int[] places) {
    List<T> picked = new ArrayList<>(places.length);
    for (int place : places) {
      picked.add(all.get(place));
    }
    return picked;
  }

  /** The first value of the first row; null also if there is no row. */
  public @Nullable String value() {
    return rows.isEmpty() ? null : rows.get(0).get(0);
  }

  /**
   * The values of the first row by the names of their columns, in order; empty if there is none.
   */
  public Map<String, @Nullable String> first() {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size() && !rows.isEmpty(); i++) {
      values.put(columns.get(i).name(), rows.get(0).get(i));
    }
    return values;
  }

  /** The rows by the names of the columns. */
  public List<NamedRow> named() {
    List<NamedRow> named = new ArrayList<>(rows.size());
    for (List<@Nullable String> row : rows) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        String value = row.get(i);
        values.put(columns.get(i).name(), value == null ? "" : value);
      }
      named.add(new NamedRow(values));
    }
    return named;
  }

  /** Passes the rows on. */
  public void pass(RowQuery.RowSink sink) {
    sink.columns(columns);
    rows.forEach(sink::row);
  }

  /** Passes all of them to a printer, and ends it. */
  public void print(RowQuery.RowPrinter printer) {
    try (printer) {
      pass(printer);
    }
  }
}
