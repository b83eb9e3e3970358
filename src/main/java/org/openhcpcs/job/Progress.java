package org.openhcpcs.job;

import org.openhcpcs.store.RunLog;

/** Hears how a run gets on, as it happens: what a transaction holds may still be rolled back. */
public interface Progress {

  /**
   * The run begins: it has the lock, and a number in the log.
   *
   * @param command the command line
   */
  void begins(int run, String command);

  /** A stage begins, where its milliseconds are null, or ends, or fails. */
  void stage(RunLog.Stage stage);

  /** A release is done, one of {@code total}. */
  void released(LoadReport.Entry entry, int total);
}
