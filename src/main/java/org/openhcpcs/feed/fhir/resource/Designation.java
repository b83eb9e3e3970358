package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.openhcpcs.feed.table.Row;

/**
 * The two descriptions that CMS gives of a code, by the codes of SNOMED CT that FHIR has for the
 * use of designations.
 */
enum Designation {
  LONG("long_description", "900000000000003001", "Fully specified name"),
  SHORT("short_description", "900000000000013009", "Synonym");

  private static final String SNOMED = "http://snomed.info/sct";

  private final String column;
  private final String use;
  private final String display;

  Designation(String column, String use, String display) {
    this.column = column;
    this.use = use;
    this.display = display;
  }

  /** Whether a column holds one of them. */
  static boolean isIn(String column) {
    return Arrays.stream(values()).anyMatch(each -> each.column.equals(column));
  }

  private String of(Row row) {
    return FhirJson.text(row.value(column).orElse(""));
  }

  /** Writes those that a code has. */
  static void write(FhirJson json, Row row) throws IOException {
    List<Designation> present =
        Arrays.stream(values()).filter(each -> !each.of(row).isEmpty()).toList();
    if (present.isEmpty()) {
      return;
    }
    json.beginList("designation");
    for (Designation each : present) {
      json.begin().with("language", "en").begin("use").with("system", SNOMED);
      json.with("code", each.use).with("display", each.display).end();
      json.with("value", each.of(row)).end();
    }
    json.endList();
  }
}
