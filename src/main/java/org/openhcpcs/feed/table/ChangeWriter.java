package org.openhcpcs.feed.table;

import java.io.Closeable;
import java.io.IOException;

/** Writes the rows of a delta, in the order of their codes. */
public interface ChangeWriter extends Closeable {

  void write(RowChange change) throws IOException;

  /** Writes what is left, after the last row, and says what it wrote. Only then is it complete. */
  void finish() throws IOException;
}
