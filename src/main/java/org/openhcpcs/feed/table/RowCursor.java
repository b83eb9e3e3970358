package org.openhcpcs.feed.table;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows, one after the other. */
public interface RowCursor extends Closeable {

  /** The next row; null after the last. */
  @Nullable Row next() throws IOException;
}
