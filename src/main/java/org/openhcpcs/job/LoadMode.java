package org.openhcpcs.job;

/** How a load goes about what it finds. */
public enum LoadMode {
  /** What is new is published. */
  LOAD,
  /** The same is told, and nothing is written: it is all taken back in the end. */
  DRY_RUN,
  /** What was staged before is published, if it still reads as it did. */
  FROM_STAGED,
  /** What is loaded is read again, and takes the place of what it said before. */
  REREAD
}
