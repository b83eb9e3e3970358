package org.openhcpcs.feed;

import java.io.IOException;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.ChangeTable;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** A form that holds the rows of any table, one file each. */
public interface TableFormat extends Format {

  @Override
  RowWriter<Row> open(FeedFolder folder, Table table) throws IOException;

  @Override
  default RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) throws IOException {
    return open(folder, snapshot.table());
  }

  @Override
  default RowWriter<RowChange> delta(FeedFolder folder) throws IOException {
    return ChangeTable.flat(open(folder, ChangeTable.TABLE));
  }
}
