package org.openhcpcs.job;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a release fared.
 *
 * @param subject what it is about
 * @param mode how the load went about it
 * @param outcome what came of it, or would have come of it in a dry run
 */
public record ReleaseStatus(Subject subject, LoadMode mode, ReleaseOutcome outcome) {

  private static final Set<ReleaseOutcome> CHANGES =
      EnumSet.of(
          ReleaseOutcome.LOADED,
          ReleaseOutcome.TAKEN_OUT,
          ReleaseOutcome.CHANGED,
          ReleaseOutcome.CORRECTED);

  private static final Set<ReleaseOutcome> NOTHING_NEW =
      EnumSet.of(
          ReleaseOutcome.ALREADY_LOADED,
          ReleaseOutcome.EDITION_NOT_LOADED,
          ReleaseOutcome.LEFT_ALONE);

  /** What a status is about. */
  public enum Subject {
    RELEASE,
    /** Files that came without a code file. */
    COMPANIONS,
    /** A release of the sample, which is not wanted beside what CMS published. */
    SAMPLE,
    /** The corrections of an edition. */
    CORRECTIONS
  }

  /** What came of it. */
  public enum ReleaseOutcome {
    LOADED,
    /** The archive was new, its records are those of a revision that is loaded. */
    SAME_CONTENT,
    ALREADY_LOADED,
    /** Companions belong to an edition that is not loaded. */
    EDITION_NOT_LOADED,
    LEFT_ALONE,
    /** It went when the first release of CMS's came. */
    TAKEN_OUT,
    /** A gate did not let it pass; a release is staged for people to look at. */
    REFUSED,
    /** It went as far as was asked for, and was not published. */
    STOPPED,
    /** It says what it said before. */
    UNCHANGED,
    /** It says something else than before. */
    CHANGED,
    /** A revision was made with the corrections, or is up to date. */
    CORRECTED
  }

  /** Whether readers see another release, or more of one, than before. */
  public boolean isChange() {
    return mode != LoadMode.DRY_RUN && CHANGES.contains(outcome);
  }

  /** Whether nothing was or would be loaded. */
  boolean isNothingNew() {
    return NOTHING_NEW.contains(outcome);
  }

  /** Whether it waits in the database for somebody to look at it, because a gate refused it. */
  boolean isKeptForPeople() {
    return subject == Subject.RELEASE
        && mode != LoadMode.DRY_RUN
        && outcome == ReleaseOutcome.REFUSED;
  }
}
