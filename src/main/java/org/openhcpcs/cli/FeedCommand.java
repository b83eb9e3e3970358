package org.openhcpcs.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.CsvFormat;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.JsonLinesFormat;
import org.openhcpcs.feed.Manifest;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.SnapshotFeed;
import org.openhcpcs.feed.Verification;
import org.openhcpcs.store.Database;
import org.openhcpcs.store.FeedSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs feed}. */
@picocli.CommandLine.Command(
    name = "feed",
    description = "Writes what other systems consume: snapshots of the code set.",
    sortOptions = false)
final class FeedCommand extends Command {

  private static final Pattern STATE = Pattern.compile("(\\d{4}-\\d{2})(?:\\.([1-9]\\d{0,8}))?");

  @Option(
      names = "--edition",
      paramLabel = "YYYY-MM[.N]",
      description = "a snapshot of an edition, of its revision N (default: the current one)")
  private @Nullable String edition;

  @Option(
      names = "--known-on",
      paramLabel = "YYYY-MM-DD",
      description = "a snapshot of everything that CMS had published by that day")
  private @Nullable String knownOn;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = "csv, jsonl; several with commas between (default: csv,jsonl)")
  private List<FormatName> formats = List.of(FormatName.CSV, FormatName.JSONL);

  @Option(
      names = "--guard-formulas",
      description =
          "put an apostrophe before texts in CSV files that a spreadsheet would take for a formula")
  private boolean guardFormulas;

  @Option(names = "--out", paramLabel = "DIR", description = "the folder of the feed")
  private @Nullable Path folder;

  /** The forms of feeds. */
  enum FormatName {
    CSV,
    JSONL
  }

  FeedCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    Path target = folder;
    if (target == null) {
      throw new HcpcsException(ErrorCode.USAGE, "name the folder of the feed: --out DIR");
    }
    if ((edition == null) == (knownOn == null)) {
      throw new HcpcsException(
          ErrorCode.USAGE, "one of --edition YYYY-MM and --known-on YYYY-MM-DD, please");
    }
    try (Database database = root().openDatabase();
        FeedSource source = FeedSource.open(database)) {
      Manifest manifest = SnapshotFeed.write(snapshot(source), forms(), target);
      tell(target, manifest);
    }
    return 0;
  }

  private Snapshot snapshot(FeedSource source) {
    if (knownOn != null) {
      return Snapshot.knownOn(source, day(knownOn));
    }
    String text = String.valueOf(edition);
    Matcher matcher = STATE.matcher(text);
    if (!matcher.matches()) {
      throw new HcpcsException(
          ErrorCode.USAGE, "--edition " + text + ": not an edition; it is YYYY-MM or YYYY-MM.N");
    }
    return Snapshot.of(
        source,
        Options.edition("--edition", matcher.group(1)),
        matcher.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(matcher.group(2))));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new HcpcsException(
          ErrorCode.USAGE, "--known-on " + text + ": not a day; it is YYYY-MM-DD", e);
    }
  }

  private List<Format> forms() {
    List<Format> forms = new ArrayList<>();
    for (FormatName name : formats.stream().distinct().sorted().toList()) {
      forms.add(
          switch (name) {
            case CSV ->
                new CsvFormat(
                    guardFormulas ? CsvFormat.FormulaGuard.ON : CsvFormat.FormulaGuard.OFF);
            case JSONL -> new JsonLinesFormat();
          });
    }
    return forms;
  }

  private void tell(Path target, Manifest manifest) {
    terminal()
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%s: %s of %s, %,d rows, %d files, sha256 %s",
                target,
                manifest.kind().label(),
                manifest.to().state().label(),
                manifest.rows(),
                manifest.files().size(),
                manifest.to().digest().sha256()));
  }

  @picocli.CommandLine.Command(
      name = "verify",
      description = "Checks that a feed is whole: every file that its manifest names, unchanged.")
  int verify(@Parameters(paramLabel = "DIR", description = "the folder of the feed") Path feed) {
    tell(feed, Verification.verify(feed));
    return 0;
  }
}
