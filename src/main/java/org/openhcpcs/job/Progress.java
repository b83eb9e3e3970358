package org.openhcpcs.job;

import org.openhcpcs.store.ledger.RunLog;

/** Hears how a run gets on, as it happens: what a transaction holds may still be rolled back. */
public interface Progress {

  /** For runs that are over before anyone could look at them. */
  Progress UNHEARD =
      new Progress() {
        @Override
        public void begins(int run, String command) {}

        @Override
        public void stage(RunLog.LoggedStage stage) {}

        @Override
        public void released(LoadReport.ReleaseEntry entry, int total) {}

        @Override
        public void warning(String message) {}
      };

  /**
   * The run begins: it has the lock, and a number in the log.
   *
   * @param command the command line
   */
  void begins(int run, String command);

  /** A stage begins, where its milliseconds are null, or ends, or fails. */
  void stage(RunLog.LoggedStage stage);

  /** A release is done, one of {@code total}. */
  void released(LoadReport.ReleaseEntry entry, int total);

  /** Something that a person should look at, although the run goes on. */
  void warning(String message);
}
