package org.openhcpcs.feed;

import java.io.IOException;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.store.read.FeedRows;

/** Goes through the rows of a snapshot, as often as wanted. */
public final class Rows {

  private Rows() {}

  /** Takes rows one by one. */
  public interface FeedRowSink {
    void row(Row row) throws IOException;
  }

  /** Gives all rows of a snapshot to a sink, in the order of the codes. */
  public static void forEach(Snapshot snapshot, FeedRowSink sink) throws IOException {
    try (FeedRows<Row> rows = snapshot.rows()) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        sink.row(row);
      }
    }
  }
}
