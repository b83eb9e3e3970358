package org.openhcpcs.store.report;

import java.lang.reflect.Constructor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Query;
import org.openhcpcs.database.ResultRows;

/** Reads what a report needs, from the schema of readers alone. */
public record ReportQueries(Database database) {

  private static final String RELEASES =
      """
      with wanted as (
        select hcpcs.release_named(?) as release_id
      ), counted as (
        select release_id,
          count(distinct code) filter (where change in ('added', 'returned')) as added,
          count(distinct code) filter (where change = 'terminated') as ended,
          count(distinct code) filter (where change = 'changed') as changed
        from hcpcs.code_change
        where not after_gap
        group by release_id
      )
      select r.release_id, r.edition, r.revision, r.effective_on, r.published_on, r.published_basis, r.archive_name,
        r.archive_sha256, r.codes, r.modifiers, r.terminated, coalesce(c.added, 0), coalesce(c.ended, 0),
        coalesce(c.changed, 0), r.is_sample, r.release_id = w.release_id,
        r.is_current_revision and r.effective_on < (
          select x.effective_on from hcpcs.release x where x.release_id = w.release_id)
      from hcpcs.release r
      cross join wanted w
      left join counted c on c.release_id = r.release_id
      where r.is_current_revision or r.release_id = w.release_id
      order by r.effective_on, r.revision
      """;

  private static final String SECTIONS =
      """
      select coalesce(s.key, l.key), coalesce(s.title, ''), coalesce(l.listed, 0)
      from (
        select letter as key, title, 1 as place from hcpcs.section
        union all
        select 'modifiers', 'Modifiers', 2
      ) s
      full join (
        select case r.kind when 'modifier' then 'modifiers' else left(r.code, 1) end as key, count(*) as listed
        from hcpcs.release_code m
        join hcpcs.code_record r using (record_id)
        where m.release_id = ?
        group by 1
      ) l using (key)
      order by coalesce(s.place, 1), 1
      """;

  private static final String CHANGES =
      """
      select code, change, field, old_value, new_value, action, effective_on, silent
      from hcpcs.code_change
      where release_id = ? and after_gap = ?
      order by code collate "C", change collate "C"
      """;

  /** In steps, or the planner unnests the release once for every code. */
  private static final String LISTINGS =
      """
      with listed as materialized (
        select m.record_id from hcpcs.release_code m where m.release_id = ?
      ), changed as materialized (
        select distinct c.code from hcpcs.code_change c where c.release_id = ?
      )
      select r.code, r.short_description, r.long_description, r.added_date, r.termination_date,
        concat_ws(', ', r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5)
      from listed
      join hcpcs.code_record r using (record_id)
      join changed using (code)
      """;

  private static final String FINDINGS =
      """
      select severity, rule, code, field, file, line, observed, expected, message
      from hcpcs.finding
      where release_id = ?
      order by array_position(array['error', 'warning', 'info'], severity), rule, code collate "C", file, line, field,
        observed, expected, message
      """;

  private static final String CORRECTIONS =
      """
      select file, line, code, action, (select string_agg(key || ': ' || value, E'\\n') from json_each_text(cells)),
        case when is_accepted then 'accepted, ' else '' end || coalesce(verdict, ''), explanation
      from hcpcs.correction
      where release_id = ?
      order by published_on, named_revision, file, line, correction_id
      """;

  private static final String MEANINGS =
      Arrays.stream(Indicator.values())
          .map(
              indicator ->
                  "select '%1$s', code, %2$s from hcpcs.%1$s where %2$s is not null"
                      .formatted(
                          indicator.table(),
                          indicator == Indicator.PROCESSING_NOTE ? "text" : "description"))
          .collect(Collectors.joining(" union all "));

  private static final Map<String, Integer> FIELD_ORDER =
      Field.ALL.stream().collect(Collectors.toMap(Field::column, Field::ordinal));

  /**
   * Reads everything about one edition.
   *
   * @param edition as {@code hcpcs.release_named} takes it
   */
  public ReportData read(String edition) {
    List<ReportData.ReportRelease> editions = new ArrayList<>();
    Optional<ReportData.ReportRelease> wanted = Optional.empty();
    Optional<ReportData.ReportRelease> before = Optional.empty();
    for (List<String> row : rows(RELEASES, edition)) {
      ReportData.ReportRelease release = record(ReportData.ReportRelease.class, row);
      editions.add(release);
      if (row.get(15).equals("t")) {
        wanted = Optional.of(release);
      } else if (row.get(16).equals("t")) {
        before = Optional.of(release);
      }
    }
    ReportData.ReportRelease of = wanted.orElseThrow();
    Map<String, ReportData.ListedTexts> listings = new HashMap<>();
    before.ifPresent(each -> listings.putAll(listings(each.id(), of.id())));
    listings.putAll(listings(of.id(), of.id()));
    return new ReportData(
        of,
        before,
        editions,
        records(ReportData.SectionCount.class, SECTIONS, of.id()),
        changes(of.id(), false),
        changes(of.id(), true),
        listings,
        records(ReportData.FindingNotice.class, FINDINGS, of.id()),
        records(ReportData.CorrectionNotice.class, CORRECTIONS, of.id()),
        meanings());
  }

  /** The current revisions of all editions, by date. */
  public List<ReportData.ReportRelease> editions() {
    return rows(
            "select edition from hcpcs.release where is_current_revision order by effective_on desc limit 1")
        .stream()
        .flatMap(
            newest -> records(ReportData.ReportRelease.class, RELEASES, newest.get(0)).stream())
        .toList();
  }

  private List<ReportData.ChangeNotice> changes(int release, boolean afterGap) {
    return records(ReportData.ChangeNotice.class, CHANGES, release, afterGap).stream()
        .sorted(
            Comparator.comparing(ReportData.ChangeNotice::code)
                .thenComparing(change -> FIELD_ORDER.getOrDefault(change.field(), -1)))
        .toList();
  }

  private Map<String, ReportData.ListedTexts> listings(int in, int changedIn) {
    return rows(LISTINGS, in, changedIn).stream()
        .collect(
            Collectors.toMap(
                row -> row.get(0),
                row -> record(ReportData.ListedTexts.class, row.subList(1, row.size()))));
  }

  private Map<String, Map<String, String>> meanings() {
    return rows(MEANINGS).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get(0), Collectors.toMap(row -> row.get(1), row -> row.get(2))));
  }

  private <T> List<T> records(Class<T> type, String sql, Object... parameters) {
    return rows(sql, parameters).stream().map(row -> record(type, row)).toList();
  }

  /** A record of a row, whose first columns are its components in their order. */
  private static <T> T record(Class<T> type, List<String> row) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    Class<?>[] types = constructor.getParameterTypes();
    Object[] values = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      values[i] = value(types[i], row.get(i));
    }
    try {
      return type.cast(constructor.newInstance(values));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no such components", e);
    }
  }

  private static Object value(Class<?> type, String text) {
    return type == int.class
        ? Integer.valueOf(text)
        : type == boolean.class
            ? text.equals("t")
            : type == LocalDate.class ? LocalDate.parse(text) : text;
  }

  /** The rows of a query, with nothing for null. */
  private List<List<String>> rows(String sql, Object... parameters) {
    return ResultRows.of(database, Query.of(sql, parameters)).rows().stream()
        .map(row -> row.stream().map(value -> value == null ? "" : value).toList())
        .toList();
  }
}
