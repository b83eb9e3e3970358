package org.openhcpcs.web.page.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.web.api.CodeFacts;

/**
 * What the page of a code says of the facts, while the transaction that they are read in lasts.
 *
 * @param life what is said of it on each day
 * @param definitions what each field means, by its column
 * @param place where the record stands, in the edition that the detail names
 */
public record CodeView(
    CodeFacts facts,
    LifeView life,
    NamedRow detail,
    Map<String, NamedRow> definitions,
    Map<String, String> manuals,
    Optional<EditionRecords.Place> place,
    LocalDate today) {

  public static CodeView of(CodeFacts facts, Map<String, NamedRow> definitions, LocalDate today) {
    NamedRow detail = facts.detail();
    return new CodeView(
        facts,
        LifeView.of(facts),
        detail,
        definitions,
        hasManuals(detail) ? facts.manuals() : Map.of(),
        facts.place(),
        today);
  }

  private static boolean hasManuals(NamedRow detail) {
    return IntStream.rangeClosed(1, 3)
        .anyMatch(
            i -> detail.has("coverage_issues_manual_" + i) || detail.has("carriers_manual_" + i));
  }

  /**
   * A field with its value.
   *
   * @param meaning what the value means; empty if nobody says or it says itself
   * @param indicator the table of its values; empty if it is not coded
   */
  public record FieldLine(
      String name,
      String value,
      String meaning,
      String indicator,
      String definition,
      String place) {}

  public boolean isToday() {
    return facts.on().equals(today) && facts.knownOn().equals(today);
  }

  public TimePicture picture() {
    return TimePicture.of(facts.on(), today, life);
  }

  /** The fields that say something, in the order of the layout. */
  public List<FieldLine> fields() {
    List<FieldLine> lines = new ArrayList<>();
    for (Field field : Field.ALL) {
      if (!isDescription(field) && detail.has(field.column())) {
        lines.add(line(field));
      }
    }
    return lines;
  }

  private static boolean isDescription(Field field) {
    return field == Field.LONG_DESCRIPTION || field == Field.SHORT_DESCRIPTION;
  }

  private NamedRow definition(Field field) {
    return Objects.requireNonNull(definitions.get(field.column()), field.column());
  }

  private FieldLine line(Field field) {
    NamedRow definition = definition(field);
    String value = detail.get(field.column());
    String described = field.column() + "_description";
    String meaning = detail.values().getOrDefault(described, manuals.getOrDefault(described, ""));
    return new FieldLine(
        definition.get("name"),
        value,
        meaning.equals(value) ? "" : meaning,
        field.indicator().map(Indicator::table).orElse(""),
        definition.get("definition"),
        "positions "
            + field.begin()
            + " to "
            + field.end()
            + ", "
            + definition.get("cms_name")
            + "; workbook column "
            + definition.get("workbook_column"));
  }

  /** The fields that are blank, by the name of the item. */
  public List<String> unused() {
    return Field.ALL.stream()
        .filter(
            field ->
                !isDescription(field) && field.occurrence() == 1 && !detail.has(field.column()))
        .map(field -> definition(field).get("name").replaceFirst(" 1$", ""))
        .toList();
  }

  /** The values that people look for first, with their meanings. */
  public List<FieldLine> first() {
    return List.of(Field.COVERAGE, Field.PRICING_INDICATOR_1, Field.BETOS, Field.TYPE_OF_SERVICE_1)
        .stream()
        .filter(field -> detail.has(field.column()))
        .map(this::line)
        .toList();
  }

  /** The codes in its cross references. */
  public List<String> crossReferences() {
    return Field.ALL.stream()
        .filter(field -> field.column().startsWith("cross_reference"))
        .map(field -> detail.get(field.column()))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** What one billed unit stands for, such as {@code up to 50 mg}; empty if it is not said. */
  public String unit() {
    return detail.has("unit")
        ? (detail.get("unit_basis").equals("up to") ? "up to " : "")
            + new BigDecimal(detail.get("unit_amount")).stripTrailingZeros().toPlainString()
            + " "
            + detail.get("unit")
        : "";
  }

  /** The record as lines of the code file. */
  public RawRecord raw(EditionRecords.Place of) {
    return RawRecord.of(detail, of.sequence());
  }

  /** What to write where the code is quoted. */
  public String citation() {
    String edition =
        place.isPresent()
            ? "edition %s revision %s, published %s"
                .formatted(
                    detail.get("edition"), detail.get("revision"), detail.get("published_on"))
            : "no edition known on " + facts.knownOn();
    return "HCPCS Level II, %s %s: \"%s\". CMS, %s (%s), as of %s."
        .formatted(
            detail.get("kind").equals("modifier") ? "modifier" : "code",
            facts.code(),
            text(),
            edition,
            place.isPresent() ? detail.get("archive_name") : "-",
            facts.on());
  }

  /** The long description, or the short one of a code that has no other. */
  public String text() {
    return detail.has("long_description")
        ? detail.get("long_description")
        : detail.get("short_description");
  }
}
