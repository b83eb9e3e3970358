package org.openhcpcs.feed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.function.IOBiFunction;
import org.apache.commons.io.function.IOConsumer;
import org.apache.commons.io.function.IOFunction;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** Writes the rows of a table in several forms at once, and takes their digest. */
public final class SnapshotWriters implements Closeable {

  private final List<RowWriter<Row>> writers = new ArrayList<>();

  private SnapshotWriters() {}

  /**
   * Writes a feed of one table.
   *
   * @param state the state that it is of
   * @param formats the forms, at least one
   * @param target its folder; an existing feed there is replaced
   * @param begin begins the files of a form
   * @param rows gives all rows to what writes them
   * @return what it says of itself
   */
  static Manifest feed(
      Manifest.FeedKind kind,
      CodeSetState state,
      Table table,
      List<Format> formats,
      Path target,
      IOBiFunction<Format, FeedFolder, RowWriter<Row>> begin,
      IOConsumer<SnapshotWriters> rows) {
    return FeedFolder.write(
        target,
        folder -> {
          try (SnapshotWriters writers =
              open(formats, table, format -> begin.apply(format, folder))) {
            rows.accept(writers);
            return Manifest.of(
                kind,
                new Manifest.End(state, writers.finish()),
                CsvFormat.isGuarded(formats),
                table,
                folder);
          }
        });
  }

  /** Begins the files of a table. */
  public static SnapshotWriters open(List<TableFormat> formats, FeedFolder folder, Table table)
      throws IOException {
    return open(formats, table, format -> format.open(folder, table));
  }

  /** JSON Lines are hashed on their way anyhow; other forms need somebody who does it. */
  private static <F extends Format> SnapshotWriters open(
      List<F> formats, Table table, IOFunction<F, RowWriter<Row>> begin) throws IOException {
    SnapshotWriters all = new SnapshotWriters();
    try {
      for (F format : formats) {
        all.writers.add(begin.apply(format));
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
