package org.openhcpcs.cli.load;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.feed.FeedForms;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.watch.RunWatch;
import org.openhcpcs.cli.watch.WatchedCommand;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.load.LoadOptions;
import org.openhcpcs.job.load.ParsedRelease;
import org.openhcpcs.job.refresh.FeedJob;
import org.openhcpcs.job.refresh.Outlook;
import org.openhcpcs.job.refresh.RefreshJob;
import org.openhcpcs.job.refresh.WebSite;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.source.CodeTableHeader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hcpcs refresh}. */
@Command(
    name = "refresh",
    description = {
      "Loads what is new: fetches the releases that CMS has posted, and looks into the drop folder.",
      "Made for a scheduler: run it as often as you like. The last line says what happened.",
      "With --dry-run it loads nothing; exit code 0: there is something new; 10: nothing new, and the next edition",
      "is loaded; 11: nothing new, and the next edition is not posted yet; 12: nothing new was found, but not every",
      "question was answered."
    })
public final class RefreshCommand extends WatchedCommand {

  private static final String COMMAND = "refresh";

  @Mixin private final SiteOptions where = new SiteOptions();

  @Option(names = "--dry-run", description = "tell what it would find, and load nothing")
  private boolean dryRun;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "of --dry-run: text, csv (RFC 4180 with a header) or json (default: text)")
  private @Nullable RowFormat format;

  @Option(
      names = "--apply-corrections",
      description =
          "make a revision of each edition with the corrections that CMS published for it; without, they are only judged")
  private boolean applyCorrections;

  @Option(
      names = "--feeds",
      paramLabel = "DIR",
      description =
          "keep feeds there: a snapshot of each edition, and a delta from each to the next")
  private @Nullable Path feeds;

  @Option(
      names = "--feed-format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "csv, jsonl, parquet; of snapshots also fhir, omop; several with commas between (default: csv,jsonl)")
  private List<FeedForms.Name> feedFormats = FeedForms.DEFAULT;

  @Mixin private final GateOptions gates = new GateOptions();

  @Override
  public String commandLine() {
    return COMMAND + gates;
  }

  @Override
  public boolean isDryRun() {
    return dryRun;
  }

  @Override
  public CommandResult work(RunWatch watch) {
    if (format != null && !dryRun) {
      throw ErrorCode.USAGE.failure("--format is how --dry-run prints its rows; give both or none");
    }
    if (dryRun && !gates.toString().isEmpty()) {
      throw ErrorCode.USAGE.failure("--dry-run asks no gate; give no --accept and --limit");
    }
    Clock clock = Clock.systemUTC();
    Optional<WebSite> site = where.site(terminal(), clock);
    Optional<Path> dropFolder = where.dropFolder(root());
    RefreshJob job =
        new RefreshJob(
            tools(watch, options(dropFolder)),
            new ReleaseLocator(Optional.empty(), CodeTableHeader::problem),
            clock,
            Optional.ofNullable(feeds)
                .map(folder -> new FeedJob(folder, FeedForms.of(feedFormats, false))),
            watch.output()::note);
    if (dryRun) {
      Outlook outlook = job.dryRun(site, dropFolder);
      outlook.problems().forEach(watch::failed);
      return OutlookPrinter.print(
          outlook, Objects.requireNonNullElse(format, RowFormat.TEXT), terminal());
    }
    RefreshJob.Refreshed report = job.refresh(site, dropFolder);
    watch.output().pause();
    report.loaded().failures().forEach(watch::failed);
    String summary = RefreshSummary.of(report);
    print(summary);
    return CommandResult.of(report.loaded(), summary);
  }

  private LoadOptions options(Optional<Path> dropFolder) {
    return new LoadOptions(
        ParsedRelease.Twins.COMPARE,
        applyCorrections ? LoadOptions.CorrectionPolicy.APPLY : LoadOptions.CorrectionPolicy.REPORT,
        gates.gates(dropFolder),
        InputFolder.reviewedMeanings(dropFolder, root().projectInput()),
        Stage.PUBLISH);
  }
}
