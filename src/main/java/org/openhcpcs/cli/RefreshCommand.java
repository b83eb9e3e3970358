package org.openhcpcs.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.LoadJob;
import org.openhcpcs.job.LoadOptions;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.ParsedRelease;
import org.openhcpcs.job.RefreshJob;
import org.openhcpcs.job.Stage;
import org.openhcpcs.release.ArchiveStore;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.store.Database;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hcpcs refresh}. */
@picocli.CommandLine.Command(
    name = "refresh",
    description = {
      "Loads what is new: fetches the releases that CMS has posted, and looks into the drop folder.",
      "Made for a scheduler: run it as often as you like. The last line says what happened."
    },
    sortOptions = false)
final class RefreshCommand extends Command {

  private static final String COMMAND = "refresh";

  @Mixin private final SiteOptions where = new SiteOptions();

  @Option(
      names = "--apply-corrections",
      description =
          "make a revision of each edition with the corrections that CMS published for it; without, they are only judged")
  private boolean applyCorrections;

  @Mixin private final GateOptions gates = new GateOptions();

  RefreshCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    Optional<RefreshJob.Site> site = where.site(terminal(), clock);
    Optional<Path> dropFolder = where.dropFolder(root());
    LoadProgress progress = new LoadProgress(terminal(), root().isQuiet());
    RefreshJob.Report report;
    try (Database database = root().openDatabase()) {
      ArchiveStore archives = new ArchiveStore(root().archiveFolder());
      LoadJob load =
          new LoadJob(
              database,
              archives,
              progress,
              new LoadOptions(
                  ParsedRelease.Twins.COMPARE,
                  applyCorrections ? LoadOptions.Corrections.APPLY : LoadOptions.Corrections.REPORT,
                  gates.gates(dropFolder),
                  InputFolder.reviewedMeanings(dropFolder),
                  Stage.PUBLISH),
              COMMAND + gates,
              HcpcsCommand.version());
      report =
          new RefreshJob(
                  database,
                  archives,
                  new ReleaseLocator(Optional.empty(), CodeTableReader::isCodeTable),
                  load,
                  clock,
                  this::note)
              .refresh(site, dropFolder, COMMAND + gates, HcpcsCommand.version());
    } finally {
      progress.end();
    }
    report
        .loaded()
        .failures()
        .forEach(failure -> terminal().err().println("hcpcs: " + failure.message()));
    terminal().out().println(RefreshSummary.of(report));
    return exitCode(report.loaded());
  }

  private void note(String line) {
    if (!root().isQuiet()) {
      terminal().err().println(line);
    }
  }

  /** A gate's refusal is told only where nothing else failed: it is for a person to decide. */
  private static int exitCode(LoadReport report) {
    return report.failures().stream()
        .map(LoadReport.Failure::errorCode)
        .map(code -> code == ErrorCode.GATE_REFUSED ? code.exitCode() : 1)
        .min(Integer::compare)
        .orElse(0);
  }
}
