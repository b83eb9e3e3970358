package org.openhcpcs.source.companion;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a shipped record layout says.
 *
 * @param file its name
 * @param asOf the date of its AS OF line
 * @param items the items with their positions
 * @param values the value lists of the indicators
 */
public record RecordLayout(
    String file, Optional<LocalDate> asOf, List<Item> items, List<IndicatorValue> values) {

  public RecordLayout {
    items = List.copyOf(items);
    values = List.copyOf(values);
  }

  /**
   * One item of the layout.
   *
   * @param standardAlias its STANDARD ALIAS, empty for a filler
   * @param begin first position, 1-based
   * @param end last position of the first occurrence, inclusive
   * @param occurs how often it stands in a record, 1 unless an OCCURS line says more
   * @param line 1-based line of its positions
   */
  public record Item(String standardAlias, int begin, int end, int occurs, int line) {}
}
