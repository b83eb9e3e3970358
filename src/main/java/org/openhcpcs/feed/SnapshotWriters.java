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
    SnapshotWriters all = new SnapshotWriters();
    for (Format format : formats) {
      all.add(() -> format.open(folder, table));
    }
    return all.digesting(table);
  }

  /** Begins the files of a snapshot. */
  static SnapshotWriters open(List<Format> formats, FeedFolder folder, Snapshot snapshot)
      throws IOException {
    SnapshotWriters all = new SnapshotWriters();
    for (Format format : formats) {
      all.add(() -> format.snapshot(folder, snapshot));
    }
    return all.digesting(snapshot.table());
  }

  /** JSON Lines are hashed on their way anyhow; other forms need somebody who does it. */
  private SnapshotWriters digesting(Table table) throws IOException {
    if (digesters().isEmpty()) {
      add(() -> JsonLinesFormat.Digester.of(table));
    }
    return this;
  }

  private List<JsonLinesFormat.Digester> digesters() {
    return writers.stream()
        .filter(JsonLinesFormat.Digester.class::isInstance)
        .map(JsonLinesFormat.Digester.class::cast)
        .toList();
  }

  private interface Opener {
    RowWriter open() throws IOException;
  }

  private void add(Opener opener) throws IOException {
    try {
      writers.add(opener.open());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
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
