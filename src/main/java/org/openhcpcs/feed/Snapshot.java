package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.SnapshotTable;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.store.read.FeedRelease;
import org.openhcpcs.store.read.FeedRows;
import org.openhcpcs.store.read.FeedSource;
import org.openhcpcs.store.read.FeedVocabulary;

/**
 * All rows of a state, one per code, in the order of the codes.
 *
 * @param source where its rows come from, for what else a form needs
 * @param state which state it is
 * @param vocabulary what the coded values of its rows mean
 */
public record Snapshot(FeedSource source, CodeSetState state, FeedVocabulary vocabulary) {

  /**
   * An edition: the codes that it lists.
   *
   * @param revision its number, 1 upwards; empty for the current one
   * @throws HcpcsException EDITION_UNKNOWN if it is not loaded
   */
  public static Snapshot of(FeedSource source, Edition edition, OptionalInt revision) {
    FeedRelease release = source.release(edition, revision);
    return new Snapshot(
        source,
        new CodeSetState(Optional.of(release), release.publishedOn(), List.of(release)),
        source.vocabulary(release.publishedOn()));
  }

  /**
   * Everything that was known on a day: each code that any edition listed, with its newest record.
   *
   * @throws HcpcsException EDITION_UNKNOWN if nothing is loaded that was published by then
   */
  public static Snapshot knownOn(FeedSource source, LocalDate day) {
    List<FeedRelease> sources = source.releasesKnownOn(day);
    if (sources.isEmpty()) {
      throw nothingKnown(day);
    }
    return new Snapshot(source, CodeSetState.known(day, sources), source.vocabulary(day));
  }

  static HcpcsException nothingKnown(LocalDate day) {
    return ErrorCode.EDITION_UNKNOWN.failure(
        "%s: no edition is loaded that was published by then; hcpcs releases lists those that are",
        day);
  }

  /** The columns of its rows. */
  public Table table() {
    return SnapshotTable.TABLE;
  }

  /** All rows, in the order of the codes. They can be read as often as wanted. */
  public FeedRows<Row> rows() {
    return state
        .edition()
        .map(source::records)
        .orElseGet(() -> source.recordsKnownOn(state.knownOn()))
        .map(listed -> SnapshotTable.row(listed, vocabulary));
  }

  /** Gives all rows to a taker, in the order of the codes. */
  public void forEach(IOConsumer<Row> taker) throws IOException {
    try (FeedRows<Row> rows = rows()) {
      rows.forEach(taker);
    }
  }

  /**
   * Writes a feed of it in several forms at once, reading its rows once.
   *
   * @param formats the forms, at least one
   * @param target its folder; an existing feed there is replaced
   * @return what it says of itself
   */
  public Manifest write(List<Format> formats, Path target) {
    return RowWriters.feed(
        Manifest.FeedKind.SNAPSHOT,
        state,
        table(),
        formats,
        target,
        (format, folder) -> format.snapshot(folder, this),
        writers -> forEach(writers::write));
  }
}
