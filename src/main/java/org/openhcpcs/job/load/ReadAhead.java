package org.openhcpcs.job.load;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;

/**
 * Releases one after the other. When one was read, the next is kept and read on another thread,
 * while the one before is with the database: neither needs the other.
 */
final class ReadAhead implements AutoCloseable {

  private final LoadTools tools;
  private final LoadMode mode;
  private final List<Release> releases;
  private int turns;
  private @Nullable Early early;

  ReadAhead(LoadTools tools, LoadMode mode, List<Release> releases) {
    this.tools = tools;
    this.mode = mode;
    this.releases = releases;
  }

  /**
   * A release whose files are at hand.
   *
   * @param release it
   * @param alreadyKept how many of its files the archive folder had before
   * @param parsed what its files say; empty if they were not read yet
   */
  record KeptRelease(Release release, int alreadyKept, Optional<ParsedRelease> parsed) {}

  private record Early(Release release, CompletableFuture<KeptRelease> result) {}

  /** Gives each to a taker. */
  void forEach(Consumer<Release> taker) {
    for (Release release : releases) {
      turns++;
      taker.accept(release);
    }
  }

  /**
   * Puts a release into the archive folder, unless that was done; a dry run only reads its files.
   */
  KeptRelease keep(Release release) {
    return take(release).orElseGet(() -> kept(release));
  }

  /** Reads a release, unless that was done, and begins with the next. */
  ParsedRelease parse(KeptRelease kept) {
    ParsedRelease parsed = kept.parsed().orElseGet(() -> parsed(kept.release()));
    begin();
    return parsed;
  }

  private KeptRelease kept(Release release) {
    if (mode == LoadMode.DRY_RUN) {
      return new KeptRelease(release.with(PublishedFile::read), 0, Optional.empty());
    }
    ArchiveStore.KeptFiles kept = tools.archives().keepAll(release.files());
    return new KeptRelease(release.with(kept::of), kept.alreadyKept(), Optional.empty());
  }

  private ParsedRelease parsed(Release release) {
    return ParsedRelease.read(release, tools.options().twins());
  }

  private void begin() {
    if (mode == LoadMode.DRY_RUN || turns == releases.size()) {
      return;
    }
    Release next = releases.get(turns);
    if (isNew(next)) {
      early = new Early(next, CompletableFuture.supplyAsync(() -> keptAndParsed(next)));
    }
  }

  private boolean isNew(Release release) {
    try {
      return !tools.isLoaded(release.edition(), release.files());
    } catch (HcpcsException e) {
      return false; // it fails in its turn
    }
  }

  private KeptRelease keptAndParsed(Release release) {
    KeptRelease kept = kept(release);
    return new KeptRelease(kept.release(), kept.alreadyKept(), Optional.of(parsed(kept.release())));
  }

  /**
   * Waits for what was begun. Empty if that was another release or none, or if it cannot be read,
   * or not beside the other: whoever reads it in its turn meets the failure in the stage that it
   * belongs to.
   */
  private Optional<KeptRelease> take(Release release) {
    Early begun = early;
    early = null;
    if (begun == null) {
      return Optional.empty();
    }
    try {
      KeptRelease result = begun.result().join();
      return begun.release().equals(release) ? Optional.of(result) : Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof HcpcsException || Memory.isExhausted(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits for what was begun and is not wanted any more: it may be writing an archive. */
  @Override
  public void close() {
    if (early != null) {
      early.result().exceptionally(e -> null).join();
      early = null;
    }
  }
}
