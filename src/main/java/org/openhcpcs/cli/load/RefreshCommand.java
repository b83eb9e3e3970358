package org.openhcpcs.cli.load;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.feed.FeedForms;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.cli.watch.CommandResult;
import org.openhcpcs.cli.watch.RunWatch;
import org.openhcpcs.cli.watch.WatchedCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.Stage;
import org.openhcpcs.job.load.LoadJob;
import org.openhcpcs.job.load.LoadOptions;
import org.openhcpcs.job.load.ParsedRelease;
import org.openhcpcs.job.refresh.FeedJob;
import org.openhcpcs.job.refresh.RefreshJob;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.source.CodeTableReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hcpcs refresh}. */
@Command(
    name = "refresh",
    description = {
      "Loads what is new: fetches the releases that CMS has posted, and looks into the drop folder.",
      "Made for a scheduler: run it as often as you like. The last line says what happened."
    },
    sortOptions = false)
public final class RefreshCommand extends WatchedCommand {

  private static final String COMMAND = "refresh";

  @Mixin private final SiteOptions where = new SiteOptions();

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

  public RefreshCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public String commandLine() {
    return COMMAND + gates;
  }

  @Override
  public boolean isDryRun() {
    return false;
  }

  @Override
  public CommandResult work(RunWatch watch) {
    Clock clock = Clock.systemUTC();
    Optional<RefreshJob.Site> site = where.site(terminal(), clock);
    Optional<Path> dropFolder = where.dropFolder(root());
    ArchiveStore archives = new ArchiveStore(root().archiveFolder());
    Database database = watch.database();
    LoadJob load =
        new LoadJob(
            database,
            archives,
            watch,
            new LoadOptions(
                ParsedRelease.Twins.COMPARE,
                applyCorrections
                    ? LoadOptions.CorrectionPolicy.APPLY
                    : LoadOptions.CorrectionPolicy.REPORT,
                gates.gates(dropFolder),
                InputFolder.reviewedMeanings(dropFolder, root().projectInput()),
                Stage.PUBLISH),
            commandLine(),
            HcpcsCommand.version());
    RefreshJob.Refreshed report =
        new RefreshJob(
                database,
                archives,
                new ReleaseLocator(Optional.empty(), CodeTableReader::problem),
                load,
                clock,
                Optional.ofNullable(feeds)
                    .map(folder -> new FeedJob(folder, FeedForms.of(feedFormats, false))),
                watch.output()::note)
            .refresh(site, dropFolder, commandLine(), HcpcsCommand.version());
    watch.output().pause();
    report.loaded().failures().forEach(watch::failed);
    String summary = RefreshSummary.of(report);
    terminal().out().println(summary);
    return CommandResult.of(report.loaded(), summary);
  }
}
