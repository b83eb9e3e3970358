package org.openhcpcs.job;

import java.util.List;
import org.openhcpcs.code.Edition;

/**
 * What a load did.
 *
 * @param releases one entry per release found, oldest edition first
 */
public record LoadReport(List<Entry> releases) {

  public LoadReport {
    releases = List.copyOf(releases);
  }

  /** How a release fared. */
  public enum Status {
    LOADED,
    WOULD_LOAD,
    /** The archive was new, its records are those of a revision that is loaded. */
    SAME_CONTENT,
    ALREADY_LOADED,
    /** Files without a code file were added to a loaded edition. */
    COMPANIONS_LOADED,
    COMPANIONS_WOULD_LOAD,
    /** Files without a code file belong to an edition that is not loaded. */
    EDITION_NOT_LOADED,
    /** A revision was made with the corrections of the edition, or is up to date. */
    CORRECTED
  }

  /**
   * One release.
   *
   * @param edition its edition
   * @param archiveName the zip or code file
   * @param status how it fared
   * @param codes distinct procedure codes
   * @param modifiers distinct modifiers
   * @param newRecords records that no release had before
   * @param rejected lines that could not be loaded
   * @param keptOut Level I and dental codes that a public release must not hold, among the rejected
   * @param findings things noticed
   * @param corrections how the corrections of the edition fared; empty if it has none
   */
  public record Entry(
      Edition edition,
      String archiveName,
      Status status,
      int codes,
      int modifiers,
      int newRecords,
      int rejected,
      int keptOut,
      int findings,
      String corrections) {

    /** An entry for what was not read. */
    static Entry of(Edition edition, String archiveName, Status status) {
      return of(edition, archiveName, status, "");
    }

    static Entry of(Edition edition, String archiveName, Status status, String corrections) {
      return new Entry(edition, archiveName, status, 0, 0, 0, 0, 0, 0, corrections);
    }
  }

  /** Releases with this status. */
  public long count(Status status) {
    return releases.stream().filter(entry -> entry.status() == status).count();
  }

  /** Whether nothing was or would be loaded. */
  public boolean nothingNew() {
    return releases.stream()
        .allMatch(
            entry ->
                entry.status() == Status.ALREADY_LOADED
                    || entry.status() == Status.EDITION_NOT_LOADED);
  }
}
