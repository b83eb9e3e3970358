package org.openhcpcs.feed;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** Writes the rows of a table in several forms at once, and takes their digest. */
public final class SnapshotWriters implements Closeable {

  private final List<RowWriter<Row>> writers = new ArrayList<>();

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
      if (all.digester().isEmpty()) {
        all.writers.add(JsonLinesFormat.Digester.of(table));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private Optional<JsonLinesFormat.Digester<?>> digester() {
    for (RowWriter<Row> writer : writers) {
      if (writer instanceof JsonLinesFormat.Digester<?> digester) {
        return Optional.of(digester);
      }
    }
    return Optional.empty();
  }

  private interface Opener {
    RowWriter<Row> open(Format format) throws IOException;
  }

  public void write(Row row) throws IOException {
    for (RowWriter<Row> writer : writers) {
      writer.write(row);
    }
  }

  /** The files are complete. */
  public Digest finish() throws IOException {
    for (RowWriter<Row> writer : writers) {
      writer.finish();
    }
    return digester().orElseThrow().digest();
  }

  @Override
  public void close() throws IOException {
    for (RowWriter<Row> writer : writers) {
      writer.close();
    }
  }
}
