package org.openhcpcs.sample;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Field;

/**
 * The list of "not otherwise classified" codes, in the form of 2019: title in row 1, header in row
 * 4, dates as numbers.
 */
final class NocBook {

  private NocBook() {}

  static Sheet sheet(SampleRelease release) {
    int year = release.edition().year();
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(Sheet.row("", "NOC CODES - HCPCS " + year + " (SAMPLE)"));
    rows.add(List.of());
    rows.add(List.of());
    rows.add(Sheet.row("HCPCS", "LONG DESCRIPTION", "ADD DATE", "TERM DATE"));
    rows.add(List.of());
    for (String code : release.nocCodes()) {
      rows.add(row(release.record(code)));
    }
    return new Sheet("NOC_Codes_" + year, rows);
  }

  private static List<Cell> row(SampleRecord sample) {
    return List.of(
        Cell.text(sample.code()),
        Cell.text(sample.get(Field.LONG_DESCRIPTION)),
        number(sample.get(Field.ADDED_DATE)),
        number(sample.get(Field.TERMINATION_DATE)));
  }

  private static Cell number(String date) {
    return date.isEmpty() ? Cell.BLANK : new Cell.Numeric(Long.parseLong(date));
  }
}
