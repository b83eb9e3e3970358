package org.openhcpcs.feed.fhir.resource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openhcpcs.feed.table.Column;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.Table;

/**
 * A property of the concepts of the code system: a column of the feed's rows.
 *
 * @param code its name, that of the column
 * @param uri what HL7 calls it; empty for those of this project
 * @param description what it means, in a sentence
 * @param type what its values are
 * @param place the place of the column; its meaning stands in the next one if the type is {@link
 *     FhirType#CODED}
 */
record Property(String code, Optional<String> uri, String description, FhirType type, int place) {

  /** What values are, as FHIR calls it. */
  enum FhirType {
    STRING("string", "valueString"),
    INTEGER("integer", "valueInteger"),
    BOOLEAN("boolean", "valueBoolean"),
    DATE("dateTime", "valueDateTime"),
    /** A value that a code system of this project lists. */
    CODED("Coding", "valueCoding");

    private final String label;
    private final String member;

    FhirType(String label, String member) {
      this.label = label;
      this.member = member;
    }
  }

  /** The properties that the columns of a table make. */
  static List<Property> of(Table table) {
    List<Property> properties = new ArrayList<>();
    List<Column> columns = table.columns();
    for (int place = 0; place < columns.size(); place++) {
      Column column = columns.get(place);
      if (column.name().equals("code") || Designation.isIn(column.name())) {
        continue;
      }
      boolean isCoded = place + 1 < columns.size() && isMeaning(column, columns.get(place + 1));
      properties.add(
          new Property(
              column.name(),
              uri(column.name()),
              column.description(),
              isCoded ? FhirType.CODED : type(column),
              place));
      if (isCoded) {
        place++;
      }
    }
    return properties;
  }

  /** Whether a column holds what the values of the one before it mean. */
  private static boolean isMeaning(Column coded, Column next) {
    return next.name().equals(coded.name() + "_description")
        || next.name().equals(coded.name() + "_title");
  }

  /** The name of the code system that lists its values, the same for all positions of a field. */
  String lookup() {
    return code.replaceFirst("_\\d$", "");
  }

  private static FhirType type(Column column) {
    return switch (column.type()) {
      case TEXT -> FhirType.STRING;
      case INTEGER -> FhirType.INTEGER;
      case BOOLEAN -> FhirType.BOOLEAN;
      case DATE -> FhirType.DATE;
    };
  }

  private static Optional<String> uri(String column) {
    return switch (column) {
      case "added_date" -> Optional.of(Canonical.CONCEPT_PROPERTIES + "effectiveDate");
      case "termination_date" -> Optional.of(Canonical.CONCEPT_PROPERTIES + "retirementDate");
      default -> Optional.empty();
    };
  }

  /** Writes its declaration. */
  void declare(FhirJson json) throws IOException {
    json.begin().with("code", code).with("uri", uri.orElse(""));
    json.with("description", description).with("type", type.label).end();
  }

  /** Writes the value that a row has, if it has one. */
  void write(FhirJson json, Row row) throws IOException {
    String value = row.get(place);
    if (value == null || FhirJson.text(value).isEmpty()) {
      return;
    }
    json.begin().with("code", code);
    switch (type) {
      case STRING, DATE -> json.with(type.member, value);
      case INTEGER -> json.with(type.member, Long.parseLong(value));
      case BOOLEAN -> json.with(type.member, Boolean.parseBoolean(value));
      case CODED -> {
        String meaning = row.get(place + 1);
        json.begin(type.member).with("system", Canonical.values(lookup()));
        json.with("code", value).with("display", meaning == null ? "" : meaning).end();
      }
    }
    json.end();
  }
}
