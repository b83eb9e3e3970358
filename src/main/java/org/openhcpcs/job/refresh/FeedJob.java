package org.openhcpcs.job.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.feed.DeltaFeed;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.TableFormat;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.StageTimer;
import org.openhcpcs.job.load.LoadTools;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.read.FeedRelease;
import org.openhcpcs.store.read.FeedSource;

/**
 * The stage {@code feed}: keeps a folder of feeds in step with the database, a snapshot of each
 * edition and a delta from each to the next. While the database stays the same they are left alone;
 * when anything changes, each is made again, since a late edition, a rollback or a document can
 * show in all of them. What comes out the same as before stays untouched.
 *
 * @param folder where the feeds are, a folder each
 * @param formats their forms; deltas have those that hold the rows of any table
 */
public record FeedJob(Path folder, List<Format> formats) {

  private static final String STAGE = "feed";

  /** Which content of the database the feeds beside it are of; not there while they are made. */
  private static final String MARK = ".up-to-date";

  private static final Pattern FEED =
      Pattern.compile("\\.?((?:snapshot|delta-\\d{4}-\\d{2}-to)-\\d{4}-\\d{2})(?:\\.part)?");

  public FeedJob {
    formats = List.copyOf(formats);
  }

  /**
   * Writes what is missing or old, and removes the feeds of editions that were taken back.
   *
   * @param notes is told what was removed
   * @return what could not be written or removed
   */
  List<Failure> write(LoadTools tools, RunLog log, Consumer<String> notes) {
    Map<String, DueFeed> works = new LinkedHashMap<>();
    String mark;
    try (FeedSource source = FeedSource.open(tools.database())) {
      FeedRelease before = null;
      for (FeedRelease release : source.currentReleases()) {
        add(works, before, release);
        before = release;
      }
      mark =
          String.join(
              " ",
              ProgramVersion.get(), // another may write something else
              String.join(",", formats.stream().map(Format::label).toList()),
              source.fingerprint());
    }
    List<Failure> failures = new ArrayList<>(removeOthers(works.keySet(), notes));
    try {
      if (mark.equals(mark())) {
        works.keySet().removeIf(name -> Files.exists(folder.resolve(name).resolve(Manifest.FILE)));
      }
      if (!works.isEmpty()) {
        Files.deleteIfExists(folder.resolve(MARK));
      }
      for (DueFeed work : works.values()) {
        write(work, tools, log).ifPresent(failures::add);
      }
      if (failures.isEmpty() && !works.isEmpty()) {
        Files.writeString(folder.resolve(MARK), mark);
      }
    } catch (IOException e) {
      failures.add(
          new Failure(
              Optional.empty(),
              ErrorCode.DISK,
              folder + ": cannot be written: " + e + "; check the rights and the free space"));
    }
    return failures;
  }

  /** A feed that is to be written. */
  private record DueFeed(FeedRelease release, Function<FeedSource, Manifest> write) {}

  private void add(Map<String, DueFeed> works, @Nullable FeedRelease before, FeedRelease release) {
    String snapshot = "snapshot-" + release.edition();
    works.put(
        snapshot,
        new DueFeed(
            release, source -> state(source, release).write(formats, folder.resolve(snapshot))));
    List<Format> forms = formats.stream().filter(TableFormat.class::isInstance).toList();
    if (before != null && !forms.isEmpty()) {
      String delta = "delta-" + before.edition() + "-to-" + release.edition();
      works.put(
          delta,
          new DueFeed(
              release,
              source ->
                  DeltaFeed.write(
                      state(source, before),
                      state(source, release),
                      forms,
                      folder.resolve(delta))));
    }
  }

  private static Snapshot state(FeedSource source, FeedRelease release) {
    return Snapshot.of(
        source, Edition.parse(release.edition()).orElseThrow(), OptionalInt.of(release.revision()));
  }

  private String mark() throws IOException {
    Path file = folder.resolve(MARK);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Feeds that the database does not have any more, and what a killed process left of them. */
  private List<Failure> removeOthers(Set<String> wanted, Consumer<String> notes) {
    List<Failure> failures = new ArrayList<>();
    for (String name : others(wanted)) {
      Path feed = folder.resolve(name);
      boolean isFeed = Files.exists(feed);
      try {
        FeedFolder.remove(feed);
        if (isFeed) {
          notes.accept(feed + ": removed, since the database has it no more");
        }
      } catch (HcpcsException e) {
        failures.add(Failure.of(e));
      }
    }
    return failures;
  }

  private Set<String> others(Set<String> wanted) {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> isFeed(child) || String.valueOf(child.getFileName()).startsWith("."))
          .map(child -> FEED.matcher(String.valueOf(child.getFileName())))
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1))
          .filter(name -> !wanted.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw ErrorCode.DISK.failure(e, "%s: cannot be read: %s; check the rights", folder, e);
    }
  }

  private static boolean isFeed(Path folder) {
    return Files.exists(folder.resolve(Manifest.FILE));
  }

  private Optional<Failure> write(DueFeed work, LoadTools tools, RunLog log) {
    StageTimer timer =
        new StageTimer(
            Edition.parse(work.release().edition()).orElseThrow(),
            work.release().archiveSha256(),
            tools.progress(),
            Optional.of(log));
    timer.begin(STAGE);
    try {
      Manifest manifest = Memory.enough(folder.toString(), () -> write(work, tools.database()));
      timer.end(
          Math.toIntExact(manifest.to().digest().rows()), Math.toIntExact(manifest.rows()), 0, 0);
      return Optional.empty();
    } catch (HcpcsException e) {
      if (e.errorCode() == ErrorCode.DATABASE_UNREACHABLE) {
        throw e;
      }
      timer.failed(e);
      return Optional.of(Failure.of(e));
    }
  }

  private static Manifest write(DueFeed work, Database database) {
    try (FeedSource source = FeedSource.open(database)) {
      return work.write().apply(source);
    }
  }
}
