package org.openhcpcs.web.page.code;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.history.CodeLives;
import org.openhcpcs.history.LifeRow;
import org.openhcpcs.store.serve.CodeCatalog;
import org.openhcpcs.web.api.CodeFacts;

/**
 * The life of a code as its page tells it.
 *
 * @param spans the verdicts on all days, by spans without a gap; what has no beginning or end has
 *     none
 * @param listings the editions that were known, and whether they list it
 */
public record LifeView(List<NamedRow> spans, List<NamedRow> listings) {

  static LifeView of(CodeFacts facts) {
    return new LifeView(spans(facts), listings(facts));
  }

  /** The number of a meaning as people read it; nothing for none. */
  public static String number(int meaning) {
    return meaning == 0 ? "" : String.valueOf(meaning);
  }

  private static List<NamedRow> spans(CodeFacts facts) {
    CodeCatalog.Entry newest = facts.newest();
    boolean isOfNewest =
        facts.spans().stream().allMatch(span -> span.recordId() == newest.recordId());
    Map<Integer, NamedRow> texts =
        isOfNewest ? Map.of(newest.recordId(), texts(newest)) : facts.texts();
    return facts.spans().stream()
        .map(
            span -> {
              Map<String, String> values =
                  new HashMap<>(
                      Objects.requireNonNull(texts.get(span.recordId()), facts.code()).values());
              values.put("valid_from", day(span.from(), LifeRow.FIRST));
              values.put("valid_to", day(span.to(), LifeRow.NEVER));
              values.put("verdict", span.verdict().label());
              values.put("meaning", number(span.meaning()));
              values.put("reason", span.reason());
              return new NamedRow(values);
            })
        .toList();
  }

  private static List<NamedRow> listings(CodeFacts facts) {
    return facts.editions().stream()
        .sorted(Comparator.comparingInt(CodeLives.Listing::effectiveOn))
        .map(
            edition ->
                new NamedRow(
                    Map.of(
                        "edition", edition.edition(),
                        "effective_on", day(edition.effectiveOn(), LifeRow.FIRST),
                        "is_listed", facts.isIn(edition) ? "t" : "f")))
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
