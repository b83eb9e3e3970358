package org.openhcpcs.store.derive;

import java.sql.Connection;
import java.util.stream.Collectors;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.database.Sql;

/**
 * Keeps {@code hcpcs.code_change} in step with the releases: what an edition changed against the
 * one before it.
 */
final class ChangeStore {

  /** The action is what CMS claims of the change, not a change. */
  private static final String FIELDS =
      Field.ALL.stream()
          .filter(field -> field != Field.ACTION)
          .map(field -> "('%1$s', p.%1$s::text, c.%1$s::text)".formatted(field.column()))
          .collect(Collectors.joining(", "));

  /**
   * Releases, each with the one that its changes are against. An action code speaks of the time
   * since the edition before, a year until 2019 and a quarter since; where editions between were
   * not loaded, it says nothing of their changes. Neither does a blank one: then the action
   * effective date alone tells.
   */
  private static final String CONCERNED =
      """
      create temporary table concerned on commit drop as
      select c.release_id, (
          select p.release_id
          from hcpcs.release p
          where p.is_current_revision and p.effective_on < c.effective_on
          order by p.effective_on desc
          limit 1) as previous_id,
        (
          select max(p.effective_on) + case
              when max(p.effective_on) < '2019-10-01' then interval '1 year'
              else interval '3 months'
            end >= c.effective_on
          from hcpcs.release p
          where p.effective_on < c.effective_on) as is_next
      from hcpcs.release c
      where %s
      """;

  private static final String EDITION_AND_NEXT =
      """
      c.effective_on = date '%1$s'
        or c.effective_on = (select min(n.effective_on) from hcpcs.release n where n.effective_on > date '%1$s')
      """;

  private static final String CHANGE_COLUMNS =
      "release_id, code, change, field, old_value, new_value, action, effective_on, silent";

  private static final String FINDING_COLUMNS =
      "release_id, severity, rule, code, field, observed, expected, message";

  private static final String DERIVED =
      """
      create temporary table derived_change on commit drop as select %s from hcpcs.code_change limit 0;
      create temporary table derived_finding on commit drop as select %s from hcpcs.finding limit 0;
      """
          .formatted(CHANGE_COLUMNS, FINDING_COLUMNS);

  private static final String APPLY =
      """
      delete from hcpcs.code_change h using concerned c where c.release_id = h.release_id;
      delete from hcpcs.finding f using concerned c where c.release_id = f.release_id and f.rule like 'change-%%';
      insert into hcpcs.code_change (%1$s) select %1$s from derived_change;
      insert into hcpcs.finding (%2$s) select %2$s from derived_finding;
      """
          .formatted(CHANGE_COLUMNS, FINDING_COLUMNS);

  /** Stored changes that would not be derived, and derived ones that are not stored. */
  static final String CHANGE_DIFFERENCE =
      Difference.query(CHANGE_COLUMNS, "hcpcs.code_change", "derived_change");

  /** The same of the findings about changes. */
  static final String FINDING_DIFFERENCE =
      Difference.query(
          FINDING_COLUMNS,
          "(select * from hcpcs.finding where rule like 'change-%') f",
          "derived_finding");

  private static final String PAIRS =
      """
      create temporary table pair on commit drop as
      with now as materialized (
        select x.release_id, m.record_id from concerned x join hcpcs.release_code m using (release_id) where x.previous_id is not null
      ), before as materialized (
        select x.release_id, m.record_id from concerned x join hcpcs.release_code m on m.release_id = x.previous_id
      ), differing as materialized (
        select release_id, n.record_id as new_id, b.record_id as old_id
        from now n
        full join before b using (release_id, record_id)
        where n.record_id is null or b.record_id is null
      )
      select d.release_id, r.code, min(d.old_id) as old_id, min(d.new_id) as new_id
      from differing d
      join hcpcs.code_record r on r.record_id = coalesce(d.new_id, d.old_id)
      group by d.release_id, r.code
      """;

  private static final String FIELD_CHANGES =
      """
      insert into derived_change (release_id, code, change, field, old_value, new_value, action, effective_on, silent)
      select q.release_id, q.code,
        case
          when p.termination_date is null and c.termination_date is not null and v.field = 'termination_date' then 'terminated'
          when p.termination_date is not null and c.termination_date is null and v.field = 'termination_date' then 'reactivated'
          else 'changed'
        end,
        v.field, v.old_value, v.new_value, c.action, c.action_effective_date,
        v.field <> 'action_effective_date'
          and (c.action_effective_date is not distinct from p.action_effective_date or coalesce(c.action = 'N' and x.is_next, false))
      from pair q
      join concerned x using (release_id)
      join hcpcs.code_record p on p.record_id = q.old_id
      join hcpcs.code_record c on c.record_id = q.new_id
      cross join lateral (values %s) as v (field, old_value, new_value)
      where v.old_value is distinct from v.new_value
      """
          .formatted(FIELDS);

