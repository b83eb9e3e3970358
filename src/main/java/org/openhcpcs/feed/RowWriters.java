package org.openhcpcs.feed;

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

/** Writes rows in several forms at once; those of a state with their digest. */
public final class RowWriters<T> implements RowWriter<T> {

  private final List<RowWriter<T>> writers = new ArrayList<>();

  private RowWriters() {}

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
      IOConsumer<RowWriters<Row>> rows) {
    return FeedFolder.write(
        target,
        folder -> {
          try (RowWriters<Row> writers =
              open(formats, table, format -> begin.apply(format, folder))) {
            rows.accept(writers);
            writers.finish();
            return Manifest.of(
                kind,
                new Manifest.End(state, writers.digest()),
                CsvFormat.isGuarded(formats),
                table,
                folder);
          }
        });
  }

  /** Begins the files of a table. */
  public static RowWriters<Row> open(List<TableFormat> formats, FeedFolder folder, Table table)
      throws IOException {
    return open(formats, table, format -> format.open(folder, table));
  }

  /** JSON Lines are hashed on their way anyhow; other forms need somebody who does it. */
  private static <F extends Format> RowWriters<Row> open(
      List<F> formats, Table table, IOFunction<F, RowWriter<Row>> begin) throws IOException {
    RowWriters<Row> all = begin(formats, begin);
    if (all.digester().isEmpty()) {
      all.writers.add(JsonLinesFormat.Digester.of(table));
    }
    return all;
  }

  /** Begins the files of some forms. */
  static <F extends Format, T> RowWriters<T> begin(
      List<F> formats, IOFunction<F, RowWriter<T>> begin) throws IOException {
    RowWriters<T> all = new RowWriters<>();
    try {
      for (F format : formats) {
        all.writers.add(begin.apply(format));
      }
      return all;
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private Optional<JsonLinesFormat.Digester<?>> digester() {
    for (RowWriter<T> writer : writers) {
      if (writer instanceof JsonLinesFormat.Digester<?> digester) {
        return Optional.of(digester);
      }
    }
    return Optional.empty();
  }

  /** The digest of the rows of a table, after the last. */
  public Digest digest() {
    return digester().orElseThrow().digest();
  }

  @Override
  public void write(T row) throws IOException {
    for (RowWriter<T> writer : writers) {
      writer.write(row);
    }
  }

  @Override
  public void finish() throws IOException {
    for (RowWriter<T> writer : writers) {
      writer.finish();
    }
  }

  @Override
  public void close() throws IOException {
    for (RowWriter<T> writer : writers) {
      writer.close();
    }
  }
}
