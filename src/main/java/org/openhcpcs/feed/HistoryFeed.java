package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.SnapshotTable;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.store.read.FeedRelease;
import org.openhcpcs.store.read.FeedRows;
import org.openhcpcs.store.read.FeedSource;
import org.openhcpcs.store.read.FeedVocabulary;
import org.openhcpcs.store.read.HistoryRecord;

/**
 * Writes the whole history: what each code meant on which dates of service, as it was known on
 * which days. Few rows are in memory at a time, however many editions there are.
 */
public final class HistoryFeed {

  static final Table TABLE =
      SnapshotTable.table(
          "history",
          Column.CODE,
          Column.KIND,
          Column.integer(
              "meaning",
              "Which meaning of the code it is, 1 upwards: a reused code has more than one."),
          Column.date("valid_from", "First date of service; 1900-01-01 if no file states one."),
          Column.date(
              "valid_to",
              "First date of service on which the row no longer holds; 9999-12-31 if it has no end. The same as valid_from if it ended before it began."),
          Column.date("known_from", "The day on which CMS published it."),
          Column.date(
              "known_to", "First day on which something else was known; 9999-12-31 if none."),
          Column.date(
                  "absent_since",
                  "First day of the edition that no longer listed the code although it had not ended; from then on it is not valid.")
              .optional(),
          Column.text("basis", "asserted by a file, or inferred."),
          Column.text("end_reason", "Why it ends: change or termination.").optional());

  private final FeedSource source;

  /** A day is the start of many rows, so each vocabulary is asked for once. */
  private final Map<LocalDate, FeedVocabulary> vocabularies = new HashMap<>();

  private HistoryFeed(FeedSource source) {
    this.source = source;
  }

  /**
   * Writes a feed.
   *
   * @param formats the forms, at least one
   * @param target its folder; an existing feed there is replaced
   * @return what it says of itself
   * @throws HcpcsException EDITION_UNKNOWN if nothing is loaded
   */
  public static Manifest write(FeedSource source, List<Format> formats, Path target) {
    List<FeedRelease> releases = source.releases();
    LocalDate known =
        FeedRelease.newestDay(releases)
            .orElseThrow(
                () ->
                    ErrorCode.EDITION_UNKNOWN.failure(
                        "no edition is loaded, so there is no history; load one with: hcpcs load"));
    return RowWriters.feed(
        Manifest.FeedKind.HISTORY,
        CodeSetState.known(known, releases),
        TABLE,
        formats,
        target,
        (format, folder) -> format.open(folder, TABLE),
        new HistoryFeed(source)::write);
  }

  private void write(RowWriters<Row> writers) throws IOException {
    try (FeedRows<HistoryRecord> records = source.history()) {
      records.forEach(each -> writers.write(row(each)));
    }
  }

  private Row row(HistoryRecord segment) {
    @Nullable String[] values = new @Nullable String[TABLE.columns().size()];
    int place = 0;
    values[place++] = segment.record().code();
    values[place++] = segment.record().kind().label();
    values[place++] = String.valueOf(segment.meaning());
    values[place++] = segment.validFrom().toString();
    values[place++] = segment.validTo().toString();
    values[place++] = segment.knownFrom().toString();
    values[place++] = segment.knownTo().toString();
    values[place++] = SnapshotTable.text(segment.absentSince());
    values[place++] = segment.basis();
    values[place++] = segment.endReason();
    SnapshotTable.fields(
        values,
        place,
        segment.record(),
        vocabularies.computeIfAbsent(segment.knownFrom(), source::vocabulary));
    return new Row(TABLE, values);
  }
}
