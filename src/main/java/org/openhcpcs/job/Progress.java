package org.openhcpcs.job;

import org.openhcpcs.code.Edition;

/** Hears how a load gets on. */
public interface Progress {

  /** A stage of an edition begins. */
  void stage(Edition edition, String stage);

  /** A release is done, one of {@code total}. */
  void released(LoadReport.Entry entry, int total);
}
