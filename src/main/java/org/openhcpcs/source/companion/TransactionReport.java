package org.openhcpcs.source.companion;

import java.util.List;
import org.openhcpcs.code.Finding;

/**
 * A transaction report: every code of an edition with the type of its change since the edition
 * before.
 *
 * @param file the file's name
 * @param changes one per code, in the order of the report
 * @param findings what was noticed in reading it
 */
public record TransactionReport(String file, List<ReportedChange> changes, List<Finding> findings) {

  public TransactionReport {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }
}
