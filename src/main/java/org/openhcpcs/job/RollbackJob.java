package org.openhcpcs.job;

import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseRemoval;

/** Unpublishes the current revision of an edition; the revision before it is current again. */
public record RollbackJob(Database database, Progress progress) {

  /**
   * Takes the revision out, in one transaction.
   *
   * @throws HcpcsException LOCK_HELD if another run holds the lock, EDITION_UNKNOWN if the edition
   *     is not loaded, DATABASE_FAILED or DATABASE_UNREACHABLE if the database fails; nothing is
   *     changed then
   */
  public ReleaseRemoval.Removed rollBack(Edition edition) {
    return LoggedRun.of(
        database,
        progress,
        "rollback " + edition,
        log -> {
          ReleaseRemoval.Removed removed = new ReleaseRemoval(database.sql()).remove(edition);
          log.end(RunLog.RunOutcome.DONE, null);
          return removed;
        });
  }

  /**
   * Tells what {@link #rollBack} would take out, and writes nothing.
   *
   * @throws HcpcsException as {@link #rollBack} does
   */
  public ReleaseRemoval.Removed dryRun(Edition edition) {
    return RunLock.held(database, () -> new ReleaseRemoval(database.sql()).preview(edition));
  }
}
