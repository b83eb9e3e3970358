package org.openhcpcs.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The transaction report, in the form of 2019: every code by its type of change, by its name, and
 * the key.
 */
final class TransactionsBook {

  private static final Comparator<TransactionRow> BY_CHANGE =
      Comparator.comparing(TransactionRow::change, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(TransactionRow::cell);

  private TransactionsBook() {}

  static List<Sheet> sheets(SampleRelease release) {
    return List.of(
        sheet("Changes by Action Code", release.transactions().stream().sorted(BY_CHANGE).toList()),
        sheet("Changes by HCPCS Code", release.transactions()),
        key());
  }

  private static Sheet sheet(String name, List<TransactionRow> transactions) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(Sheet.row("HCPCS/MOD", "TYPE OF CHANGE", "SHORT DESCRIPTION", "LONG DESCRIPTION"));
    for (TransactionRow row : transactions) {
      rows.add(Sheet.row(row.cell(), row.change(), row.shortDescription(), row.longDescription()));
    }
    return new Sheet(name, rows);
  }

  private static Sheet key() {
    return new Sheet(
        "Action Code Key",
        List.of(
            Sheet.row("Action Codes"),
            Sheet.row("A", "Add"),
            Sheet.row("B", "Coverage and Long Description Change"),
            Sheet.row("C", "Long Description Change"),
            Sheet.row("D", "Discontinued"),
            Sheet.row("F", "Coverage Change"),
            Sheet.row("N", "No Change"),
            Sheet.row("P", "Payment Change"),
            Sheet.row("R", "Re-activated"),
            Sheet.row("S", "Short Description Change"),
            Sheet.row("T", "Miscellaneous change (BETOS or Type of Service)")));
  }
}
