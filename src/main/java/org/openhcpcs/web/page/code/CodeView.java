package org.openhcpcs.web.page.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.store.read.CodeOnDay;
import org.openhcpcs.store.read.EditionRecords;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.store.serve.SimilarCodes;
import org.openhcpcs.web.api.Memory;

/** What the page of a code says; everything is read when it is made. */
public final class CodeView {

  private static final int SIMILAR = 8;

  private final CodeOnDay code;
  private final CodeCatalog catalog;
  private final List<SimilarCodes.Similar> similar;
  private final LifeView life;
  private final NamedRow detail;
  private final Map<String, NamedRow> definitions;
  private final List<NamedRow> changes;
  private final Optional<NamedRow> source;
  private final Map<String, String> manuals;
  private final Optional<EditionRecords.Place> place;
  private final LocalDate today;

  /**
   * @param published what is in memory of the state that is read
   * @param newest the code as its newest record has it
   * @param definitions what each field means, by its column
   */
  public CodeView(
      CodeOnDay code,
      Memory.Published published,
      CodeCatalog.Entry newest,
      Map<String, NamedRow> definitions,
      LocalDate today,
      Database database) {
    this.code = code;
    this.catalog = published.catalog(database);
    this.similar = catalog.similar(database, newest, SIMILAR);
    this.life = LifeView.of(code, newest, catalog, published.lives());
    this.detail = code.detail();
    this.definitions = definitions;
    this.changes = code.changes();
    this.source = code.source(recordId());
    this.manuals = recordId() == newest.recordId() && hasManuals() ? code.manuals() : Map.of();
    this.place =
        source.flatMap(
            row ->
                Optional.ofNullable(
                    published
                        .places(database, Integer.parseInt(row.get("release_id")))
                        .get(code.code())));
    this.today = today;
  }

  private boolean hasManuals() {
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

  public CodeOnDay code() {
    return code;
  }

  /** What is said of it on each day. */
  public LifeView life() {
    return life;
  }

  public NamedRow detail() {
    return detail;
  }

  /** Whether no edition that was known then lists it. */
  public boolean isUnknown() {
    return !life.verdict().has("record_id");
  }

  public boolean isToday() {
    return code.on().equals(today) && code.knownOn().equals(today);
  }

  public TimePicture picture() {
    return new TimePicture(code.on(), today, life.spans(), life.listings());
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

  /** What changed, the newest edition first. */
  public List<NamedRow> changes() {
    return changes;
  }

  /** The codes in its cross references. */
  public List<String> crossReferences() {
    return Field.ALL.stream()
        .filter(field -> field.column().startsWith("cross_reference"))
        .map(field -> detail.get(field.column()))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** What replaces it, and where that leads: pairs, the second empty if the first is the end. */
  public List<List<String>> replacements() {
    List<String> targets = words(life.verdict().get("replaced_by"));
    List<String> ends = words(life.verdict().get("living_end"));
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      String end = i < ends.size() ? ends.get(i) : "-";
      pairs.add(List.of(targets.get(i), end.equals(targets.get(i)) ? "" : end));
    }
    return pairs;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  public List<SimilarCodes.Similar> similar() {
    return similar;
  }

  /** The codes whose cross references lead here. */
  public List<CodeCatalog.Entry> replaces() {
    return catalog.referring(code.code());
  }

  /** The packages of the crosswalks that are in force. */
  public List<NamedRow> packages() {
    return ifAny(CodeCatalog.Part.PACKAGES, code::packages);
  }

  /** The category of the RBCS on the day. */
  public Optional<NamedRow> category() {
    return has(CodeCatalog.Part.CATEGORY) ? code.category() : Optional.empty();
  }

  /** What Medicare pays on the day. */
  public Optional<NamedRow> paymentLimit() {
    return has(CodeCatalog.Part.PAYMENT_LIMITS) ? code.paymentLimit() : Optional.empty();
  }

  /** What Medicare paid in each quarter, the oldest first. */
  public List<NamedRow> paymentLimits() {
    return ifAny(CodeCatalog.Part.PAYMENT_LIMITS, code::paymentLimits);
  }

  public List<NamedRow> findings() {
    return ifAny(CodeCatalog.Part.FINDINGS, code::findings);
  }

  public List<NamedRow> policies() {
    return ifAny(CodeCatalog.Part.POLICIES, code::policies);
  }

  public List<NamedRow> notes() {
    return ifAny(CodeCatalog.Part.NOTES, code::notes);
  }

  private List<NamedRow> ifAny(CodeCatalog.Part part, Supplier<List<NamedRow>> rows) {
    return has(part) ? rows.get() : List.of();
  }

  private boolean has(CodeCatalog.Part part) {
    return catalog.has(part, code.code());
  }

  /** Where the record stands. */
  public Optional<NamedRow> source() {
    return source;
  }

  /** The file and the line of it; empty for what was loaded from a workbook. */
  public Optional<EditionRecords.Place> place() {
    return place;
  }

  private int recordId() {
    return Integer.parseInt(detail.get("record_id"));
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
  public RawRecord raw(int sequence) {
    return RawRecord.of(detail, sequence);
  }

  /** What to write where the code is quoted. */
  public String citation() {
    String edition =
        source()
            .map(
                row ->
                    "edition %s revision %s, published %s"
                        .formatted(
                            row.get("edition"), row.get("revision"), row.get("published_on")))
            .orElse("no edition known on " + code.knownOn());
    return "HCPCS Level II, %s %s: \"%s\". CMS, %s (%s), as of %s."
        .formatted(
            detail.get("kind").equals("modifier") ? "modifier" : "code",
            code.code(),
            text(),
            edition,
            source().map(row -> row.get("archive_name")).orElse("-"),
            code.on());
  }

  /** The long description, or the short one of a code that has no other. */
  public String text() {
    return detail.has("long_description")
        ? detail.get("long_description")
        : detail.get("short_description");
  }
}
