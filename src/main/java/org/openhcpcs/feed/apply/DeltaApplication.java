package org.openhcpcs.feed.apply;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.RowWriters;
import org.openhcpcs.feed.TableFormat;
import org.openhcpcs.feed.folder.Digest;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.folder.FeedVerification;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.ChangeTable;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.SnapshotTable;

/**
 * The reference consumer: applies a delta to a snapshot, which gives the very files of the other
 * state's snapshot. Needs no database. Reads the JSON Lines of both; writes the forms that the
 * snapshot has.
 */
public record DeltaApplication(Path snapshot, Path delta, Manifest base, Manifest step) {

  /**
   * Applies a delta.
   *
   * @param snapshot the folder of the state before
   * @param delta the folder of the step
   * @param target the folder of the state after; an existing feed there is replaced
   * @return what the new feed says of itself
   * @throws HcpcsException FEED_REFUSED if one of them is damaged, or the delta belongs to another
   *     state
   */
  public static Manifest apply(Path snapshot, Path delta, Path target) {
    return new DeltaApplication(
            snapshot, delta, FeedVerification.verify(snapshot), FeedVerification.verify(delta))
        .write(target);
  }

  private Manifest write(Path target) {
    expect(base, Manifest.FeedKind.SNAPSHOT, snapshot);
    expect(step, Manifest.FeedKind.DELTA, delta);
    guard();
    Path rows = lines(snapshot, base, SnapshotTable.TABLE.name());
    Path changes = lines(delta, step, ChangeTable.NAME);
    List<TableFormat> formats = formats();
    return FeedFolder.write(
        target,
        folder ->
            Manifest.of(
                Manifest.FeedKind.SNAPSHOT,
                new Manifest.End(step.to().state(), merged(rows, changes, formats, folder)),
                base.formulaGuard(),
                SnapshotTable.TABLE,
                folder));
  }

  private Digest merged(Path rows, Path changes, List<TableFormat> formats, FeedFolder folder)
      throws IOException {
    try (JsonLinesReader old = new JsonLinesReader(rows);
        JsonLinesReader steps = new JsonLinesReader(changes);
        RowWriters<Row> writers = RowWriters.open(formats, folder, SnapshotTable.TABLE)) {
      merge(old, steps, writers);
      writers.finish();
      Digest digest = writers.digest();
      if (!digest.equals(step.to().digest())) {
        throw refused(
            delta,
            "what it makes of %s is not the state that it names (%s); fetch or write both again"
                .formatted(snapshot, step.to().digest().sha256()));
      }
      return digest;
    }
  }

  /** A delta changes one state into another, and nothing else. */
  private void guard() {
    Manifest.End expected = step.from().orElseThrow();
    if (!expected.digest().equals(base.to().digest())) {
      throw refused(
          delta,
          String.format(
              "leads from %s (%s) to %s, and %s is %s (%s); apply the deltas in their order, or take a new snapshot",
              expected.state().label(),
              expected.digest().sha256(),
              step.to().state().label(),
              snapshot,
              base.to().state().label(),
              base.to().digest().sha256()));
    }
  }

  private static void expect(Manifest manifest, Manifest.FeedKind kind, Path folder) {
    if (manifest.kind() != kind) {
      throw ErrorCode.FEED_REFUSED.failure(
          "%s: a %s, where a %s is needed; name the snapshot first, then the delta",
          folder, manifest.kind().label(), kind.label());
    }
  }

  private static Path lines(Path folder, Manifest manifest, String table) {
    String name = table + ".jsonl";
    if (manifest.files().stream().noneMatch(file -> file.name().equals(name))) {
      throw ErrorCode.FEED_REFUSED.failure(
          "%s: has no %s; write the feed with --format jsonl among its formats", folder, name);
    }
    return folder.resolve(name);
  }

  private List<TableFormat> formats() {
    List<TableFormat> formats = new ArrayList<>();
    for (String label :
        new TreeSet<>(base.files().stream().map(Manifest.ManifestFile::format).toList())) {
      TableFormat.named(label, base.formulaGuard()).ifPresent(formats::add);
    }
    return formats;
  }

  private void merge(JsonLinesReader old, JsonLinesReader steps, RowWriters<Row> writers)
      throws IOException {
    Row row = old.nextRow();
    RowChange change = steps.nextChange();
    while (row != null || change != null) {
      int order = order(row, change);
      if (change == null || order < 0) {
        writers.write(Objects.requireNonNull(row));
        row = old.nextRow();
        continue;
      }
      Optional<Row> before = order == 0 ? Optional.ofNullable(row) : Optional.empty();
      if (!before.equals(change.before())) {
        throw refused(
            delta,
            change.code() + " is not what it was before the delta; fetch or write both again");
      }
      if (change.after().isPresent()) {
        writers.write(change.after().get());
      }
      row = order == 0 ? old.nextRow() : row;
      change = steps.nextChange();
    }
  }

  private static int order(@Nullable Row row, @Nullable RowChange change) {
    if (row == null || change == null) {
      return row == null ? 1 : -1;
    }
    return row.required("code").compareTo(change.code());
  }

  private static HcpcsException refused(Path path, String what) {
    return ErrorCode.FEED_REFUSED.failure("%s: %s", path, what);
  }
}
