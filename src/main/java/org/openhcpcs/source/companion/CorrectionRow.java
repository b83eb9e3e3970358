package org.openhcpcs.source.companion;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a corrections workbook, as published; what it asks for is in {@code action}, in words.
 *
 * @param line the row's number in the sheet, 1-based; rows of a further sheet with corrections
 *     count on from the last one before
 * @param code the code or modifier that it is about
 * @param action the free text of the column ACTION
 * @param cells every other cell that holds something, by its column's header, in the order of the
 *     columns; dates that Excel keeps as numbers are written {@code YYYY-MM-DD}
 */
public record CorrectionRow(int line, String code, String action, Map<String, String> cells) {

  public CorrectionRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }
}
