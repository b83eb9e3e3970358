package org.openhcpcs.store.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.NamedRow;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/** All codes that a text finds, or that have values of indicators, as lists to look through. */
public record SearchReader(Database database) {

  /** More codes than there are. */
  private static final int ALL = 100_000;

  private static final String COLUMNS =
      """
      , d.added_date as valid_from, r.termination_date as valid_to, r.coverage, r.betos,
        case when d.kind = 'procedure' then left(d.code, 1) else 'modifiers' end as section
      """;

  private static final String FOUND =
      """
      select s.total, s.code, s.kind, s.status, s.matched, s.short_description, s.long_description, s.marked%s
      from hcpcs.search_codes(?, ?) s
      join hcpcs.search_document d using (code)
      join hcpcs.code_record r using (record_id)
      """
          .formatted(COLUMNS);

  /** Without a text all codes are found, in their order. */
  private static final String LISTED =
      """
      select d.code, d.kind, hcpcs.search_code_status(d.added_date, d.termination_date, d.last_listed_on) as status, '' as matched,
        r.short_description, r.long_description, coalesce(r.long_description, r.short_description) as marked%s
      from hcpcs.search_document d
      join hcpcs.code_record r using (record_id)
      """
          .formatted(COLUMNS);

  private static final String VERDICTS =
      """
      select w.code, c.verdict, array_to_string(c.replaced_by, ', ') as replaced_by,
        case when c.meaning < (select max(h.meaning) from hcpcs.code_history h where h.code = w.code) then c.short_description end as meant
      from unnest(string_to_array(?, ' ')) as w (code)
      cross join lateral hcpcs.check_code(w.code, ?, ?) c
      """;

  /**
   * The codes that a text finds, the best first; without a text all, by their names.
   *
   * @param values only codes that have these values of indicators
   */
  public List<NamedRow> find(String text, Map<Indicator, String> values) {
    List<@Nullable Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder(text.isEmpty() ? LISTED : FOUND);
    if (!text.isEmpty()) {
      parameters.add(text);
      parameters.add(ALL);
    }
    sql.append("where true");
    values.forEach(
        (indicator, value) -> {
          sql.append(" and ? in (").append(columns(indicator)).append(')');
          parameters.add(value);
        });
    sql.append(text.isEmpty() ? " order by d.kind desc, d.code" : " order by s.place");
    return ResultRows.of(database, new Query(sql.toString(), parameters)).named();
  }

  /** The best of the codes that a text finds; each says how many there are in all. */
  public List<NamedRow> best(String text, int most) {
    return ResultRows.of(database, Query.of(FOUND + "order by s.place", text, most)).named();
  }

  /** The columns of a code's record, {@code r}, that hold values of an indicator. */
  static String columns(Indicator indicator) {
    return Field.ALL.stream()
        .filter(field -> field.indicator().filter(indicator::equals).isPresent())
        .map(field -> "r." + field.column())
        .collect(Collectors.joining(", "));
  }

  /** What of a text was not taken as it was written. */
  public List<String> notes(String text) {
    return ResultRows.of(
            database, Listings.searchNotes(text, new Listings.SearchFilter(null, null, null, null)))
        .rows()
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  /**
   * The verdicts on some codes on a day, what replaces them, and what those meant that mean
   * something else since, by code.
   */
  public Map<String, NamedRow> verdicts(List<String> codes, LocalDate on, LocalDate knownOn) {
    return codes.isEmpty()
        ? Map.of()
        : ResultRows.of(database, Query.of(VERDICTS, String.join(" ", codes), on, knownOn))
            .named()
            .stream()
            .collect(Collectors.toMap(row -> row.get("code"), row -> row));
  }
}
