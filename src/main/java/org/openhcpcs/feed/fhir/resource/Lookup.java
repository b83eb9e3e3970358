package org.openhcpcs.feed.fhir.resource;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openhcpcs.feed.table.Column;

/** The values of a coded field, as a code system of its own. */
final class Lookup {

  private Lookup() {}

  /**
   * @param field the field's name, without the number of a position
   * @param values each value, and what it means
   */
  static Resource of(String field, Map<String, Optional<String>> values, ResourceVersion version) {
    return new Resource(
        "CodeSystem",
        Canonical.lookupId(field),
        Canonical.values(field),
        version,
        "HCPCS Level II: " + field.replace('_', ' '),
        "The values of the field " + field + " of HCPCS Level II, as CMS explains them.",
        values.size(),
        json -> {
          json.with("caseSensitive", true).with("content", "complete").with("count", values.size());
          json.beginList("concept");
          for (Map.Entry<String, Optional<String>> value : new TreeMap<>(values).entrySet()) {
            json.begin().with("code", value.getKey());
            json.with("display", value.getValue().orElse("")).end();
          }
          json.endList();
        });
  }

  /** The name of the lookup of a column: that of the column without the number of a position. */
  static String name(String column) {
    return column.replaceFirst("_\\d$", "");
  }

  /** Whether a column holds what the values of the one before it mean. */
  static boolean isMeaning(Column coded, Column next) {
    return next.name().equals(coded.name() + "_description")
        || next.name().equals(coded.name() + "_title");
  }
}
