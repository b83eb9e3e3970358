package org.openhcpcs.feed.fhir.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.feed.table.CodeStatus;
import org.openhcpcs.feed.table.Replacements;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.Table;
import org.openhcpcs.store.read.FeedVocabulary;

/** Which codes there are, sorted into value sets, and which values their fields have. */
public final class Contents {

  private final ResourceVersion version;
  private final List<Property> coded;
  private final Replacements replacements = new Replacements();
  private final List<String> active = new ArrayList<>();
  private final List<String> modifiers = new ArrayList<>();
  private final List<String> notOtherwiseClassified = new ArrayList<>();
  private final NavigableMap<String, List<String>> sections = new TreeMap<>();
  private final Map<String, String> titles = new HashMap<>();
  private final NavigableMap<String, Map<String, Optional<String>>> values = new TreeMap<>();
  private long codes;

  public Contents(Table table, ResourceVersion version) {
    this.version = version;
    this.coded =
        Property.of(table).stream()
            .filter(property -> property.type() == Property.FhirType.CODED)
            .toList();
  }

  public void add(Row row) {
    String code = row.required("code");
    codes++;
    replacements.add(row);
    if (CodeStatus.of(row, version.activeOn()) == CodeStatus.ACTIVE) {
      active.add(code);
    }
    if (row.required("kind").equals("modifier")) {
      modifiers.add(code);
    }
    if (Boolean.parseBoolean(row.required("is_noc"))) {
      notOtherwiseClassified.add(code);
    }
    row.value("section")
        .ifPresent(
            section -> {
              sections.computeIfAbsent(section, letter -> new ArrayList<>()).add(code);
              row.value("section_title").ifPresent(title -> titles.put(section, title));
            });
    for (Property property : coded) {
      String value = row.get(property.place());
      if (value != null) {
        values
            .computeIfAbsent(property.lookup(), field -> new HashMap<>())
            .put(value, Optional.ofNullable(row.get(property.place() + 1)));
      }
    }
  }

  /** How many codes and modifiers there are. */
  public long codes() {
    return codes;
  }

  public Resource replacements() {
    return new ReplacementMap(replacements, version).resource();
  }

  /** One for all, and one for each part that is not empty. */
  public List<Resource> valueSets() {
    List<Resource> sets = new ArrayList<>();
    sets.add(
        valueSet(
            HcpcsCodeSystem.NAME,
            "all codes and modifiers",
            "All codes and modifiers of HCPCS Level II, whatever their status.",
            List.of()));
    part(
        sets,
        "active",
        "codes and modifiers active on " + version.activeOn(),
        "The codes and modifiers that are active on " + version.activeOn() + ".",
        active);
    part(sets, "modifiers", "modifiers", "The modifiers, whatever their status.", modifiers);
    part(
        sets,
        "noc",
        "codes not otherwise classified",
        "The codes that CMS's newest list of codes not otherwise classified names.",
        notOtherwiseClassified);
    sections.forEach(
        (section, list) ->
            part(
                sets,
                "section-" + section.toLowerCase(Locale.ROOT),
                "section " + section,
                "The codes of section %s%s, whatever their status."
                    .formatted(
                        section,
                        Optional.ofNullable(titles.get(section))
                            .map(t -> " (" + t + ")")
                            .orElse("")),
                list));
    return sets;
  }

  /** A value set that names no code would be taken for all of them. */
  private void part(
      List<Resource> sets, String name, String title, String description, List<String> list) {
    if (!list.isEmpty()) {
      sets.add(valueSet(HcpcsCodeSystem.NAME + "-" + name, title, description, list));
    }
  }

  /**
   * A value set: some codes of the code system, one by one; or all of them.
   *
   * @param list empty for all codes of the system
   */
  private Resource valueSet(String name, String title, String description, List<String> list) {
    return new Resource(
        "ValueSet",
        name,
        Canonical.url("ValueSet", name),
        version,
        "HCPCS Level II: " + title,
        description,
        list.size(),
        json -> {
          json.begin("compose").beginList("include").begin();
          json.with("system", Canonical.HCPCS).with("version", version.version());
          if (!list.isEmpty()) {
            json.beginList("concept");
            for (String code : list) {
              json.begin().with("code", code).end();
            }
            json.endList();
          }
          json.end().endList().end();
        });
  }

  /** The values of every coded field: those that are documented, and those that occur. */
  public List<Resource> lookups(FeedVocabulary vocabulary) {
    for (Indicator indicator : Indicator.values()) {
      document(indicator.table(), vocabulary.values(indicator));
    }
    document("section", vocabulary.sections());
    List<Resource> lookups = new ArrayList<>();
    values.forEach((field, each) -> lookups.add(lookup(field, each)));
    return lookups;
  }

  /** The values of a coded field, and what each means, as a code system of its own. */
  private Resource lookup(String field, Map<String, Optional<String>> meanings) {
    return new Resource(
        "CodeSystem",
        Canonical.lookupId(field),
        Canonical.values(field),
        version,
        "HCPCS Level II: " + field.replace('_', ' '),
        "The values of the field " + field + " of HCPCS Level II, as CMS explains them.",
        meanings.size(),
        json -> {
          json.with("caseSensitive", true)
              .with("content", "complete")
              .with("count", meanings.size());
          json.beginList("concept");
          for (Map.Entry<String, Optional<String>> value : new TreeMap<>(meanings).entrySet()) {
            json.begin().with("code", value.getKey());
            json.with("display", value.getValue().orElse("")).end();
          }
          json.endList();
        });
  }

  private void document(String field, Map<String, String> documented) {
    if (!documented.isEmpty()) {
      Map<String, Optional<String>> all = values.computeIfAbsent(field, f -> new HashMap<>());
      documented.forEach((value, meaning) -> all.put(value, Optional.of(meaning)));
    }
  }
}