  private static final String CODE_CHANGES =
      """
      with added as materialized (
        select q.release_id, q.code, e.record_id
        from pair q
        join hcpcs.code_record c on c.record_id = q.new_id
        join hcpcs.code_record e on e.code = q.code and e.added_date is not distinct from c.added_date
        where q.old_id is null
      ), listed_before as materialized (
        select a.release_id, a.code
        from added a
        join hcpcs.release n on n.release_id = a.release_id
        join hcpcs.release_code m on m.record_id = a.record_id
        join hcpcs.release l on l.release_id = m.release_id and l.effective_on < n.effective_on
      )
      insert into derived_change (release_id, code, change, action, effective_on, silent)
      select q.release_id, q.code,
        case
          when q.old_id is not null and p.termination_date is null then 'absent'
          when q.old_id is not null then 'dropped'
          when (q.release_id, q.code) in (select release_id, code from listed_before) then 'returned'
          else 'added'
        end,
        c.action, c.action_effective_date, q.new_id is null and p.termination_date is null
      from pair q
      left join hcpcs.code_record p on p.record_id = q.old_id
      left join hcpcs.code_record c on c.record_id = q.new_id
      where q.old_id is null or q.new_id is null
      """;

  /**
   * Whether a code was there before depends on all editions before, also on one that came late.
   * What they list is read once: the planner knows no size of it, and might read it for every
   * change.
   */
  private static final String LATER_ADDITIONS =
      """
      with listing as materialized (
        select l.release_id, l.effective_on, r.code, r.added_date
        from hcpcs.release l
        join hcpcs.release_code m using (release_id)
        join hcpcs.code_record r using (record_id)
        where exists (select from hcpcs.release n where n.effective_on > date '%1$s')
      ), listed as (
        select code, added_date, min(effective_on) as first_on
        from listing
        group by code, added_date
      ), judged as (
        select h.code_change_id, case when f.first_on < r.effective_on then 'returned' else 'added' end as change
        from hcpcs.code_change h
        join listing r on r.release_id = h.release_id and r.code = h.code
        join listed f on f.code = r.code and f.added_date is not distinct from r.added_date
        where h.change in ('added', 'returned') and r.effective_on > date '%1$s'
      )
      update hcpcs.code_change h
      set change = j.change
      from judged j
      where j.code_change_id = h.code_change_id and j.change <> h.change
      """;

  private static final String SILENT_FINDINGS =
      """
      insert into derived_finding (release_id, severity, rule, code, field, observed, expected, message)
      select release_id, 'info', 'change-silent', code, string_agg(field, ', ' order by field),
        'action ' || coalesce(action, 'blank') || coalesce(', effective ' || effective_on, ''),
        'an action code and a new action effective date',
        'the record changed although its action says nothing of a change'
      from derived_change
      where silent and field is not null and lower(old_value) is distinct from lower(new_value)
      group by release_id, code, action, effective_on
      """;

  private static final String CONTRADICTED_FINDINGS =
      """
      with claimed as materialized (
        select x.release_id, c.code, c.added_date
        from concerned x
        join hcpcs.release_code n on n.release_id = x.release_id
        join hcpcs.code_record c on c.record_id = n.record_id and c.action = 'A'
      ), same_before as materialized (
        select c.release_id, p.code, p.record_id
        from claimed c
        join hcpcs.code_record p using (code, added_date)
      ), listed_before as materialized (
        select x.release_id, o.record_id
        from concerned x
        join hcpcs.release_code o on o.release_id = x.previous_id
      )
      insert into derived_finding (release_id, severity, rule, code, field, observed, message)
      select s.release_id, 'info', 'change-added-before', s.code, 'action', 'A',
        'the action says that the code was added, but the edition before lists it with the same added date'
      from same_before s
      join listed_before using (release_id, record_id)
      """;

  private static final String VANISHED_FINDINGS =
      """
      insert into derived_finding (release_id, severity, rule, code, message)
      select release_id, 'warning', 'change-absent', code,
        'the edition before lists the code, it never ended, and this edition does not list it'
      from derived_change
      where change = 'absent'
      """;

  private final Sql sql;

  ChangeStore(Connection connection) {
    this.sql = new Sql(connection);
  }

  /** Brings the changes up to date after releases of an edition came, went or changed place. */
  void editionChanged(Edition edition) {
    derive(concerned(edition));
    sql.run(APPLY);
    sql.run(LATER_ADDITIONS.formatted(edition.effectiveOn()));
  }

  /**
   * Makes the temporary table {@code concerned}: the releases whose changes depend on an edition,
   * its own and those of the edition after it.
   */
  static String concerned(Edition edition) {
    return CONCERNED.formatted(EDITION_AND_NEXT.formatted(edition.effectiveOn()));
  }

  /**
   * Derives the changes of all releases into the temporary tables {@code derived_change} and {@code
   * derived_finding}.
   */
  void deriveAll() {
    derive(CONCERNED.formatted("true"));
  }

  private void derive(String concerned) {
    sql.run("drop table if exists concerned, pair, derived_change, derived_finding");
    sql.run(concerned);
    sql.run("analyze concerned"); // else the planner reads all releases for one
    sql.run(PAIRS);
    sql.run("analyze pair");
    sql.run(DERIVED);
    sql.run(FIELD_CHANGES);
    sql.run(CODE_CHANGES);
    sql.run(SILENT_FINDINGS);
    sql.run(CONTRADICTED_FINDINGS);
    sql.run(VANISHED_FINDINGS);
  }
}
