package org.openhcpcs.cli.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.watch.Metrics;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.ledger.StatusFacts;
import picocli.CommandLine.Option;

/** How a run is watched while it goes on, and reported when it ended. */
final class WatchOptions {

  /** How progress and failures are told. */
  enum LogFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      description =
          "how progress and failures are told on the standard error: text, or json, one object a line (default: ${DEFAULT-VALUE})",
      defaultValue = "text")
  private LogFormat log = LogFormat.TEXT;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write what the run did, and each of its stages, to this file as JSON")
  private @Nullable Path report;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "write what the run did and what is loaded to this file for Prometheus (node_exporter's textfile collector: NAME.prom)")
  private @Nullable Path metrics;

  private boolean isChecked;

  RunOutput output(HcpcsCommand root, Terminal terminal) {
    return log == LogFormat.JSON
        ? new JsonLog(terminal.err(), root.isQuiet(), root.isVerbose())
        : new LoadProgress(terminal, root.isQuiet());
  }

  /**
   * Looks whether the options make sense; nothing is reported unless they do.
   *
   * @throws HcpcsException USAGE if they do not
   */
  void check(boolean isDryRun) {
    if (isDryRun && (report != null || metrics != null)) {
      throw ErrorCode.USAGE.failure(
          "--dry-run is no run that could be reported; give no --report and --metrics");
    }
    isChecked = !isDryRun;
  }

  /** Writes the files that tell of the run, and returns the run with what came of that. */
  RunEnd write(RunEnd end, RunWatch watch) {
    RunEnd told = end;
    if (isChecked && report != null) {
      List<Json> stages =
          end.run()
              .flatMap(run -> watch.answer(database -> RunReport.stages(database, run)))
              .orElseGet(() -> RunReport.stages(end));
      told = written(report, RunReport.json(told, stages).pretty() + "\n", told, watch.output());
    }
    if (isChecked && metrics != null) {
      Optional<Metrics.LoadedFacts> loaded =
          watch.answer(
              database ->
                  new Metrics.LoadedFacts(StatusFacts.of(database), StatusFacts.totals(database)));
      told = written(metrics, Metrics.text(told, loaded), told, watch.output());
    }
    return told;
  }

  private static RunEnd written(Path file, String text, RunEnd end, RunOutput output) {
    try {
      WholeFile.write(file, text);
      return end;
    } catch (HcpcsException e) {
      output.failure(e.errorCode(), String.valueOf(e.getMessage()));
      return end.unreported(e.errorCode());
    }
  }
}
