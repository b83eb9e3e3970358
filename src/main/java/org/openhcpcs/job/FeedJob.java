package org.openhcpcs.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.DeltaFeed;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Manifest;
import org.openhcpcs.feed.ManifestJson;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.SnapshotFeed;
import org.openhcpcs.feed.Source;
import org.openhcpcs.feed.TableFormat;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.FeedRelease;
import org.openhcpcs.store.FeedSource;
import org.openhcpcs.store.RunLog;

/**
 * The stage {@code feed}: keeps a folder of feeds in step with the database, a snapshot of each
 * edition and a delta from each to the next. What is up to date is left alone.
 */
public final class FeedJob {

  private static final String STAGE = "feed";

  private final Path folder;
  private final List<Format> formats;

  /**
   * @param folder where the feeds are, a folder each
   * @param formats their forms; deltas have those that hold the rows of any table
   */
  public FeedJob(Path folder, List<Format> formats) {
    this.folder = folder;
    this.formats = List.copyOf(formats);
  }

  /**
   * Writes what is missing or old.
   *
   * @param changed editions of which something was loaded just now; it may show in theirs and in
   *     all that follow
   * @return what could not be written
   */
  List<LoadReport.Failure> write(
      Database database, Collection<Edition> changed, RunLog log, Progress progress) {
    Optional<String> since = changed.stream().map(Edition::toString).min(String::compareTo);
    List<Work> works = new ArrayList<>();
    try (FeedSource source = FeedSource.open(database)) {
      FeedRelease before = null;
      for (Map.Entry<FeedRelease, Instant> each : source.currentReleases().entrySet()) {
        FeedRelease release = each.getKey();
        boolean isChanged =
            since.filter(first -> first.compareTo(release.edition()) <= 0).isPresent();
        works.addAll(works(before, release, isChanged ? Instant.MAX : each.getValue()));
        before = release;
      }
    }
    List<LoadReport.Failure> failures = new ArrayList<>();
    for (Work work : works) {
      write(work, database, log, progress).ifPresent(failures::add);
    }
    return failures;
  }

  /** A feed that is to be written. */
  private record Work(FeedRelease release, Function<FeedSource, Manifest> write) {}

  private List<Work> works(@Nullable FeedRelease before, FeedRelease release, Instant changedAt) {
    List<Work> works = new ArrayList<>();
    Path snapshot = folder.resolve("snapshot-" + release.edition());
    if (!isUpToDate(snapshot, formats, List.of(release), changedAt)) {
      works.add(
          new Work(
              release, source -> SnapshotFeed.write(state(source, release), formats, snapshot)));
    }
    List<Format> forms = formats.stream().filter(TableFormat.class::isInstance).toList();
    if (before != null && !forms.isEmpty()) {
      FeedRelease from = before;
      Path delta = folder.resolve("delta-" + from.edition() + "-to-" + release.edition());
      if (!isUpToDate(delta, forms, List.of(from, release), changedAt)) {
        works.add(
            new Work(
                release,
                source ->
                    DeltaFeed.write(state(source, from), state(source, release), forms, delta)));
      }
    }
    return works;
  }

  private static Snapshot state(FeedSource source, FeedRelease release) {
    return Snapshot.of(
        source, Edition.parse(release.edition()).orElseThrow(), OptionalInt.of(release.revision()));
  }

  private static boolean isUpToDate(
      Path feed, List<Format> forms, List<FeedRelease> releases, Instant changedAt) {
    if (!Files.exists(feed.resolve(Manifest.FILE))) {
      return false;
    }
    try {
      Manifest manifest = ManifestJson.read(feed);
      List<Source> sources = new ArrayList<>();
      manifest.from().ifPresent(end -> sources.addAll(end.state().sources()));
      sources.addAll(manifest.to().state().sources());
      Instant written = Files.getLastModifiedTime(feed.resolve(Manifest.FILE)).toInstant();
      return sources.equals(releases.stream().map(Source::of).toList())
          && written.isAfter(changedAt)
          && manifest.files().stream()
              .map(Manifest.File::format)
              .collect(Collectors.toSet())
              .equals(forms.stream().map(Format::label).collect(Collectors.toSet()));
    } catch (HcpcsException | IOException e) {
      return false; // it is written anew, and that fails if it cannot be
    }
  }

  private static Optional<LoadReport.Failure> write(
      Work work, Database database, RunLog log, Progress progress) {
    Instant startedAt = Instant.now();
    long nanos = System.nanoTime();
    stage(work, startedAt, null, Optional.empty(), null, log, progress);
    try {
      Manifest manifest = write(work, database);
      stage(work, startedAt, since(nanos), Optional.of(manifest), null, log, progress);
      return Optional.empty();
    } catch (HcpcsException e) {
      if (e.errorCode() == ErrorCode.DATABASE_UNREACHABLE) {
        throw e;
      }
      stage(work, startedAt, since(nanos), Optional.empty(), e.errorCode(), log, progress);
      return Optional.of(
          new LoadReport.Failure(Optional.empty(), e.errorCode(), String.valueOf(e.getMessage())));
    }
  }

  private static Manifest write(Work work, Database database) {
    try (FeedSource source = FeedSource.open(database)) {
      return work.write().apply(source);
    }
  }

  private static int since(long nanos) {
    return (int) ((System.nanoTime() - nanos) / 1_000_000);
  }

  private static void stage(
      Work work,
      Instant startedAt,
      @Nullable Integer milliseconds,
      Optional<Manifest> manifest,
      @Nullable ErrorCode errorCode,
      RunLog log,
      Progress progress) {
    RunLog.Stage row =
        new RunLog.Stage(
            work.release().edition(),
            work.release().archiveSha256(),
            STAGE,
            startedAt,
            milliseconds,
            manifest.map(written -> Math.toIntExact(written.to().digest().rows())).orElse(0),
            manifest.map(written -> Math.toIntExact(written.rows())).orElse(0),
            0,
            0,
            errorCode);
    progress.stage(row);
    log.write(row);
  }
}
