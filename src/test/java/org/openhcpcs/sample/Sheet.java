package org.openhcpcs.sample;

import java.util.Arrays;
import java.util.List;

/**
 * A sheet of a workbook.
 *
 * @param name what its tab shows
 * @param rows its rows from the first on; an empty list is a row that the file leaves out
 */
record Sheet(String name, List<List<Cell>> rows) {

  Sheet {
    rows = List.copyOf(rows);
  }

  /** A row of texts. */
  static List<Cell> row(String... texts) {
    return row(Arrays.asList(texts));
  }

  /** A row of texts. */
  static List<Cell> row(List<String> texts) {
    return texts.stream().map(Cell::text).toList();
  }
}
