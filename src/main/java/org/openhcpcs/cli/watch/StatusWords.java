package org.openhcpcs.cli.watch;

import org.openhcpcs.code.Labelled;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.ReleaseStatus;
import org.openhcpcs.job.ReleaseStatus.Subject;

/** What is said of how releases fared, in the order in which the last line of a load tells it. */
public enum StatusWords implements Labelled {
  LOADED("loaded", "loaded"),
  WOULD_LOAD("would load", "would be loaded, nothing was written"),
  SAME_CONTENT("the content of a loaded revision", "with the content of a loaded revision"),
  COMPANIONS_LOADED("companion files added", "got companion files"),
  COMPANIONS_WOULD_LOAD(
      "companion files would be added", "would get companion files, nothing was written"),
  REFUSED("refused", "refused"),
  COMPANIONS_REFUSED("refused", "with companion files refused"),
  WOULD_REFUSE("would be refused", "would be refused"),
  STOPPED("stopped as asked for", "stopped after "),
  REREAD("read again, the same", "read again, the same"),
  REREAD_CHANGED("read again and changed", "read again and changed"),
  CORRECTED("", "corrected"),
  ALREADY_LOADED("already loaded", "loaded before"),
  SAMPLE_TAKEN_OUT(
      "taken out: the sample, for CMS's releases have come", "of the sample taken out"),
  SAMPLE_WOULD_GO("would be taken out: the sample", "of the sample would be taken out"),
  SAMPLE_LEFT_ALONE(
      "left alone: the sample, which is no CMS publication", "of the sample left alone"),
  EDITION_NOT_LOADED(
      "left alone: companion files of an edition that is not loaded",
      "left alone, companion files of editions that are not loaded");

  private final String ofOne;
  private final String ofMany;

  /**
   * @param ofOne what a line says of one release
   * @param ofMany what the last line says after their number
   */
  StatusWords(String ofOne, String ofMany) {
    this.ofOne = ofOne;
    this.ofMany = ofMany;
  }

  public static StatusWords of(ReleaseStatus status) {
    boolean isDryRun = status.mode() == LoadMode.DRY_RUN;
    boolean isCompanions = status.subject() == Subject.COMPANIONS;
    return switch (status.outcome()) {
      case LOADED ->
          isCompanions
              ? isDryRun ? COMPANIONS_WOULD_LOAD : COMPANIONS_LOADED
              : isDryRun ? WOULD_LOAD : LOADED;
      case SAME_CONTENT -> isDryRun ? WOULD_LOAD : SAME_CONTENT;
      case REFUSED -> isDryRun ? WOULD_REFUSE : isCompanions ? COMPANIONS_REFUSED : REFUSED;
      case STOPPED -> STOPPED;
      case UNCHANGED -> REREAD;
      case CHANGED -> REREAD_CHANGED;
      case CORRECTED -> CORRECTED;
      case ALREADY_LOADED -> ALREADY_LOADED;
      case TAKEN_OUT -> isDryRun ? SAMPLE_WOULD_GO : SAMPLE_TAKEN_OUT;
      case LEFT_ALONE -> SAMPLE_LEFT_ALONE;
      case EDITION_NOT_LOADED -> EDITION_NOT_LOADED;
    };
  }

  /** For a line about one release. */
  String ofOne() {
    return ofOne;
  }

  /** For the last line, after a number. */
  public String ofMany() {
    return ofMany;
  }
}
