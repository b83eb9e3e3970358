package org.openhcpcs.store.derive;

import java.sql.Connection;
import org.openhcpcs.check.Alike;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Sql;

/**
 * Holds the transaction reports against the records of their editions and, where the edition before
 * is the one that they speak of, against {@code hcpcs.code_change}. Every disagreement is a
 * finding.
 *
 * <p>What the reports of CMS compare with is the edition before as it stood after its corrections,
 * not as it was published. A code that a correction added, ended or brought back with effect by the
 * edition before is therefore news to its successor's records and none to its report ({@code
 * transaction-late}).
 */
final class TransactionStore {

  /** Each row of a report and the record of its code, and those that have no counterpart. */
  private static final String SAID =
      """
      create temporary table said on commit drop as
      with reported as (
        select t.release_id, t.file, s.code, sum(s.step) over (partition by t.release_id, t.file order by s.place) as line,
          s.change, s.action
        from concerned
        join hcpcs_load.transaction_report t using (release_id)
        cross join lateral unnest(t.codes, t.line_steps, t.changes, t.actions)
          with ordinality as s (code, step, change, action, place)
      ), recorded as (
        select t.release_id, t.file, r.code, r.record_id, r.action as record_action, r.added_date,
          r.action_effective_date, r.termination_date
        from concerned
        join hcpcs_load.transaction_report t using (release_id)
        join hcpcs.release_code m using (release_id)
        join hcpcs.code_record r using (record_id)
      )
      select x.release_id, file, code, s.line, s.change, s.action, x.is_next, p.effective_on as previous_on,
        bool_or(s.action = 'N') over (partition by x.release_id, file) as lists_unchanged,
        r.record_id, r.record_action, r.added_date, r.action_effective_date, r.termination_date
      from reported s
      full join recorded r using (release_id, file, code)
      join concerned x using (release_id)
      left join hcpcs.release p on p.release_id = x.previous_id
      """;

  private static final String DISAGREEMENT =
      """
      create temporary table disagreement (release_id integer, severity text, rule text, code text, field text, file text,
        line integer, observed text, expected text, message text) on commit drop
      """;

  private static final String ACTIONS =
      """
      insert into disagreement
      select release_id, 'warning', 'transaction-action', code, 'action', file, line, change, coalesce(record_action, 'blank'),
        'the report names another change than the action code of the record'
      from said
      where record_id is not null and action is distinct from record_action and action is not null
      """;

  private static final String MISSING_CODES =
      """
      insert into disagreement
      select release_id, 'warning', 'transaction-missing-code', code, null, file, line, change, null,
        'the report names a code that the edition does not list'
      from said
      where record_id is null
      """;

  /** A report without any code that did not change lists changes only. */
  private static final String UNLISTED_CODES =
      """
      insert into disagreement
      select release_id, 'warning', 'transaction-unlisted-code', code, null, file, null, null,
        'action ' || coalesce(record_action, 'blank'),
        'the edition lists a code that the report does not name'
      from said
      where line is null and (lists_unchanged or record_action is distinct from 'N')
      """;

