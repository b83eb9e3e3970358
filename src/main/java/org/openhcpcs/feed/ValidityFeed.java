package org.openhcpcs.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.store.read.FeedRelease;
import org.openhcpcs.store.read.FeedSource;

/**
 * Writes the verdict on every code for every date of service, as it was known on a day: the spans
 * that claim lines are judged by, for engines that judge them by a join. The spans of a code have
 * no gap and do not overlap, so an equality and a range find the one that counts.
 */
public final class ValidityFeed {

  static final Table TABLE =
      new Table(
          "validity",
          List.of(
              Column.CODE,
              Column.KIND,
              Column.date(
                  "valid_from",
                  "First date of service; 1900-01-01 stands for the beginning of time."),
              Column.date(
                  "valid_to",
                  "First date of service on which it no longer holds; 9999-12-31 stands for the end of time."),
              Column.text("verdict", "valid, not yet valid, terminated or absent."),
              Column.text("reason", "The verdict in words."),
              Column.integer(
                  "meaning",
                  "Which meaning of the code it is about, 1 upwards: a reused code has more than one."),
              Column.text(
                      "replacement",
                      "What replaces a code that ended or is absent; several with blanks between.")
                  .optional(),
              Column.text(
                      "edition",
                      "The newest edition that lists the record which decided, as known then.")
                  .optional()));

  private static final int FIRST = (int) LocalDate.of(1900, 1, 1).toEpochDay();
  private static final int END = (int) LocalDate.of(9999, 12, 31).toEpochDay();

  private ValidityFeed() {}

  /**
   * Writes a feed.
   *
   * @param knownOn the day whose knowledge counts; empty for the newest publication up to today,
   *     which says the same as today and gives the same bytes tomorrow
   * @param formats the forms, at least one
   * @param target its folder; an existing feed there is replaced
   * @return what it says of itself
   * @throws HcpcsException EDITION_UNKNOWN if nothing is loaded that was published by then
   */
  public static Manifest write(
      FeedSource source, Optional<LocalDate> knownOn, List<Format> formats, Path target) {
    LocalDate limit = knownOn.orElseGet(source::today);
    List<FeedRelease> releases = source.releasesKnownOn(limit);
    LocalDate newest =
        FeedRelease.newestDay(releases).orElseThrow(() -> Snapshot.nothingKnown(limit));
    LocalDate known = knownOn.orElse(newest);
    return RowWriters.feed(
        Manifest.FeedKind.VALIDITY,
        CodeSetState.known(known, releases),
        TABLE,
        formats,
        target,
        (format, folder) -> format.open(folder, TABLE),
        writers -> write(source.lives(known), known, writers));
  }

  private static void write(CodeLives lives, LocalDate known, RowWriters<Row> writers)
      throws IOException {
    int asOf = lives.asOf((int) known.toEpochDay());
    for (String code : new TreeSet<>(lives.codes())) {
      int from = FIRST;
      for (ValidSpan span : lives.spans(code, asOf)) {
        int to = Math.min(span.to(), END);
        if (from < to) { // the first that reaches beyond a day judges it
          writers.write(row(code, from, to, span));
          from = to;
        }
      }
    }
  }

  private static Row row(String code, int from, int to, ValidSpan span) {
    return new Row(
        TABLE,
        new @Nullable String[] {
          code,
          (code.length() == 2 ? Kind.MODIFIER : Kind.PROCEDURE).label(),
          LocalDate.ofEpochDay(from).toString(),
          LocalDate.ofEpochDay(to).toString(),
          span.verdict().label(),
          span.reason(),
          String.valueOf(span.meaning()),
          text(span.replacement()),
          text(span.edition())
        });
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }
}
