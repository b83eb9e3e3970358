package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.openhcpcs.feed.table.Replacements;

/**
 * The concept map from codes that have an end to what CMS refers to instead: in a group per code
 * system. What CMS refers to without listing it is no target; a comment names it.
 */
record ReplacementMap(Replacements replacements, ResourceVersion version) {

  private static final String NAME = "hcpcs-replacements";

  Resource resource() {
    return new Resource(
        "ConceptMap",
        NAME,
        Canonical.url("ConceptMap", NAME),
        version,
        "HCPCS Level II: replacements of ended codes",
        "From each code with a termination date to the cross references that CMS publishes with it. CMS does not say how close"
            + " they are.",
        replacements.replaced().size(),
        this::content);
  }

  private void content(FhirJson json) throws IOException {
    json.with("sourceUri", Canonical.url("ValueSet", HcpcsCodeSystem.NAME));
    NavigableMap<String, NavigableMap<String, List<String>>> groups = groups();
    if (groups.isEmpty()) {
      return;
    }
    json.beginList("group");
    for (Map.Entry<String, NavigableMap<String, List<String>>> group : groups.entrySet()) {
      json.begin().with("source", Canonical.HCPCS).with("sourceVersion", version.version());
      json.with("target", group.getKey());
      if (group.getKey().equals(Canonical.HCPCS)) {
        json.with("targetVersion", version.version());
      }
      json.beginList("element");
      for (Map.Entry<String, List<String>> element : group.getValue().entrySet()) {
        json.begin().with("code", element.getKey()).beginList("target");
        for (String target : element.getValue()) {
          target(json, group.getKey(), target);
        }
        json.endList().end();
      }
      json.endList().end();
    }
    json.endList();
  }

  /** By the system of the targets, then by code. */
  private NavigableMap<String, NavigableMap<String, List<String>>> groups() {
    NavigableMap<String, NavigableMap<String, List<String>>> groups = new TreeMap<>();
    for (String code : replacements.replaced()) {
      for (String target : replacements.targets(code)) {
        groups
            .computeIfAbsent(Canonical.systemOf(target), system -> new TreeMap<>())
            .computeIfAbsent(code, element -> new ArrayList<>())
            .add(target);
      }
    }
    return groups;
  }

  private void target(FhirJson json, String system, String target) throws IOException {
    json.begin();
    if (system.equals(Canonical.HCPCS) && !replacements.lists(target)) {
      json.with("equivalence", "unmatched");
      json.with("comment", "CMS refers to " + target + ", which it does not list.");
    } else {
      json.with("code", target).with("equivalence", "relatedto");
    }
    json.end();
  }
}
