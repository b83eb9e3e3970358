package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.store.read.FeedRows;

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
    return FeedFolder.write(
        target,
        folder ->
            Manifest.of(
                Manifest.FeedKind.SNAPSHOT,
                new Manifest.End(snapshot.state(), write(snapshot, formats, folder)),
                CsvFormat.isGuarded(formats),
                snapshot.table(),
                folder));
  }

  private static Digest write(Snapshot snapshot, List<Format> formats, FeedFolder folder)
      throws IOException {
    try (SnapshotWriters writers = SnapshotWriters.open(formats, folder, snapshot);
        FeedRows<Row> rows = snapshot.rows()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        writers.write(row);
      }
      return writers.finish();
    }
  }
}
