package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.List;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.table.CodeStatus;
import org.openhcpcs.feed.table.Row;

/**
 * The code system, with every code and modifier of a state. Modifiers are in it because CMS
 * publishes them in the same file, with the same fields, as codes of HCPCS Level II, and HL7 has
 * one URI for both.
 */
public record HcpcsCodeSystem(Snapshot snapshot, long rows, ResourceVersion version) {

  static final String NAME = "hcpcs";

  /** All of it. */
  public Resource whole() {
    return resource(this::content);
  }

  /** Everything but the concepts, for a server that gets them otherwise. */
  public Resource head() {
    return resource(json -> head(json, "not-present"));
  }

  private Resource resource(IOConsumer<FhirJson> content) {
    return new Resource(
        "CodeSystem",
        NAME,
        Canonical.HCPCS,
        version,
        "Healthcare Common Procedure Coding System (HCPCS) Level II",
        "All codes and modifiers of HCPCS Level II as CMS publishes them, every field a property.",
        rows,
        content);
  }

  private void content(FhirJson json) throws IOException {
    head(json, "complete");
    json.beginList("property");
    declare(json, "status", "status", "code", "active, future, terminated or absent, on ");
    declare(json, "inactive", "inactive", "boolean", "Whether it has any status but active, on ");
    List<Property> properties = Property.of(snapshot.table());
    for (Property property : properties) {
      property.declare(json);
    }
    json.endList().beginList("concept");
    snapshot.forEach(row -> concept(json, row, properties));
    json.endList();
  }

  private void head(FhirJson json, String content) throws IOException {
    json.with("caseSensitive", true).with("valueSet", Canonical.url("ValueSet", NAME));
    json.with("versionNeeded", false).with("content", content).with("count", rows);
  }

  private void declare(FhirJson json, String code, String concept, String type, String meaning)
      throws IOException {
    json.begin().with("code", code).with("uri", Canonical.CONCEPT_PROPERTIES + concept);
    json.with("description", meaning + version.activeOn() + ".").with("type", type).end();
  }

  private void concept(FhirJson json, Row row, List<Property> properties) throws IOException {
    json.begin().with("code", row.required("code")).with("display", display(row));
    Designation.write(json, row);
    json.beginList("property");
    CodeStatus status = CodeStatus.of(row, version.activeOn());
    json.begin().with("code", "status").with("valueCode", status.label()).end();
    json.begin().with("code", "inactive");
    json.with("valueBoolean", status != CodeStatus.ACTIVE).end();
    for (Property property : properties) {
      property.write(json, row);
    }
    json.endList().end();
  }

  /** The long description; the short one where there is none. */
  public static String display(Row row) {
    return row.value("long_description").or(() -> row.value("short_description")).orElse("");
  }
}
