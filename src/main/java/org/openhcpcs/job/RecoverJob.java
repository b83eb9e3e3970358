package org.openhcpcs.job;

import org.openhcpcs.database.Database;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;

/** Clears what killed runs left; whoever holds the lock is the only one that runs. */
public record RecoverJob(Database database, ArchiveStore archives) {

  /**
   * What was cleared.
   *
   * @param runs runs that were open in the log
   * @param parts archives that were half written
   */
  public record Recovered(int runs, int parts) {}

  /**
   * Clears it.
   *
   * @throws org.openhcpcs.code.HcpcsException LOCK_HELD if a run is alive, DISK if a file cannot be
   *     removed
   */
  public Recovered recover() {
    return RunLock.held(
        database, () -> new Recovered(RunLog.closeKilled(database), archives.removeParts()));
  }
}
