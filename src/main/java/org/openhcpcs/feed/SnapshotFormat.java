package org.openhcpcs.feed;

import java.util.function.BiFunction;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;

/**
 * A form that only snapshots have.
 *
 * @param writer begins its files
 */
public record SnapshotFormat(String label, BiFunction<FeedFolder, Snapshot, RowWriter<Row>> writer)
    implements Format {

  @Override
  public RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) {
    return writer.apply(folder, snapshot);
  }
}
