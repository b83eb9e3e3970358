package org.openhcpcs.feed;

import java.io.IOException;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowChange;
import org.openhcpcs.feed.table.RowWriter;
import org.openhcpcs.feed.table.Table;

/** A form of feeds. */
public interface Format {

  /** The word of the command line and of manifests, such as {@code csv}. */
  String label();

  /**
   * Begins the files of a snapshot. The writer gets the rows in the order of their codes.
   *
   * @param folder takes the files
   * @param snapshot which state it is; its rows can be read more than once
   */
  RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) throws IOException;

  /**
   * Begins the files of a delta.
   *
   * @throws HcpcsException USAGE if the form knows none
   */
  default RowWriter<RowChange> delta(FeedFolder folder) throws IOException {
    throw ErrorCode.USAGE.failure("--format %s: has no form for deltas; leave it out", label());
  }

  /**
   * Begins the file of a table, such as the history.
   *
   * @throws HcpcsException USAGE if the form knows none
   */
  default RowWriter<Row> open(FeedFolder folder, Table table) throws IOException {
    throw ErrorCode.USAGE.failure(
        "--format %s: has no form for the %s; leave it out", label(), table.name());
  }
}
