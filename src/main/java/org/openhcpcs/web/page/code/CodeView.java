package org.openhcpcs.web.page.code;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.ValidSpan;
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
  private final CodeCatalog.Entry newest;
  private final List<SimilarCodes.Similar> similar;
  private final NamedRow verdict;
  private final NamedRow detail;
  private final List<NamedRow> spans;
  private final List<NamedRow> listings;
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
    this.newest = newest;
    this.similar = catalog.similar(database, newest, SIMILAR);
    this.verdict = verdict(published.lives());
    this.detail = code.detail();
    this.spans = spans(published.lives());
    this.listings = listings(published.lives());
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

  /** What {@code check_code} says, which alone knows where cross references lead no further. */
  private NamedRow verdict(CodeLives lives) {
    ValidSpan span =
        lives.on(code.code(), (int) code.on().toEpochDay(), (int) code.knownOn().toEpochDay());
    if (!span.replacement().isEmpty()) {
      return code.verdict();
    }
    return new NamedRow(
        Map.of(
            "verdict", span.verdict().label(),
            "reason", span.reason(),
            "meaning", number(span.meaning()),
            "record_id", number(span.recordId()),
            "replaced_by", "",
            "living_end", ""));
  }

  private static String number(int number) {
    return number == 0 ? "" : String.valueOf(number);
  }

  /** The verdicts on all days, by spans without a gap; what has no beginning or end has none. */
  private List<NamedRow> spans(CodeLives lives) {
    List<ValidSpan> all = lives.spans(code.code(), lives.asOf((int) code.knownOn().toEpochDay()));
    boolean isOfNewest = all.stream().allMatch(span -> span.recordId() == newest.recordId());
    Map<Integer, NamedRow> texts =
        isOfNewest ? Map.of(newest.recordId(), texts(newest)) : code.texts();
    return all.stream()
        .map(
            span -> {
              Map<String, String> values =
                  new HashMap<>(
                      Objects.requireNonNull(texts.get(span.recordId()), code.code()).values());
              values.put("valid_from", day(span.from(), LifeRow.FIRST));
              values.put("valid_to", day(span.to(), LifeRow.NEVER));
              values.put("verdict", span.verdict().label());
              values.put("meaning", number(span.meaning()));
              values.put("reason", span.reason());
              return new NamedRow(values);
            })
        .toList();
  }

  /** The editions that were known, and whether they list it. */
  private List<NamedRow> listings(CodeLives lives) {
    int[] records = catalog.records(newest);
    return lives.editions((int) code.knownOn().toEpochDay()).stream()
        .sorted(Comparator.comparingInt(CodeLives.Listing::effectiveOn))
        .map(
            edition ->
                new NamedRow(
                    Map.of(
                        "edition", edition.edition(),
                        "effective_on", day(edition.effectiveOn(), LifeRow.FIRST),
                        "is_listed", Arrays.stream(records).anyMatch(edition::lists) ? "t" : "f")))
        .toList();
  }

  private static NamedRow texts(CodeCatalog.Entry entry) {
    return new NamedRow(
        Map.of(
            "short_description", entry.shortDescription(),
            "long_description", entry.longDescription()));
  }

  private static String day(int day, int none) {
    return day == none ? "" : LocalDate.ofEpochDay(day).toString();
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

  public NamedRow verdict() {
    return verdict;
  }

  public NamedRow detail() {
    return detail;
  }

  /** Whether no edition that was known then lists it. */
  public boolean isUnknown() {
    return !verdict.has("record_id");
  }

  public boolean isToday() {
    return code.on().equals(today) && code.knownOn().equals(today);
  }

  public List<NamedRow> spans() {
    return spans;
  }

  public TimePicture picture() {
    return new TimePicture(code.on(), today, spans, listings);
  }

  /**
   * The spans in which it is valid, or was, one for each meaning; more than one if it is reused.
   */
  public List<NamedRow> meanings() {
    Map<String, NamedRow> last = new LinkedHashMap<>();
    spans.stream()
        .filter(span -> span.get("verdict").equals("valid"))
        .forEach(span -> last.put(span.get("meaning"), span));
    return List.copyOf(last.values());
  }

  /** The first day of a meaning; empty if nobody knows. */
  public String since(NamedRow meaning) {
    return spans.stream()
        .filter(span -> span.get("verdict").equals("valid"))
        .filter(span -> span.get("meaning").equals(meaning.get("meaning")))
        .findFirst()
        .map(span -> span.get("valid_from"))
        .orElse("");
  }

  /** The last day before a day; empty for none. */
  public static String dayBefore(String day) {
    return day.isEmpty() ? "" : LocalDate.parse(day).minusDays(1).toString();
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
    List<String> targets = words(verdict.get("replaced_by"));
    List<String> ends = words(verdict.get("living_end"));
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
