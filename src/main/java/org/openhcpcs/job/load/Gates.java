package org.openhcpcs.job.load;

import java.util.List;
import java.util.Set;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;

/**
 * What the gates of a load let pass.
 *
 * @param limits the limit of each
 * @param accepted those that somebody has looked at and lets pass whatever they count
 * @param user who runs the command, as the operating system knows them
 */
public record Gates(GateLimits limits, Set<Gate> accepted, String user) {

  public Gates {
    accepted = Set.copyOf(accepted);
  }

  /** Those of the refusals that nobody has accepted. */
  List<Gate.Refusal> refused(List<Gate.Refusal> refusals) {
    return refusals.stream().filter(refusal -> !accepted.contains(refusal.gate())).toList();
  }

  /** Those of the refusals that somebody has accepted. */
  List<Gate.Refusal> accepted(List<Gate.Refusal> refusals) {
    return refusals.stream().filter(refusal -> accepted.contains(refusal.gate())).toList();
  }
}
