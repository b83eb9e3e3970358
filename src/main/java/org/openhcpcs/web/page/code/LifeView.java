package org.openhcpcs.web.page.code;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.history.ValidSpan;
import org.openhcpcs.store.read.CodeOnDay;
import org.openhcpcs.store.serve.CodeCatalog;

/**
 * The life of a code as its page tells it.
 *
 * @param verdict on the day, with what replaces it
 * @param spans the verdicts on all days, by spans without a gap; what has no beginning or end has
 *     none
 * @param listings the editions that were known, and whether they list it
 */
public record LifeView(NamedRow verdict, List<NamedRow> spans, List<NamedRow> listings) {

  static LifeView of(
      CodeOnDay code, CodeCatalog.Entry newest, CodeCatalog catalog, CodeLives lives) {
    return new LifeView(
        verdict(code, lives),
        spans(code, newest, lives),
        listings(code, catalog.records(newest), lives));
  }

  /** What {@code check_code} says, which alone knows where cross references lead no further. */
  private static NamedRow verdict(CodeOnDay code, CodeLives lives) {
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

  private static List<NamedRow> spans(CodeOnDay code, CodeCatalog.Entry newest, CodeLives lives) {
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

  private static List<NamedRow> listings(CodeOnDay code, int[] records, CodeLives lives) {
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
}
