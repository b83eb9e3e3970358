package org.openhcpcs.cli.watch;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.OneLine;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.watch.RunEnd;
import org.openhcpcs.store.ledger.RunLog;

/**
 * Shows a load's progress to people: a bar on a terminal that a person watches, and a line per
 * release everywhere.
 */
final class LoadProgress implements RunOutput {

  private final Terminal terminal;
  private final boolean quiet;
  private @Nullable ProgressBar bar;

  LoadProgress(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  @Override
  public void stage(RunLog.LoggedStage stage) {
    if (quiet || !terminal.isInteractive() || stage.milliseconds() != null) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("load")
              .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width()))
              .build();
    }
    bar.setExtraMessage(stage.edition() + " " + stage.stage());
  }

  @Override
  public void released(ReleaseEntry entry, int total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.step();
    }
    if (!quiet) {
      terminal.err().println(OneLine.of(line(entry)));
    }
  }

  private static String line(ReleaseEntry entry) {
    StatusWords words = StatusWords.of(entry.status());
    String corrections = entry.corrections().isEmpty() ? "" : "; " + entry.corrections();
    String what =
        switch (words) {
          case LOADED, WOULD_LOAD, STOPPED, REREAD_CHANGED -> counts(entry) + corrections;
          case REFUSED, COMPANIONS_REFUSED, WOULD_REFUSE -> ": " + entry.reasons() + corrections;
          default -> corrections;
        };
    return "%s  %s"
        .formatted(
            entry.edition(),
            words == StatusWords.CORRECTED
                ? entry.corrections()
                : words.ofOne() + what + "  (" + entry.archiveName() + ")");
  }

  private static String counts(ReleaseEntry entry) {
    return String.format(
            ": %,d codes, %,d modifiers, %,d new records, %,d findings, %,d lines rejected",
            entry.codes(),
            entry.modifiers(),
            entry.newRecords(),
            entry.findings(),
            entry.rejected())
        + (entry.keptOut() == 0
            ? ""
            : String.format(", of them %,d Level I or dental codes", entry.keptOut()));
  }

  @Override
  public void note(String message) {
    if (!quiet) {
      terminal.err().println(OneLine.of(message));
    }
  }

  @Override
  public void warning(String message) {
    terminal.err().println(OneLine.of("hcpcs: warning: " + message));
  }

  @Override
  public void failure(ErrorCode errorCode, String message) {
    terminal.tell(message);
  }

  /** Takes the bar away. */
  @Override
  public void pause() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Failures are told where those of all commands are. */
  @Override
  public void end(RunEnd end, @Nullable RuntimeException failure) {
    if (failure != null) {
      throw failure;
    }
  }
}
