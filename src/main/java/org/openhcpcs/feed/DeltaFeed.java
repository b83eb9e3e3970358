package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.ChangeTable;
import org.openhcpcs.feed.table.Operation;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.store.read.FeedRows;

/** Writes what leads from one state to another: one row for each code whose rows differ. */
public final class DeltaFeed {

  private final Snapshot from;
  private final Snapshot to;
  private final Map<String, Integer> meaningsBefore;
  private final Map<Operation, Long> operations = new EnumMap<>(Operation.class);

  private DeltaFeed(Snapshot from, Snapshot to) {
    this.from = from;
    this.to = to;
    this.meaningsBefore =
        from.state().edition().map(from.source()::meaningsBefore).orElse(Map.of());
  }

  /**
   * Writes a feed.
   *
   * @param from the state before; may be the later one
   * @param to the state after, of the same kind
   * @param formats the forms, at least one
   * @param target its folder; an existing feed there is replaced
   * @return what it says of itself
   */
  public static Manifest write(Snapshot from, Snapshot to, List<Format> formats, Path target) {
    return FeedFolder.write(target, folder -> new DeltaFeed(from, to).write(formats, folder));
  }

  private Manifest write(List<Format> formats, FeedFolder folder) throws IOException {
    try (RowWriters<RowChange> writers = RowWriters.begin(formats, format -> format.delta(folder));
        JsonLinesFormat.Digester<Row> before = JsonLinesFormat.Digester.of(from.table());
        JsonLinesFormat.Digester<Row> after = JsonLinesFormat.Digester.of(to.table())) {
      try (FeedRows<Row> old = from.rows();
          FeedRows<Row> current = to.rows()) {
        compare(new Tee(old, before), new Tee(current, after), writers);
      }
      writers.finish();
      before.finish();
      after.finish();
      return new Manifest(
          Manifest.FeedKind.DELTA,
          Optional.of(new Manifest.End(from.state(), before.digest())),
          new Manifest.End(to.state(), after.digest()),
          operations.values().stream().mapToLong(Long::longValue).sum(),
          operations,
          CsvFormat.isGuarded(formats),
          ChangeTable.schema(),
          folder.files());
    }
  }

  /** Both come in the order of their codes. */
  private void compare(Tee old, Tee current, RowWriters<RowChange> writers) throws IOException {
    Row before = old.next();
    Row after = current.next();
    while (before != null || after != null) {
      int order = order(before, after);
      Optional<Row> left = order <= 0 ? Optional.ofNullable(before) : Optional.empty();
      Optional<Row> right = order >= 0 ? Optional.ofNullable(after) : Optional.empty();
      if (!left.equals(right)) {
        write(left, right, writers);
      }
      before = order <= 0 ? old.next() : before;
      after = order >= 0 ? current.next() : after;
    }
  }

  private void write(Optional<Row> before, Optional<Row> after, RowWriters<RowChange> writers)
      throws IOException {
    String code = before.or(() -> after).orElseThrow().required("code");
    Operation operation = Operation.of(code, before, after, meaningsBefore);
    operations.merge(operation, 1L, Long::sum);
    writers.write(new RowChange(code, operation, before, after));
  }

  /** Which of two rows comes first by its code; one that is not there comes last. */
  static int order(@Nullable Row left, @Nullable Row right) {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return left.required("code").compareTo(right.required("code"));
  }

  /** Takes the digest of rows on their way. */
  private record Tee(FeedRows<Row> rows, JsonLinesFormat.Digester<Row> digester) {

    @Nullable Row next() throws IOException {
      Row row = rows.next();
      if (row != null) {
        digester.write(row);
      }
      return row;
    }
  }
}
