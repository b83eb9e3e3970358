package org.openhcpcs.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.Progress;

/**
 * Shows a load's progress: a bar on a terminal that a person watches, and a line per release
 * everywhere.
 */
final class LoadProgress implements Progress {

  private final Terminal terminal;
  private final boolean quiet;
  private @Nullable ProgressBar bar;

  LoadProgress(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  @Override
  public void stage(Edition edition, String stage) {
    if (quiet || !terminal.isInteractive()) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("load")
              .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width()))
              .build();
    }
    bar.setExtraMessage(edition + " " + stage);
  }

  @Override
  public void released(LoadReport.Entry entry, int total) {
    if (bar != null) {
      bar.maxHint(total);
      bar.step();
    }
    if (!quiet) {
      terminal.err().println(line(entry));
    }
  }

  private static String line(LoadReport.Entry entry) {
    if (entry.status() == LoadReport.Status.ALREADY_LOADED) {
      return entry.edition() + "  already loaded  (" + entry.archiveName() + ")";
    }
    String what =
        switch (entry.status()) {
          case LOADED -> "loaded";
          case WOULD_LOAD -> "would load";
          case SAME_CONTENT -> "same content as a loaded revision";
          case ALREADY_LOADED -> "already loaded";
        };
    return String.format(
        Locale.ROOT,
        "%s  %s: %,d codes, %,d modifiers, %,d new records, %,d findings, %,d lines rejected  (%s)",
        entry.edition(),
        what,
        entry.codes(),
        entry.modifiers(),
        entry.newRecords(),
        entry.findings(),
        entry.rejected(),
        entry.archiveName());
  }

  /** Takes the bar away. */
  void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
