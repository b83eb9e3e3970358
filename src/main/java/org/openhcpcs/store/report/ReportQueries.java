package org.openhcpcs.store.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.database.Sql;

/** Reads what a report needs, from the schema of readers alone. */
public record ReportQueries(Sql sql) {

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

  /**
   * Of a corrected revision those of its edition that were published by then, or by now if it is
   * the current one: they belong to whichever revision of CMS they were loaded with.
   */
  private static final String CORRECTIONS =
      """
      select distinct on (c.published_on, c.named_revision, c.file, c.line, c.file_sha256) c.file, c.line, c.code, c.action,
        (select string_agg(key || ': ' || value, E'\\n') from json_each_text(c.cells)),
        case when c.is_accepted then 'accepted, ' else '' end || coalesce(c.verdict, ''), c.explanation
      from hcpcs.correction c
      join hcpcs.release l using (release_id)
      join hcpcs.release r on r.release_id = l.release_id
        or r.corrects_release_id is not null and r.edition = l.edition
          and (r.is_current_revision or c.published_on <= r.published_on)
      where r.release_id = ?
      order by c.published_on, c.named_revision, c.file, c.line, c.file_sha256, c.correction_id
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

  /** An edition, and whether it is the one that is asked for, or one before it. */
  private record Placed(ReportData.ReportRelease release, boolean isWanted, boolean isBefore) {}

  private record Listed(String code, ReportData.ListedTexts texts) {}

  private record Meaning(String table, String value, String words) {}

  /**
   * Reads everything about one edition.
   *
   * @param edition as {@code hcpcs.release_named} takes it
   */
  public ReportData read(String edition) {
    List<Placed> placed = sql.list(RELEASES, Placed.class, edition);
    ReportData.ReportRelease of =
        placed.stream().filter(Placed::isWanted).map(Placed::release).findFirst().orElseThrow();
    Optional<ReportData.ReportRelease> before =
        placed.stream()
            .filter(each -> each.isBefore() && !each.isWanted())
            .map(Placed::release)
            .reduce((older, newer) -> newer);
    Map<String, ReportData.ListedTexts> listings = new HashMap<>();
    before.ifPresent(each -> listings.putAll(listings(each.id(), of.id())));
    listings.putAll(listings(of.id(), of.id()));
    return new ReportData(
        of,
        before,
        placed.stream().map(Placed::release).toList(),
        sql.list(SECTIONS, ReportData.SectionCount.class, of.id()),
        changes(of.id(), false),
        changes(of.id(), true),
        listings,
        sql.list(FINDINGS, ReportData.FindingNotice.class, of.id()),
        sql.list(CORRECTIONS, ReportData.CorrectionNotice.class, of.id()),
        meanings());
  }

  /** The current revisions of all editions, by date. */
  public List<ReportData.ReportRelease> editions() {
    return sql.find(
            "select edition from hcpcs.release where is_current_revision order by effective_on desc limit 1",
            String.class)
        .map(newest -> sql.list(RELEASES, ReportData.ReportRelease.class, newest))
        .orElse(List.of());
  }

  private List<ReportData.ChangeNotice> changes(int release, boolean afterGap) {
    return sql.list(CHANGES, ReportData.ChangeNotice.class, release, afterGap).stream()
        .sorted(
            Comparator.comparing(ReportData.ChangeNotice::code)
                .thenComparing(change -> FIELD_ORDER.getOrDefault(change.field(), -1)))
        .toList();
  }

  private Map<String, ReportData.ListedTexts> listings(int in, int changedIn) {
    return sql.list(LISTINGS, Listed.class, in, changedIn).stream()
        .collect(Collectors.toMap(Listed::code, Listed::texts));
  }

  private Map<String, Map<String, String>> meanings() {
    return sql.list(MEANINGS, Meaning.class).stream()
        .collect(
            Collectors.groupingBy(
                Meaning::table, Collectors.toMap(Meaning::value, Meaning::words)));
  }
}
