package org.openhcpcs.store.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.database.Sql;

/**
 * Who let a release pass although gates refused it: {@code hcpcs_load.gate_acceptance}, and a
 * finding of the release for everybody.
 */
public record GateAcceptances(Sql sql) {

  /** The labels of the gates that were accepted for a release. */
  public Set<String> gates(int releaseId) {
    return new HashSet<>(
        sql.list(
            "select gate from hcpcs_load.gate_acceptance where release_id = ?",
            String.class,
            releaseId));
  }

  /**
   * Records acceptances in the transaction of {@link
   * org.openhcpcs.store.publish.Publication.Staged#publish}. A release that has one for a gate
   * already keeps it.
   *
   * @param operatingSystemUser who ran the command
   * @param command the command line
   */
  public void record(
      int releaseId, List<Gate.Refusal> accepted, String operatingSystemUser, String command) {
    sql.batch(
        """
        with acceptance as (
          insert into hcpcs_load.gate_acceptance
            (release_id, gate, reason, observed, allowed, operating_system_user, command)
          values (?, ?, ?, ?, ?, ?, ?)
          on conflict (release_id, gate) do nothing
          returning release_id, gate, reason, observed, allowed
        )
        insert into hcpcs.finding (release_id, severity, rule, observed, expected, message)
        select release_id, 'warning', 'gate-accepted', observed::text,
          case when gate = 'codes' then 'at least ' else 'at most ' end || allowed,
          'published although the gate ' || gate || ' refused: ' || reason
        from acceptance
        """,
        accepted,
        refusal ->
            Sql.values(
                releaseId,
                refusal.gate().label(),
                refusal.reason(),
                refusal.observed(),
                refusal.allowed(),
                operatingSystemUser,
                command));
  }
}
