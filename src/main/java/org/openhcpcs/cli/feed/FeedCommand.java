package org.openhcpcs.cli.feed;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.feed.DeltaFeed;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.HistoryFeed;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.ValidityFeed;
import org.openhcpcs.feed.apply.DeltaApplication;
import org.openhcpcs.feed.folder.FeedVerification;
import org.openhcpcs.feed.folder.Manifest;
import org.openhcpcs.history.DateSpan;
import org.openhcpcs.store.read.FeedSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs feed}. */
@Command(
    name = "feed",
    description = {
      "Writes what other systems consume: snapshots of the code set, deltas between two of them, the history, the verdict on each"
          + " code for each date of service.",
      "Each feed is a folder; its manifest.json is written last, and proves that it is whole."
    })
public final class FeedCommand extends ProgramCommand {

  @Option(
      names = "--edition",
      paramLabel = "YYYY-MM[.N]",
      description = "a snapshot of an edition, of its revision N (default: the current one)")
  private @Nullable String edition;

  @Option(
      names = "--known-on",
      paramLabel = "YYYY-MM-DD",
      description =
          "a snapshot of everything that CMS had published by that day; with --validity, the verdicts by it")
  private @Nullable String knownOn;

  @Option(
      names = "--history",
      description = "what each code meant on which dates, as it was known on which days")
  private boolean history;

  @Option(
      names = "--validity",
      description =
          "which verdict holds for each code on which dates: what hcpcs check judges by, for other engines")
  private boolean validity;

  @Option(
      names = "--from",
      paramLabel = "A",
      description = "a delta from A, an edition YYYY-MM[.N] or a day YYYY-MM-DD ...")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "B",
      description = "... to B, of the same kind; may be the older")
  private @Nullable String to;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "csv, jsonl, parquet; of snapshots also fhir, omop; several with commas between (default: csv,jsonl)")
  private List<FeedForms.Name> formats = FeedForms.DEFAULT;

  @Option(
      names = "--guard-formulas",
      description =
          "put an apostrophe before texts in CSV files that a spreadsheet would take for a formula")
  private boolean guardFormulas;

  @Option(names = "--out", paramLabel = "DIR", description = "the folder of the feed")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    Path target = folder;
    if (target == null) {
      throw ErrorCode.USAGE.failure("name the folder of the feed: --out DIR");
    }
    List<Format> forms = FeedForms.of(formats, guardFormulas);
    FeedWork work = work();
    try (Database database = root().openLoaded();
        FeedSource source = FeedSource.open(database)) {
      tell(target, work.write(source, forms, target));
      root().noteSample(database);
    }
    return 0;
  }

  /** Writes one kind of feed. */
  private interface FeedWork {
    Manifest write(FeedSource source, List<Format> forms, Path target);
  }

  private FeedWork work() {
    boolean isDelta = from != null && to != null;
    String state = validity ? null : knownOn;
    if (Stream.of(edition, state, from, history ? "" : null, validity ? "" : null)
                .filter(Objects::nonNull)
                .count()
            != 1
        || (from == null) != (to == null)) {
      throw ErrorCode.USAGE.failure(
          "one of --edition YYYY-MM, --known-on YYYY-MM-DD, --from A --to B, --history and --validity, please");
    }
    if (history) {
      return HistoryFeed::write;
    }
    if (validity) {
      Optional<LocalDate> day =
          Optional.ofNullable(knownOn).map(text -> FeedCommand.day("--known-on", text));
      return (source, forms, target) -> ValidityFeed.write(source, day, forms, target);
    }
    if (isDelta) {
      if (isDay(String.valueOf(from)) != isDay(String.valueOf(to))) {
        throw ErrorCode.USAGE.failure(
            "--from %s --to %s: name two editions or two days, not one of each", from, to);
      }
      Function<FeedSource, Snapshot> before = state("--from", String.valueOf(from));
      Function<FeedSource, Snapshot> after = state("--to", String.valueOf(to));
      return (source, forms, target) ->
          DeltaFeed.write(before.apply(source), after.apply(source), forms, target);
    }
    Function<FeedSource, Snapshot> wanted =
        edition == null
            ? knownOn("--known-on", String.valueOf(knownOn))
            : edition("--edition", edition);
    return (source, forms, target) -> wanted.apply(source).write(forms, target);
  }

  private static boolean isDay(String text) {
    return !Options.isRevision(text);
  }

  private static Function<FeedSource, Snapshot> state(String option, String text) {
    return isDay(text) ? knownOn(option, text) : edition(option, text);
  }

  private static Function<FeedSource, Snapshot> edition(String option, String text) {
    Options.EditionRevision wanted = Options.revision(option, text);
    return source -> Snapshot.of(source, wanted.edition(), wanted.number());
  }

  private static Function<FeedSource, Snapshot> knownOn(String option, String text) {
    LocalDate day = day(option, text);
    return source -> Snapshot.knownOn(source, day);
  }

  private static LocalDate day(String option, String text) {
    return DateSpan.day(text)
        .orElseThrow(
            () ->
                ErrorCode.USAGE.failure(
                    "%s %s%s",
                    option,
                    text,
                    option.equals("--known-on")
                        ? ": not a day; it is YYYY-MM-DD"
                        : ": neither an edition nor a day; it is YYYY-MM or YYYY-MM-DD"));
  }

  private void tell(Path target, Manifest manifest) {
    print(
        String.format(
            "%s: %s %s%s, %,d rows, %d files, sha256 %s",
            target,
            manifest.kind().label(),
            manifest.from().map(end -> end.state().label() + " to ").orElse("of "),
            manifest.to().state().label(),
            manifest.rows(),
            manifest.files().size(),
            manifest.to().digest().sha256()));
  }

  @Command(
      name = "apply",
      description = {
        "Applies a delta to a snapshot, which gives the snapshot of the other state. Needs no database.",
        "Both must have JSON Lines; the forms of the snapshot are written."
      })
  void apply(
      @Parameters(paramLabel = "SNAPSHOT_DIR", description = "the state before") Path snapshot,
      @Parameters(paramLabel = "DELTA_DIR", description = "the step from it") Path delta,
      @Option(
              names = "--out",
              paramLabel = "DIR",
              required = true,
              description = "the folder of the state after")
          Path target) {
    tell(target, DeltaApplication.apply(snapshot, delta, target));
  }

  @Command(
      name = "verify",
      description = "Checks that a feed is whole: every file that its manifest names, unchanged.")
  void verify(@Parameters(paramLabel = "DIR", description = "the folder of the feed") Path feed) {
    tell(feed, FeedVerification.verify(feed));
  }
}