  /**
   * What each action code claims: fields of which one changes; for B, fields of which one changes
   * besides; and fields that go along with such a change without a word. N claims nothing.
   */
  private static final String CHANGES =
      """
      insert into disagreement
      with claim (action, names, besides, along) as (
        values
          ('A', '^added_date$', null, '.'),
          ('B', '^long_description$', '^(coverage|carriers|statute|lab_|cross_|processing_note|added_date)', '^short_'),
          ('C', '^long_description$', null, '^short_'),
          ('D', '^termination_date$', null, '^(cross_|asc_|mog_)'),
          ('F', '^(coverage|carriers|statute|lab_|cross_|processing_note|added_date)', null, null),
          ('P', '^(pricing_|multiple_|asc_|mog_|anesthesia)', null, null),
          ('R', '^termination_date$', null, '.'),
          ('S', '^short_', null, null),
          ('T', '^(betos|type_)', null, null)
      ), computed as (
        select s.release_id, s.file, s.code,
          coalesce(bool_or(h.change in ('added', 'returned')), false) as came,
          coalesce(bool_or(h.change = 'terminated'), false) as ended,
          coalesce(bool_or(h.change = 'reactivated'), false) as revived,
          coalesce(bool_or(h.field = 'action_effective_date'), false) as dated,
          coalesce(bool_or(h.field ~ c.names) and (c.besides is null or bool_or(h.field ~ c.besides)), false) as shown,
          string_agg(h.field, ', ' order by h.field) filter (where d.differs) as fields,
          string_agg(h.field, ', ' order by h.field)
            filter (where d.differs and h.field !~ concat_ws('|', c.names, c.besides, c.along)) as others
        from said s
        left join claim c using (action)
        left join hcpcs.code_change h using (release_id, code)
        cross join lateral (
          select h.field <> 'action_effective_date' and lower(h.old_value) is distinct from lower(h.new_value)) as d (differs)
        where s.is_next and s.record_id is not null and s.action is not null
        group by s.release_id, s.file, s.code, c.besides
      ), compared as (
        select s.*, k.came, k.ended, k.revived, k.dated, k.shown, k.fields, k.others,
          case
            when k.came then coalesce(s.added_date > s.previous_on, true)
            when k.ended then coalesce(s.termination_date >= s.previous_on, true)
            when k.revived then coalesce(s.action_effective_date > s.previous_on, true)
          end as is_recent
        from said s
        join computed k using (release_id, file, code)
      ), judged as (
        select *,
          case
            when action = 'N' then
              case
                when is_recent then 'change'
                when came or ended or revived then 'late'
                when fields is not null then 'silent'
                when dated then 'date'
              end
            when not came and not shown or action = 'D' and termination_date is null then 'change'
            when came and action not in ('A', 'D', 'R') and not is_recent then 'late'
            when not came and others is not null then 'partial'
          end as verdict
        from compared
      )
      select j.release_id, v.severity, 'transaction-' || j.verdict, j.code,
        case j.verdict when 'partial' then j.others else j.fields end,
        j.file, j.line, j.change,
        case
          when j.came then concat_ws(', ', 'new', 'added ' || j.added_date)
          when j.ended then 'terminated ' || j.termination_date
          when j.revived then 'reactivated'
          when j.fields is not null then 'changed'
          when j.dated then 'new action effective date'
          else 'no change'
        end,
        v.message
      from judged j
      join (
        values
          ('change', 'warning', 'the report and the records do not show the same change since the edition before'),
          ('late', 'info', 'the report counts a change to the edition before, which does not show it'),
          ('silent', 'info', 'the report says that nothing changed, but fields did'),
          ('date', 'info', 'the report says that nothing changed, but the action effective date did'),
          ('partial', 'info', 'more fields changed than the report says')
      ) as v (verdict, severity, message) using (verdict)
      """;

  private static final String FINDINGS =
      """
      insert into hcpcs.finding (release_id, severity, rule, code, field, file, line, observed, expected, message)
      with counted as (
        select *, count(*) over (partition by release_id, file, severity, rule, message) as alike
        from disagreement
      )
      select release_id, severity, rule, code, field, file, line, observed, expected, message
      from counted
      where alike <= %1$d
      union all
      select release_id, severity, rule, null, null, file, null,
        count(*) || ' codes: ' || string_agg(code, ' ' order by code collate "C"), null, message
      from counted
      where alike > %1$d
      group by release_id, severity, rule, file, message
      """
          .formatted(Alike.MOST);

  private static final String FORGET =
      """
      delete from hcpcs.finding f
      using concerned c
      where c.release_id = f.release_id
        and f.rule in (
          'transaction-action', 'transaction-missing-code', 'transaction-unlisted-code', 'transaction-change',
          'transaction-late', 'transaction-silent', 'transaction-date', 'transaction-partial')
      """;

  private final Sql sql;

  TransactionStore(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * Compares again after a release was added, changed its place or got a report: its own reports
   * and those of the edition after it. {@code hcpcs.code_change} must be up to date.
   */
  void editionChanged(Edition edition) {
    sql.run("drop table if exists concerned, said, disagreement");
    sql.run(ChangeStore.concerned(edition));
    sql.run("analyze concerned");
    sql.run(FORGET);
    sql.run(SAID);
    sql.run("analyze said");
    sql.run(DISAGREEMENT);
    sql.run(ACTIONS);
    sql.run(MISSING_CODES);
    sql.run(UNLISTED_CODES);
    sql.run(CHANGES);
    sql.run(FINDINGS);
  }
}
