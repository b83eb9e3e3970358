package org.openhcpcs.database;

import java.util.Map;

/**
 * A row by the names of its columns, for who shows it: what is null is empty.
 *
 * @param values by column, in order
 */
public record NamedRow(Map<String, String> values) {

  /** A value; empty if it is null. */
  public String get(String column) {
    String value = values.get(column);
    if (value == null) {
      throw new IllegalArgumentException(column + ": no column of " + values.keySet());
    }
    return value;
  }

  public boolean has(String column) {
    return !get(column).isEmpty();
  }

  /** Whether a truth value is true. */
  public boolean is(String column) {
    return get(column).equals("t");
  }
}
