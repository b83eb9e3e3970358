package org.openhcpcs.feed.fhir;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.SnapshotFormat;
import org.openhcpcs.feed.fhir.resource.Contents;
import org.openhcpcs.feed.fhir.resource.HcpcsCodeSystem;
import org.openhcpcs.feed.fhir.resource.Resource;
import org.openhcpcs.feed.fhir.resource.ResourceVersion;
import org.openhcpcs.feed.folder.FeedFile;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;

/**
 * Writes FHIR R4 resources, a file each; the same in {@code hcpcs-fhir.tgz}, a FHIR package; and
 * {@code hcpcs-hapi-upload.zip}, which HAPI's {@code upload-terminology} takes. All of it is
 * written when all rows have been seen. Only codes are kept in memory; rows are read again for each
 * file that has all of their fields.
 */
public final class FhirWriter implements RowWriter<Row> {

  public static final Format FORMAT = new SnapshotFormat("fhir", FhirWriter::new);

  private final FeedFolder folder;
  private final Snapshot snapshot;
  private final ResourceVersion version;
  private final Contents contents;

  FhirWriter(FeedFolder folder, Snapshot snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
    this.version = ResourceVersion.of(snapshot.state());
    this.contents = new Contents(snapshot.table(), version);
  }

  @Override
  public void write(Row row) {
    contents.add(row);
  }

  @Override
  public void finish() throws IOException {
    HcpcsCodeSystem system = new HcpcsCodeSystem(snapshot, contents.codes(), version);
    List<Resource> resources = new ArrayList<>();
    resources.add(system.whole());
    resources.addAll(contents.valueSets());
    resources.add(contents.replacements());
    resources.addAll(contents.lookups(snapshot.vocabulary()));
    Map<Resource, Long> sizes = new LinkedHashMap<>();
    for (Resource resource : resources) {
      sizes.put(resource, file(resource.file(), resource.rows(), resource::write));
    }
    file(NpmPackage.FILE, resources.size(), new NpmPackage(version, sizes)::write);
    file(HapiUpload.FILE, contents.codes(), new HapiUpload(snapshot, system, version)::write);
  }

  /** Writes a file, and says how many bytes it took. */
  private long file(String name, long rows, IOConsumer<OutputStream> content) throws IOException {
    try (FeedFile file = folder.file(name, FORMAT.label())) {
      content.accept(file);
      file.complete(rows);
      return file.bytes();
    }
  }
}
