package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.openhcpcs.feed.table.Column;

/** The values of a coded field, as a code system of its own. */
final class Lookup extends Resource {

  private final String field;
  private final NavigableMap<String, Optional<String>> values;

  /**
   * @param field the field's name, without the number of a position
   * @param values each value, and what it means
   */
  Lookup(String field, Map<String, Optional<String>> values, ResourceVersion version) {
    super("CodeSystem", Canonical.lookupId(field), Canonical.values(field), version);
    this.field = field;
    this.values = new TreeMap<>(values);
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

  @Override
  public long rows() {
    return values.size();
  }

  @Override
  String title() {
    return "HCPCS Level II: " + field.replace('_', ' ');
  }

  @Override
  String description() {
    return "The values of the field " + field + " of HCPCS Level II, as CMS explains them.";
  }

  @Override
  void content(FhirJson json) throws IOException {
    json.with("caseSensitive", true).with("content", "complete").with("count", values.size());
    json.beginList("concept");
    for (Map.Entry<String, Optional<String>> value : values.entrySet()) {
      json.begin().with("code", value.getKey());
      json.with("display", value.getValue().orElse("")).end();
    }
    json.endList();
  }
}
