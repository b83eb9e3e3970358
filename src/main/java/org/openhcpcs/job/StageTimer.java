package org.openhcpcs.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.store.ledger.RunLog;

/**
 * Times the stages of one release and logs each when it begins and when it ends, but those that
 * share a transaction only after it: what is logged inside would go with it if it failed.
 */
public final class StageTimer {

  private final Edition edition;
  private final String archiveSha256;
  private final Progress progress;
  private final Optional<RunLog> log;
  private final List<RunLog.LoggedStage> withheld = new ArrayList<>();
  private String stage = "";
  private Instant startedAt = Instant.EPOCH;
  private long startedNanos;
  private boolean inTransaction;

  /**
   * @param log of the run; empty if it has none, and nobody hears of the stages
   */
  public StageTimer(
      Edition edition, String archiveSha256, Progress progress, Optional<RunLog> log) {
    this.edition = edition;
    this.archiveSha256 = archiveSha256;
    this.progress = progress;
    this.log = log;
  }

  public void begin(Stage next) {
    begin(next.label());
  }

  /** Begins a stage that is none of a load. */
  public void begin(String next) {
    stage = next;
    startedAt = Instant.now();
    startedNanos = System.nanoTime();
    write(null, 0, 0, 0, 0, null);
  }

  public void end(int read, int written, int rejected, int skipped) {
    write(milliseconds(), read, written, rejected, skipped, null);
  }

  /** From here to {@link #committed} or {@link #failed}, the stages share a transaction. */
  public void transactionBegins() {
    inTransaction = true;
  }

  public void committed() {
    inTransaction = false;
    withheld.forEach(this::log);
    withheld.clear();
  }

  /** The stage that runs failed, and its transaction, if there was one, is rolled back. */
  public void failed(RuntimeException failure) {
    try {
      write(milliseconds(), 0, 0, 0, 0, ErrorCode.of(failure));
      committed();
    } catch (RuntimeException e) {
      failure.addSuppressed(e); // the connection is lost
    }
  }

  private void log(RunLog.LoggedStage row) {
    log.ifPresent(each -> each.write(row));
  }

  private int milliseconds() {
    return (int) ((System.nanoTime() - startedNanos) / 1_000_000);
  }

  private void write(
      @Nullable Integer milliseconds,
      int read,
      int written,
      int rejected,
      int skipped,
      @Nullable ErrorCode errorCode) {
    RunLog.LoggedStage row =
        new RunLog.LoggedStage(
            edition.toString(),
            archiveSha256,
            stage,
            startedAt,
            milliseconds,
            read,
            written,
            rejected,
            skipped,
            errorCode);
    if (log.isPresent()) {
      progress.stage(row);
    }
    if (inTransaction) {
      withheld.add(row);
    } else {
      log(row);
    }
  }
}
