package org.openhcpcs.job.load;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;

/**
 * Keeps and reads the release that comes next on another thread, while the one before is with the
 * database: neither needs the other.
 */
final class ReadAhead {

  private final ArchiveStore archives;
  private final ParsedRelease.Twins twins;
  private @Nullable Early early;

  ReadAhead(ArchiveStore archives, ParsedRelease.Twins twins) {
    this.archives = archives;
    this.twins = twins;
  }

  /**
   * A release in the archive folder.
   *
   * @param alreadyKept how many of its files the folder had before
   * @param parsed what its files say
   */
  record KeptAndParsed(int alreadyKept, ParsedRelease parsed) {}

  private record Early(Release release, CompletableFuture<KeptAndParsed> result) {}

  /** Begins with a release. */
  void begin(Release next) {
    early =
        new Early(
            next,
            CompletableFuture.supplyAsync(
                () -> {
                  ArchiveStore.KeptFiles kept = archives.keepAll(next.files());
                  return new KeptAndParsed(
                      kept.alreadyKept(), ParsedRelease.read(next.with(kept::of), twins));
                }));
  }

  /**
   * Waits for what was begun. Empty if that was another release or none, or if it cannot be read,
   * or not beside the other: whoever reads it in its turn meets the failure in the stage that it
   * belongs to.
   */
  Optional<KeptAndParsed> take(Release release) {
    Early begun = early;
    early = null;
    if (begun == null) {
      return Optional.empty();
    }
    try {
      KeptAndParsed result = begun.result().join();
      return begun.release().equals(release) ? Optional.of(result) : Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HcpcsException || Memory.isExhausted(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits for what was begun and is not wanted any more: it may be writing an archive. */
  void end() {
    if (early != null) {
      early.result().exceptionally(e -> null).join();
      early = null;
    }
  }
}
