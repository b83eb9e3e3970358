package org.openhcpcs.feed.fhir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.fhir.resource.FhirJson;
import org.openhcpcs.feed.fhir.resource.HcpcsCodeSystem;
import org.openhcpcs.feed.fhir.resource.ResourceVersion;
import org.openhcpcs.feed.table.CodeStatus;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;

/**
 * What HAPI's {@code upload-terminology} takes for a code system of one's own. It knows no
 * designations, and keeps 400 characters of a display and every property as a string: so both
 * descriptions and the meanings of coded values are properties there.
 */
record HapiUpload(Snapshot snapshot, HcpcsCodeSystem system, ResourceVersion version) {

  static final String FILE = "hcpcs-hapi-upload.zip";

  /** Zip times begin in 1980, and have no zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Writes it, and leaves the stream open. */
  void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    begin(zip, "codesystem.json");
    system.head().write(zip);
    zip.closeEntry();
    csv(
        zip,
        "concepts.csv",
        List.of("CODE", "DISPLAY"),
        csv ->
            snapshot.forEach(
                row ->
                    csv.printRecord(
                        row.required("code"), FhirJson.text(HcpcsCodeSystem.display(row)))));
    csv(
        zip,
        "properties.csv",
        List.of("CODE", "KEY", "VALUE", "TYPE"),
        csv -> snapshot.forEach(row -> properties(csv, row)));
    // The code system has no hierarchy, but older versions of HAPI want the file.
    csv(zip, "hierarchy.csv", List.of("PARENT", "CHILD"), csv -> {});
    zip.finish();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
  }

  private static void csv(
      ZipOutputStream zip, String name, List<String> header, IOConsumer<CSVPrinter> content)
      throws IOException {
    begin(zip, name);
    Writer writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
    CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180);
    csv.printRecord(header);
    content.accept(csv);
    csv.flush();
    zip.closeEntry();
  }

  private void properties(CSVPrinter csv, Row row) throws IOException {
    CodeStatus status = CodeStatus.of(row, version.activeOn());
    property(csv, row, "status", status.label());
    property(csv, row, "inactive", String.valueOf(status != CodeStatus.ACTIVE));
    List<Column> columns = row.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      String value = row.get(i);
      if (value != null && !columns.get(i).name().equals("code")) {
        property(csv, row, columns.get(i).name(), FhirJson.text(value));
      }
    }
  }

  private static void property(CSVPrinter csv, Row row, String key, String value)
      throws IOException {
    if (!value.isEmpty()) {
      csv.printRecord(row.required("code"), key, value, "string");
    }
  }
}
