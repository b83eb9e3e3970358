package org.openhcpcs.feed.omop;

import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;

/**
 * The vocabulary tables of the OMOP common data model 5.4, in files as Athena gives them out:
 * {@code CONCEPT.csv}, {@code CONCEPT_SYNONYM.csv}, {@code CONCEPT_RELATIONSHIP.csv} and {@code
 * VOCABULARY.csv}, between tabs, without quotes.
 */
public final class OmopFormat implements Format {

  static final String LABEL = "omop";

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) {
    return new OmopWriter(folder, snapshot);
  }
}
