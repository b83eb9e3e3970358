package org.openhcpcs.feed.table;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows, in the order in which they come. */
public interface RowWriter extends Closeable {

  void write(Row row) throws IOException;

  /** Writes what is left, after the last row, and says what it wrote. Only then is it complete. */
  void finish() throws IOException;

  /** Lets go of the files, complete or not. */
  @Override
  default void close() throws IOException {}
}
