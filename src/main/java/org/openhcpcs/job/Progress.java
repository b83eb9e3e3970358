package org.openhcpcs.job;

import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.store.ledger.RunLog;

/** Hears how a run gets on, as it happens: what a transaction holds may still be rolled back. */
public interface Progress {

  /** For runs that are over before anyone could look at them. */
  Progress UNHEARD = new Progress() {};

  /**
   * The run begins: it has the lock, and a number in the log.
   *
   * @param command the command line
   */
  default void begins(int run, String command) {}

  /** A stage begins, where its milliseconds are null, or ends, or fails. */
  default void stage(RunLog.LoggedStage stage) {}

  /** A release is done, one of {@code total}. */
  default void released(ReleaseEntry entry, int total) {}

  /** Something that a person should look at, although the run goes on. */
  default void warning(String message) {}
}
