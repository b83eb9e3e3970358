package org.openhcpcs.feed.fhir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.feed.fhir.resource.Canonical;
import org.openhcpcs.feed.fhir.resource.FhirJson;
import org.openhcpcs.feed.fhir.resource.Resource;
import org.openhcpcs.feed.fhir.resource.ResourceVersion;

/**
 * The FHIR package: a tar, zipped, with a manifest, an index and the resources.
 *
 * @param resources what it holds, and how many bytes each takes
 */
record NpmPackage(ResourceVersion version, Map<Resource, Long> resources) {

  static final String FILE = "hcpcs-fhir.tgz";

  private static final String NAME = "org.openhcpcs.hcpcs";
  private static final String FHIR_VERSION = "4.0.1";

  /** In the head of a gzip file: no system in particular. */
  private static final int UNKNOWN_SYSTEM = 255;

  /** Writes it, and leaves the stream open. */
  void write(OutputStream out) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setOperatingSystem(UNKNOWN_SYSTEM);
    GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(out, parameters);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip);
    add(tar, "package.json", object(this::manifest));
    add(tar, ".index.json", object(this::index));
    for (Resource resource : ordered()) {
      Long bytes = resources.get(resource);
      tar.putArchiveEntry(entry(resource.file(), bytes == null ? 0 : bytes));
      resource.write(tar);
      tar.closeArchiveEntry();
    }
    tar.finish();
    gzip.finish();
  }

  private List<Resource> ordered() {
    return resources.keySet().stream().sorted(Comparator.comparing(Resource::file)).toList();
  }

  private void add(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
    tar.putArchiveEntry(entry(name, bytes.length));
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** The same on every machine and on every day. */
  private TarArchiveEntry entry(String name, long bytes) {
    TarArchiveEntry entry = new TarArchiveEntry("package/" + name);
    entry.setSize(bytes);
    entry.setModTime(Date.from(version.date().atStartOfDay(ZoneOffset.UTC).toInstant()));
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  private static byte[] object(IOConsumer<FhirJson> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FhirJson json = new FhirJson(bytes);
    members.accept(json.begin());
    json.end().finish();
    return bytes.toByteArray();
  }

  private void manifest(FhirJson json) throws IOException {
    json.with("name", NAME).with("version", version.packageVersion());
    json.with("title", "HCPCS Level II").with("description", version.origin());
    json.with("author", "OpenHCPCS").with("license", "Apache-2.0").with("type", "Conformance");
    json.with("canonical", Canonical.BASE);
    json.beginList("fhirVersions").item(FHIR_VERSION).endList();
    json.begin("dependencies").with("hl7.fhir.r4.core", FHIR_VERSION).end();
  }

  private void index(FhirJson json) throws IOException {
    json.with("index-version", 1).beginList("files");
    for (Resource resource : ordered()) {
      json.begin().with("filename", resource.file()).with("resourceType", resource.type());
      json.with("id", resource.id()).with("url", resource.url());
      json.with("version", resource.version().version()).end();
    }
    json.endList();
  }
}
