package org.openhcpcs.feed.table;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of a feed. Values are texts: dates {@code YYYY-MM-DD}, booleans {@code true} and {@code
 * false}, integers in digits; null where there is no value, never the empty text. Immutable.
 *
 * @param values one per column of the table; not to be changed any more
 */
@SuppressWarnings("ArrayRecordComponent") // rows are equal that hold the same
public record Row(Table table, @Nullable String[] values) {

  public Row {
    if (values.length != table.columns().size()) {
      throw new IllegalArgumentException(
          table.name() + " has " + table.columns().size() + " columns, not " + values.length);
    }
  }

  /** The value of the column at a place, 0 upwards; null if there is none. */
  public @Nullable String get(int place) {
    return values[place];
  }

  /** The value of a column; empty if there is none. */
  public Optional<String> value(String column) {
    return Optional.ofNullable(values[table.place(column)]);
  }

  /** The value of a column that every row has. */
  public String required(String column) {
    return value(column)
        .orElseThrow(() -> new IllegalStateException(table.name() + ": no " + column));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Row row
        && row.table.name().equals(table.name())
        && Arrays.equals(row.values, values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return table.name() + Arrays.toString(values);
  }
}
