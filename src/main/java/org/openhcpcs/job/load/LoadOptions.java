package org.openhcpcs.job.load;

import java.util.Optional;
import java.util.Set;
import org.openhcpcs.history.Identity;
import org.openhcpcs.job.Stage;

/**
 * How a load goes about it.
 *
 * @param twins whether the workbook beside a text is compared with it
 * @param corrections what is done with the corrections of CMS
 * @param gates what is let pass
 * @param reviewed what people decided on the meaning of codes; empty to leave what the database
 *     knows
 * @param until the last stage
 */
public record LoadOptions(
    ParsedRelease.Twins twins,
    CorrectionPolicy corrections,
    Gates gates,
    Optional<Set<Identity.Reviewed>> reviewed,
    Stage until) {

  public LoadOptions {
    reviewed = reviewed.map(Set::copyOf);
  }

  /** What is done with the corrections that CMS publishes beside a code file. */
  public enum CorrectionPolicy {
    /** They are judged, and the edition stays as published. */
    REPORT,
    /** A revision of the edition is made with them. */
    APPLY
  }
}
