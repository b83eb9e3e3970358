package org.openhcpcs.proof.evidence;

import org.openhcpcs.code.Edition;

/**
 * Why a receipt cannot be written or verified from a folder of archives.
 *
 * @param kind what is wrong
 * @param edition the edition that needs the archive
 * @param archive the archive
 * @param message what is wrong, in words
 */
public record ArchiveProblem(
    Kind kind, Edition edition, Stated.NamedArchive archive, String message) {

  /** What can be wrong with an archive. */
  public enum Kind {
    /** Its file in the folder has other content. */
    ALTERED,
    /** It is not in the folder. */
    MISSING,
    /** It is not what is said of it. */
    UNUSABLE
  }
}
