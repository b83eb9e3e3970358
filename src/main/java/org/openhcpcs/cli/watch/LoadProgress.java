package org.openhcpcs.cli.watch;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.LoadReport;
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
  public void begins(int run, String command) {
    // a person knows what was typed
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
  public void released(LoadReport.ReleaseEntry entry, int total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.step();
    }
    if (!quiet) {
      terminal.err().println(line(entry));
    }
  }

  private static String line(LoadReport.ReleaseEntry entry) {
    String head = entry.edition() + "  ";
    String corrections = entry.corrections().isEmpty() ? "" : "; " + entry.corrections();
    String tail = corrections + "  (" + entry.archiveName() + ")";
    return switch (entry.status()) {
      case LOADED -> head + "loaded" + counts(entry) + tail;
      case WOULD_LOAD -> head + "would load" + counts(entry) + tail;
      case SAME_CONTENT -> head + "the content of a loaded revision" + tail;
      case ALREADY_LOADED -> head + "already loaded" + tail;
      case COMPANIONS_LOADED -> head + "companion files added" + tail;
      case COMPANIONS_WOULD_LOAD -> head + "companion files would be added" + tail;
      case EDITION_NOT_LOADED ->
          head + "left alone: companion files of an edition that is not loaded" + tail;
      case SAMPLE_LEFT_ALONE -> head + "left alone: the sample, which is no CMS publication" + tail;
      case SAMPLE_TAKEN_OUT -> head + "taken out: the sample, for CMS's releases have come" + tail;
      case SAMPLE_WOULD_GO -> head + "would be taken out: the sample" + tail;
      case REFUSED, COMPANIONS_REFUSED -> head + "refused: " + entry.reasons() + tail;
      case WOULD_REFUSE -> head + "would be refused: " + entry.reasons() + tail;
      case STOPPED -> head + "stopped as asked for" + counts(entry) + tail;
      case REREAD -> head + "read again, the same" + tail;
      case REREAD_CHANGED -> head + "read again and changed" + counts(entry) + tail;
      case CORRECTED -> head + entry.corrections();
    };
  }

  private static String counts(LoadReport.ReleaseEntry entry) {
    return String.format(
            Locale.ROOT,
            ": %,d codes, %,d modifiers, %,d new records, %,d findings, %,d lines rejected",
            entry.codes(),
            entry.modifiers(),
            entry.newRecords(),
            entry.findings(),
            entry.rejected())
        + (entry.keptOut() == 0
            ? ""
            : String.format(Locale.ROOT, ", of them %,d Level I or dental codes", entry.keptOut()));
  }

  @Override
  public void note(String message) {
    if (!quiet) {
      terminal.err().println(message);
    }
  }

  @Override
  public void warning(String message) {
    terminal.err().println("hcpcs: warning: " + message);
  }

  @Override
  public void failure(ErrorCode errorCode, String message) {
    terminal.err().println("hcpcs: " + message);
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
