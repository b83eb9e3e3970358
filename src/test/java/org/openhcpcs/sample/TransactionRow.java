package org.openhcpcs.sample;

import java.util.List;
import org.openhcpcs.code.Field;

/**
 * A row of the transaction report.
 *
 * @param cell the code, or the modifier behind three blanks
 * @param change CMS's words for the type of change
 * @param shortDescription as in the code file
 * @param longDescription as in the code file
 */
public record TransactionRow(
    String cell, String change, String shortDescription, String longDescription) {

  /** The rows that follow from the records' action codes. */
  public static List<TransactionRow> of(List<SampleRecord> records) {
    return records.stream().map(TransactionRow::of).toList();
  }

  private static TransactionRow of(SampleRecord sample) {
    return new TransactionRow(
        sample.cell(),
        change(sample.get(Field.ACTION)),
        sample.get(Field.SHORT_DESCRIPTION),
        sample.get(Field.LONG_DESCRIPTION));
  }

  private static String change(String action) {
    return switch (action) {
      case "A" -> "ADD";
      case "B" -> "Coverage and Long Desc Change";
      case "C" -> "Long Description Change";
      case "D" -> "Discontinued";
      case "F" -> "Coverage Change";
      case "P" -> "Payment Change";
      case "R" -> "Re-activated";
      case "S" -> "Short Description Change";
      case "T" -> "Misc Change (TOS, BETOS)";
      default -> "No Change";
    };
  }
}
