package org.openhcpcs.feed.fhir.resource;

import java.util.List;

/** A value set: some codes of the code system, one by one; or all of them. */
final class CodeList {

  private CodeList() {}

  /**
   * @param codes empty for all codes of the system
   */
  static Resource of(
      String name, String title, String description, List<String> codes, ResourceVersion version) {
    return new Resource(
        "ValueSet",
        name,
        Canonical.url("ValueSet", name),
        version,
        title,
        description,
        codes.size(),
        json -> {
          json.begin("compose").beginList("include").begin();
          json.with("system", Canonical.HCPCS).with("version", version.version());
          if (!codes.isEmpty()) {
            json.beginList("concept");
            for (String code : codes) {
              json.begin().with("code", code).end();
            }
            json.endList();
          }
          json.end().endList().end();
        });
  }
}
