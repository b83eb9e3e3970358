package org.openhcpcs.job;

import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Memory;
import org.openhcpcs.database.Database;
import org.openhcpcs.store.ledger.RunLock;
import org.openhcpcs.store.ledger.RunLog;

/** Does work that writes to the database: alone, and logged however it ends. */
public final class LoggedRun {

  private LoggedRun() {}

  /**
   * Does the work with the lock held.
   *
   * @param progress is told the number of the run
   * @param command the command line, for the run log
   * @param work what to do; it ends the log unless it fails
   * @throws HcpcsException LOCK_HELD if another run holds the lock, or what the work throws
   */
  public static <T> T of(
      Database database, Progress progress, String command, Function<RunLog, T> work) {
    return RunLock.held(
        database,
        () -> {
          RunLog log = RunLog.begin(database, command);
          try {
            progress.begins(log.runId(), command);
            return Memory.enough(command, () -> work.apply(log));
          } catch (RuntimeException e) {
            log.endAfter(e);
            throw e;
          }
        });
  }

  /**
   * Does work that nobody watches.
   *
   * @param isNothing whether what came of it changes nothing
   */
  public static <T> T unheard(
      Database database, String command, Supplier<T> work, Predicate<T> isNothing) {
    return of(
        database,
        Progress.UNHEARD,
        command,
        log -> {
          T result = work.get();
          log.end(
              isNothing.test(result) ? RunLog.RunOutcome.NOTHING_NEW : RunLog.RunOutcome.DONE,
              null);
          return result;
        });
  }
}
