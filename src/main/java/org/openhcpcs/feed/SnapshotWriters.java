package org.openhcpcs.feed;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** Writes the rows of a table in several forms at once, and takes their digest. */
public final class SnapshotWriters implements Closeable {

  private final List<RowWriter> writers = new ArrayList<>();

  private SnapshotWriters() {}

  /** Begins the files of a table. */
  public static SnapshotWriters open(List<? extends Format> formats, FeedFolder folder, Table table)
      throws IOException {
    return open(formats, table, format -> format.open(folder, table));
  }

  /** Begins the files of a snapshot. */
  static SnapshotWriters open(List<Format> formats, FeedFolder folder, Snapshot snapshot)
      throws IOException {
    return open(formats, snapshot.table(), format -> format.snapshot(folder, snapshot));
  }

  /** JSON Lines are hashed on their way anyhow; other forms need somebody who does it. */
  private static SnapshotWriters open(List<? extends Format> formats, Table table, Opener opener)
      throws IOException {
    SnapshotWriters all = new SnapshotWriters();
    try {
      for (Format format : formats) {
        all.writers.add(opener.open(format));
      }
      if (all.digesters().isEmpty()) {
        all.writers.add(JsonLinesFormat.Digester.of(table));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private List<JsonLinesFormat.Digester> digesters() {
    return writers.stream()
        .filter(JsonLinesFormat.Digester.class::isInstance)
        .map(JsonLinesFormat.Digester.class::cast)
        .toList();
  }

  private interface Opener {
    RowWriter open(Format format) throws IOException;
  }

  public void write(Row row) throws IOException {
    for (RowWriter writer : writers) {
      writer.write(row);
    }
  }

  /** The files are complete. */
  public Digest finish() throws IOException {
    for (RowWriter writer : writers) {
      writer.finish();
    }
    return digesters().get(0).digest();
  }

  @Override
  public void close() throws IOException {
    for (RowWriter writer : writers) {
      writer.close();
    }
  }
}
