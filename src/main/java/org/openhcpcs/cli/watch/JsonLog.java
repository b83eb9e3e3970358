package org.openhcpcs.cli.watch;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.ProgramVersion;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.watch.CommandResult;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.json.Json;
import org.openhcpcs.store.ledger.RunLog;

/** {@code --log json}: one JSON object a line, and nothing else. */
public final class JsonLog implements RunOutput {

  private final PrintStream err;
  private final boolean quiet;
  private final boolean verbose;
  private Optional<Integer> run = Optional.empty();

  /**
   * @param quiet tell only failures, warnings and the end
   * @param verbose tell where in the program it failed
   */
  public JsonLog(PrintStream err, boolean quiet, boolean verbose) {
    this.err = err;
    this.quiet = quiet;
    this.verbose = verbose;
  }

  /** Whether a command line asks for it, although it is wrong. */
  public static boolean isWanted(String[] arguments) {
    List<String> words =
        Arrays.stream(arguments).map(word -> word.toLowerCase(Locale.ROOT)).toList();
    int option = words.indexOf("--log");
    return words.contains("--log=json")
        || (option >= 0 && option + 1 < words.size() && words.get(option + 1).equals("json"));
  }

  @Override
  public void begins(int number, String command) {
    run = Optional.of(number);
    progress(
        line("run_begin").with("command", command).with("program_version", ProgramVersion.get()));
  }

  @Override
  public void stage(RunLog.LoggedStage stage) {
    boolean ended = stage.milliseconds() != null;
    progress(
        line(ended ? "stage_end" : "stage_begin")
            .with("edition", stage.edition())
            .with("archive_sha256", stage.archiveSha256())
            .with("stage", stage.stage())
            .with("milliseconds", stage.milliseconds())
            .with("read", ended ? stage.read() : null)
            .with("written", ended ? stage.written() : null)
            .with("rejected", ended ? stage.rejected() : null)
            .with("skipped", ended ? stage.skipped() : null)
            .with("error_code", stage.errorCode()));
  }

  @Override
  public void released(ReleaseEntry entry, int total) {
    progress(line("release").with(release(entry)).with("total", total));
  }

  /** How a release fared; without counts where it was not read to its end. */
  static Json release(ReleaseEntry entry) {
    boolean wasRead = entry.codes() + entry.modifiers() > 0;
    return new Json()
        .with("edition", entry.edition())
        .with("archive_name", entry.archiveName())
        .with("status", StatusWords.of(entry.status()).label())
        .with("codes", wasRead ? entry.codes() : null)
        .with("modifiers", wasRead ? entry.modifiers() : null)
        .with("new_records", wasRead ? entry.newRecords() : null)
        .with("rejected", wasRead ? entry.rejected() : null)
        .with("findings", wasRead ? entry.findings() : null)
        .with("corrections", entry.corrections())
        .with(
            "refusals",
            entry.refusals().stream()
                .map(
                    refusal ->
                        new Json()
                            .with("gate", refusal.gate().label())
                            .with("reason", refusal.reason()))
                .toList());
  }

  @Override
  public void note(String message) {
    progress(line("note").with("message", message));
  }

  @Override
  public void warning(String message) {
    print(line("warning").with("message", message));
  }

  @Override
  public void failure(ErrorCode errorCode, String message) {
    print(line("failure").with("error_code", errorCode).with("message", message));
  }

  @Override
  public void end(RunEnd end, @Nullable RuntimeException failure) {
    Json line =
        line("run_end")
            .with(result(end.result()))
            .with("milliseconds", Math.round(end.seconds() * 1000));
    if (failure != null && (verbose || !(failure instanceof HcpcsException))) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      line.with("detail", trace);
    }
    print(line);
  }

  /** The command line makes no sense, and there is no run. */
  public void usage(String message) {
    CommandResult failed =
        new CommandResult(RunLog.RunOutcome.FAILED, Optional.of(ErrorCode.USAGE), message);
    print(line("run_end").with(result(failed)).with("milliseconds", 0));
  }

  /** What it comes to. */
  static Json result(CommandResult result) {
    return new Json()
        .with("outcome", result.outcome().label())
        .with("exit_code", result.exitCode())
        .with("error_code", result.errorCode())
        .with("message", result.message());
  }

  private Json line(String event) {
    return new Json()
        .with("time", Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .with("event", event)
        .with("run", run);
  }

  private void progress(Json line) {
    if (!quiet) {
      print(line);
    }
  }

  private void print(Json line) {
    err.println(line.line());
  }
}
