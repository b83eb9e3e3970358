package org.openhcpcs.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The corrections workbook, in the form of 2019: a title in row 1, the header in row 4, true dates.
 */
final class CorrectionsBook {

  /** The column names, one of them with CMS's blank behind it. */
  static final List<String> HEADER =
      List.of(
          "CODE",
          "ACTION",
          "EFF DATE",
          "SHORT DESC",
          "LONG DESC",
          "TOS ",
          "BETOS",
          "COV",
          "PRICE",
          "XREF CODE",
          "ASC IND",
          "ASC DATE",
          "COMMENTS");

  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private CorrectionsBook() {}

  static Sheet sheet(SampleRelease release) {
    int year = release.edition().year();
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(Sheet.row("", "", "", year + " ALPHA-NUMERIC HCPCS CORRECTIONS (SAMPLE)"));
    rows.add(List.of());
    rows.add(List.of());
    rows.add(Sheet.row(HEADER));
    for (SampleRelease.CorrectionRow correction : release.corrections()) {
      rows.add(correction.cells().stream().map(CorrectionsBook::cell).toList());
    }
    return new Sheet(year + " HCPS Corrections", rows);
  }

  private static Cell cell(String text) {
    return ISO_DATE.matcher(text).matches() ? new Cell.Day(LocalDate.parse(text)) : Cell.text(text);
  }
}
