package org.openhcpcs.feed;

import java.nio.file.Path;
import java.util.List;
import org.openhcpcs.feed.folder.Manifest;

/** Writes a snapshot in several forms at once, reading its rows once. */
public final class SnapshotFeed {

  private SnapshotFeed() {}

  /**
   * Writes a feed.
   *
   * @param target its folder; an existing feed there is replaced
   * @param formats the forms, at least one
   * @return what it says of itself
   */
  public static Manifest write(Snapshot snapshot, List<Format> formats, Path target) {
    return SnapshotWriters.feed(
        Manifest.FeedKind.SNAPSHOT,
        snapshot.state(),
        snapshot.table(),
        formats,
        target,
        (format, folder) -> format.snapshot(folder, snapshot),
        writers -> snapshot.forEach(writers::write));
  }
}
