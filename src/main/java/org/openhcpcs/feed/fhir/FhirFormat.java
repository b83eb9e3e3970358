package org.openhcpcs.feed.fhir;

import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;

/**
 * FHIR R4 resources, a file each; the same in {@code hcpcs-fhir.tgz}, a FHIR package; and {@code
 * hcpcs-hapi-upload.zip}, which HAPI's {@code upload-terminology} takes.
 */
public final class FhirFormat implements Format {

  static final String LABEL = "fhir";

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public RowWriter<Row> snapshot(FeedFolder folder, Snapshot snapshot) {
    return new FhirWriter(folder, snapshot);
  }
}
