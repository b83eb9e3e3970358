package org.openhcpcs.feed.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of the rows of a feed.
 *
 * @param name how its files are named, without the ending
 * @param columns in their order
 */
public record Table(String name, List<Column> columns) {

  public Table {
    columns = List.copyOf(columns);
  }

  /** The place of each column, 0 upwards. */
  public Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
    return places;
  }

  /** The place of a column, 0 upwards. */
  public int place(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + column);
  }
}
