package org.openhcpcs.feed.table;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes what makes a feed, in the order in which it comes.
 *
 * @param <T> the rows of a state, or the steps of a delta
 */
public interface RowWriter<T> extends Closeable {

  void write(T row) throws IOException;

  /** Writes what is left, after the last row, and says what it wrote. Only then is it complete. */
  void finish() throws IOException;

  /** Lets go of the files, complete or not. */
  @Override
  default void close() throws IOException {}
}
