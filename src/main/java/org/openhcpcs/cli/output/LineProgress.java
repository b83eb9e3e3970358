package org.openhcpcs.cli.output;

import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar for a command that goes through many lines; none where nobody watches. */
public final class LineProgress implements AutoCloseable {

  private static final int PERCENT = 100;

  private final @Nullable ProgressBar bar;
  private final long begun = System.nanoTime();

  /**
   * Begins.
   *
   * @param isShown whether to show it if a person watches
   */
  public LineProgress(Terminal terminal, String task, boolean isShown) {
    bar =
        isShown && terminal.isInteractive()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(PERCENT)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width()))
                .build()
            : null;
  }

  /**
   * Shows how far it is.
   *
   * @param share the share that is done; negative if nobody knows
   * @param lines how many lines are done
   */
  public void at(double share, long lines) {
    if (bar != null) {
      bar.maxHint(share < 0 ? -1 : PERCENT);
      bar.stepTo((long) (Math.max(0, share) * PERCENT));
      long milliseconds = Math.max(1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      bar.setExtraMessage(
          String.format("%,d lines, %,d a second", lines, lines * 1000 / milliseconds));
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
