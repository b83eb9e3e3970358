package org.openhcpcs.cli.watch;

import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.Progress;
import org.openhcpcs.job.watch.RunEnd;

/** Tells on the standard error how a run gets on and ends: to people, or to programs. */
public interface RunOutput extends Progress {

  /** Something that a person who watches wants to know. */
  void note(String message);

  /** Something failed, and the run goes on with the rest. */
  void failure(ErrorCode errorCode, String message);

  /** Takes away what shows only while the work goes on. */
  default void pause() {}

  /**
   * The run ended, and nothing more is told.
   *
   * @param failure what ended it, if something did; it is thrown if others are to tell it
   */
  void end(RunEnd end, @Nullable RuntimeException failure);
}
