package org.openhcpcs.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Edition;
import org.openhcpcs.store.RunLog;

/** Times the stages of one release for the run log. */
final class StageTimer {

  private final Edition edition;
  private final String archiveSha256;
  private final Progress progress;
  private final List<RunLog.Stage> stages = new ArrayList<>();
  private Stage stage = Stage.ACQUIRE;
  private Instant startedAt = Instant.EPOCH;
  private long startedNanos;

  StageTimer(Edition edition, String archiveSha256, Progress progress) {
    this.edition = edition;
    this.archiveSha256 = archiveSha256;
    this.progress = progress;
  }

  void begin(Stage next) {
    stage = next;
    startedAt = Instant.now();
    startedNanos = System.nanoTime();
    progress.stage(edition, next.label());
  }

  void end(int read, int written, int rejected) {
    int milliseconds = (int) ((System.nanoTime() - startedNanos) / 1_000_000);
    stages.add(
        new RunLog.Stage(
            edition.toString(),
            archiveSha256,
            stage.label(),
            startedAt,
            milliseconds,
            read,
            written,
            rejected));
  }

  List<RunLog.Stage> stages() {
    return stages;
  }
}
