package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.List;

/** A value set: some codes of the code system, one by one; or all of them. */
final class CodeList extends Resource {

  private final String title;
  private final String description;
  private final List<String> codes;

  /**
   * @param codes empty for all codes of the system
   */
  CodeList(
      String name, String title, String description, List<String> codes, ResourceVersion version) {
    super("ValueSet", name, Canonical.url("ValueSet", name), version);
    this.title = title;
    this.description = description;
    this.codes = List.copyOf(codes);
  }

  @Override
  public long rows() {
    return codes.size();
  }

  @Override
  String title() {
    return title;
  }

  @Override
  String description() {
    return description;
  }

  @Override
  void content(FhirJson json) throws IOException {
    json.begin("compose").beginList("include").begin();
    json.with("system", Canonical.HCPCS).with("version", version().version());
    if (!codes.isEmpty()) {
      json.beginList("concept");
      for (String code : codes) {
        json.begin().with("code", code).end();
      }
      json.endList();
    }
    json.end().endList().end();
  }
}
