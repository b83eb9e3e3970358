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
            .computeIfAbsent(Lookup.name(property.code()), field -> new HashMap<>())
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
        CodeList.of(
            HcpcsCodeSystem.NAME,
            "HCPCS Level II: all codes and modifiers",
            "All codes and modifiers of HCPCS Level II, whatever their status.",
            List.of(),
            version));
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
      sets.add(
          CodeList.of(
              HcpcsCodeSystem.NAME + "-" + name,
              "HCPCS Level II: " + title,
              description,
              list,
              version));
    }
  }

  /** The values of every coded field: those that are documented, and those that occur. */
  public List<Resource> lookups(FeedVocabulary vocabulary) {
    for (Indicator indicator : Indicator.values()) {
      document(indicator.table(), vocabulary.values(indicator));
    }
    document("section", vocabulary.sections());
    List<Resource> lookups = new ArrayList<>();
    values.forEach((field, each) -> lookups.add(Lookup.of(field, each, version)));
    return lookups;
  }

  private void document(String field, Map<String, String> documented) {
    if (!documented.isEmpty()) {
      Map<String, Optional<String>> all = values.computeIfAbsent(field, f -> new HashMap<>());
      documented.forEach((value, meaning) -> all.put(value, Optional.of(meaning)));
    }
  }
}
