package org.openhcpcs.check;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.Finding;
import org.openhcpcs.source.companion.ReportedChange;
import org.openhcpcs.source.companion.TransactionReport;

/**
 * Makes a transaction report fit to be kept. What it says is held against the edition in the
 * database, where the edition before is.
 */
public final class TransactionRules {

  private TransactionRules() {}

  /**
   * The same report without Level I and dental codes, each of which is a finding; of findings that
   * are many alike, one is left.
   */
  public static TransactionReport apply(TransactionReport report) {
    List<ReportedChange> kept = new ArrayList<>(report.changes().size());
    List<Finding> findings = new ArrayList<>(report.findings());
    for (ReportedChange reported : report.changes()) {
      if (LevelGuard.isGuarded(reported.code())) {
        findings.add(
            LevelGuard.named(
                "the transaction report", reported.code(), report.file(), reported.row()));
      } else {
        kept.add(reported);
      }
    }
    return new TransactionReport(report.file(), kept, Alike.grouped(findings));
  }
}
