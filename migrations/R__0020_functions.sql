-- Questions with dates: what was valid on a day, as it was known on a day.
drop view if exists hcpcs.replacement;
drop function if exists hcpcs.code_as_of(date, date), hcpcs.check_code(text, date, date), hcpcs.code_validity(date),
  hcpcs.code_timeline(date), hcpcs.gathered_timeline(date), hcpcs.unlisted_reason(text, date), hcpcs.covered_until(date),
  hcpcs.replacement_chain(text, text, date), hcpcs.replacement_chain(text, text, date, date),
  hcpcs.next_target(text, date), hcpcs.next_target(text, date, date);

create function hcpcs.code_as_of(on_date date, known_on date default current_date)
returns table (
  code text, kind text, meaning integer, valid_during daterange, known_during daterange, basis text, record_id integer,
  long_description text, short_description text, pricing_indicator_1 text, pricing_indicator_2 text,
  pricing_indicator_3 text, pricing_indicator_4 text, multiple_pricing_indicator text, coverage_issues_manual_1
  text, coverage_issues_manual_2 text, coverage_issues_manual_3 text, carriers_manual_1 text, carriers_manual_2
  text, carriers_manual_3 text, statute text, lab_certification_1 text, lab_certification_2 text,
  lab_certification_3 text, lab_certification_4 text, lab_certification_5 text, lab_certification_6 text,
  lab_certification_7 text, lab_certification_8 text, cross_reference_1 text, cross_reference_2 text,
  cross_reference_3 text, cross_reference_4 text, cross_reference_5 text, coverage text, asc_payment_group text,
  asc_effective_date date, mog_payment_group text, mog_payment_policy text, mog_effective_date date,
  processing_note text, betos text, type_of_service_1 text, type_of_service_2 text, type_of_service_3 text,
  type_of_service_4 text, type_of_service_5 text, anesthesia_base_units smallint, added_date date,
  action_effective_date date, termination_date date, action text
)
language sql
stable
parallel safe
as $$
  select h.code, h.kind, h.meaning, h.valid_during, h.known_during, h.basis, h.record_id,
    r.long_description, r.short_description, r.pricing_indicator_1, r.pricing_indicator_2, r.pricing_indicator_3,
    r.pricing_indicator_4, r.multiple_pricing_indicator, r.coverage_issues_manual_1, r.coverage_issues_manual_2,
    r.coverage_issues_manual_3, r.carriers_manual_1, r.carriers_manual_2, r.carriers_manual_3, r.statute,
    r.lab_certification_1, r.lab_certification_2, r.lab_certification_3, r.lab_certification_4,
    r.lab_certification_5, r.lab_certification_6, r.lab_certification_7, r.lab_certification_8,
    r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5,
    r.coverage, r.asc_payment_group, r.asc_effective_date, r.mog_payment_group, r.mog_payment_policy,
    r.mog_effective_date, r.processing_note, r.betos, r.type_of_service_1, r.type_of_service_2,
    r.type_of_service_3, r.type_of_service_4, r.type_of_service_5, r.anesthesia_base_units, r.added_date,
    r.action_effective_date, r.termination_date, r.action
  from hcpcs.code_history h
  join hcpcs.code_record r using (record_id)
  where h.valid_during @> on_date
    and h.known_during @> known_on
    and (h.absent_since is null or on_date < h.absent_since)
$$;

-- One row per span of the time line of a code. The function is inlined into the query that calls it: a planner looks one code up by
-- index, because the window is by code, and makes the spans of all once, because the order, which costs nothing, keeps them apart.
create function hcpcs.code_validity(known_on date default current_date)
returns table (
  code text, kind text, valid_from date, valid_to date, verdict text, meaning integer, record_id integer,
  valid_during daterange, known_from date, reason text
)
language sql
stable
parallel safe
rows 50000
as $$
  select s.code, s.kind,
    case p.part when 1 then '-infinity' when 2 then s.starts when 3 then s.leaves else s.ends end,
    case p.part when 1 then s.starts when 2 then s.leaves when 3 then s.ends else s.next_start end,
    case p.part when 1 then 'not yet valid' when 2 then 'valid' when 3 then 'absent' else 'terminated' end,
    s.meaning, s.record_id, s.valid_during, s.known_from,
    case p.part
      when 1 then 'valid from ' || s.starts
      when 2 then 'valid, with this content since ' || s.starts
      when 3 then 'no longer listed since ' || s.absent_since || ', and no loaded edition ended it'
      else coalesce('ended on ' || nullif(s.ends, '-infinity') - 1, 'ended before it began')
    end
  from (
    select l.code, l.kind, l.meaning, l.record_id, l.valid_during, l.known_from, l.absent_since, l.starts, l.ends,
      least(l.ends, greatest(l.starts, coalesce(l.absent_since, 'infinity'))) as leaves,
      row_number() over life as place,
      coalesce(lead(lower(l.valid_during)) over life, 'infinity') as next_start
    from (
      select h.code, h.kind, h.meaning, h.record_id, h.valid_during, lower(h.known_during) as known_from, h.absent_since,
        coalesce(lower(h.valid_during), '-infinity') as starts,
        case when isempty(h.valid_during) then '-infinity' else coalesce(upper(h.valid_during), 'infinity') end as ends
      from hcpcs.code_history h
      where h.known_during @> code_validity.known_on
    ) l
    window life as (partition by l.code order by lower(l.valid_during), l.meaning, l.record_id)
  ) s
  cross join generate_series(1, 4) as p (part)
  where case p.part
      when 1 then s.place = 1 and s.starts > '-infinity'
      when 2 then s.starts < s.leaves
      when 3 then s.leaves < s.ends
      else s.ends < s.next_start and (s.place = 1 or s.ends > '-infinity')
    end
  order by s.code
$$;

-- The same by code: one row with the spans side by side. PostgreSQL uses one core alone for a query with window functions, which code_validity
-- has, but calls functions on all. The setting is there so that it calls this one, and does not put its text into the query.
create function hcpcs.gathered_timeline(known_on date)
returns table (
  code text, valid_from date, valid_to date, since date[], verdict text[], meaning integer[], record_id integer[]
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog
as $$
  select v.code, coalesce(max(nullif(v.valid_to, 'infinity')) filter (where v.verdict <> 'valid'), '-infinity'),
    max(v.valid_to) filter (where v.verdict = 'valid'), array_agg(v.valid_from), array_agg(v.verdict),
    array_agg(v.meaning), array_agg(v.record_id)
  from (select * from hcpcs.code_validity(gathered_timeline.known_on) s order by s.code, s.valid_from) v
  group by v.code
$$;

-- The fastest way to look up many dates. Each code comes once anyway; the distinct tells planners, which then keep these rows, and not the
-- lines that are looked up, in memory.
create function hcpcs.code_timeline(known_on date default current_date)
returns table (
  code text, valid_from date, valid_to date, since date[], verdict text[], meaning integer[], record_id integer[]
)
language sql
stable
parallel safe
rows 10000
as $$
  select distinct on (g.code) g.code, g.valid_from, g.valid_to, g.since, g.verdict, g.meaning, g.record_id
  from hcpcs.gathered_timeline(code_timeline.known_on) g
  order by g.code
$$;

create function hcpcs.unlisted_reason(code text, known_on date default current_date)
returns text
language sql
stable
parallel safe
as $$
  select case hcpcs.unlisted_verdict(unlisted_reason.code)
    when 'level I' then 'CPT codes are not in the public HCPCS files'
    when 'dental' then 'CDT codes are not in the public HCPCS files'
    else 'no edition known on ' || unlisted_reason.known_on || ' lists it'
  end
$$;

-- Before October 2019 CMS posted one file a year.
create function hcpcs.covered_until(known_on date default current_date)
returns date
language sql
stable
parallel safe
as $$
  select (max(r.effective_on)
    + case when max(r.effective_on) < '2019-10-01' then interval '1 year' else interval '3 months' end)::date
  from hcpcs.release r
  where r.published_on <= covered_until.known_on
$$;

-- What cross references lead to. A function with a setting is not inlined: it looks its one code up by index, whoever calls it.
-- Of the meanings of a reused code that one is meant which lived on the day or came next: what it meant still later, CMS did not know.
create function hcpcs.next_target(code text, needed_on date, known_on date)
returns table (has_ended boolean, target text, target_needed_on date)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
  select isempty(l.valid_during) or upper(l.valid_during) is not null,
    coalesce(r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5),
    r.termination_date + 1
  from (
    select h.meaning, h.record_id, h.valid_during,
      bool_or(not isempty(h.valid_during) and coalesce(upper(h.valid_during) > next_target.needed_on, true))
        over (partition by h.meaning) as is_alive
    from hcpcs.code_history h
    where h.code = next_target.code and h.known_during @> next_target.known_on
  ) l
  join hcpcs.code_record r using (record_id)
  order by l.is_alive desc, case when l.is_alive and next_target.needed_on is not null then l.meaning else -l.meaning end,
    isempty(l.valid_during), lower(l.valid_during) desc, l.record_id desc
  limit 1
$$;

create function hcpcs.replacement_chain(code text, target text, needed_on date, known_on date)
returns table (living_end text, chain text[], is_cycle boolean)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
  with recursive step as (
    select array[replacement_chain.code, replacement_chain.target] as chain, replacement_chain.target as last,
      v.start = v.life as is_cycle, array[v.start, v.life] as lives, n.has_ended, n.target as next, n.target_needed_on
    from (select) one
    left join hcpcs.next_target(replacement_chain.target, replacement_chain.needed_on, replacement_chain.known_on) n on true
    cross join lateral (
      select concat_ws(' ', replacement_chain.code, replacement_chain.needed_on) as start,
        concat_ws(' ', replacement_chain.target, n.target_needed_on) as life) v
    union all
    select s.chain || s.next, s.next, v.life = any (s.lives), s.lives || v.life, n.has_ended, n.target, n.target_needed_on
    from step s
    left join lateral hcpcs.next_target(s.next, s.target_needed_on, replacement_chain.known_on) n on true
    cross join lateral (select concat_ws(' ', s.next, n.target_needed_on) as life) v
    where not s.is_cycle and s.has_ended and s.next is not null
  )
  select
    case when not s.is_cycle and not coalesce(s.has_ended, hcpcs.unlisted_verdict(s.last) = 'unknown') then s.last end,
    s.chain, s.is_cycle
  from step s
  order by cardinality(s.chain) desc
  limit 1
$$;

create view hcpcs.replacement as
select v.code, x.position, x.target as replaced_by, hcpcs.target_kind(x.target) as target_kind, c.living_end, c.chain, c.is_cycle
from hcpcs.code_validity('infinity') v
join hcpcs.code_record r using (record_id)
cross join lateral (
  values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
    (5, r.cross_reference_5)) as x (position, target)
cross join lateral hcpcs.replacement_chain(v.code, x.target, r.termination_date + 1, 'infinity') c
where v.valid_to = 'infinity' and v.verdict = 'terminated' and x.target is not null;

-- In plpgsql because that keeps its plan for the session: planning takes longer than one look-up.
create function hcpcs.check_code(code text, on_date date, known_on date default current_date)
returns table (
  verdict text, reason text, meaning integer, valid_during daterange, record_id integer, short_description text,
  replaced_by text[], known_from date, living_end text[]
)
language plpgsql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
#variable_conflict use_column
begin
  return query
  select
    case
      when check_code.on_date is not null and check_code.known_on is not null
        then coalesce(v.verdict, hcpcs.unlisted_verdict(check_code.code))
    end,
    case
      when check_code.on_date is null or check_code.known_on is null then 'without a date there is no verdict'
      else coalesce(v.reason, hcpcs.unlisted_reason(check_code.code, check_code.known_on))
    end,
    v.meaning, v.valid_during, v.record_id, r.short_description, t.replaced_by, v.known_from, t.living_end
  from (select) one
  left join hcpcs.code_validity(check_code.known_on) v
    on v.code = hcpcs.normal_code(check_code.code) and check_code.on_date >= v.valid_from
      and (check_code.on_date < v.valid_to or v.valid_to = 'infinity')
  left join hcpcs.code_record r on r.record_id = v.record_id
  left join lateral (
    select array_agg(x.target order by x.position) as replaced_by, array_agg(c.living_end order by x.position) as living_end
    from (
      values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
        (5, r.cross_reference_5)) as x (position, target)
    cross join lateral hcpcs.replacement_chain(v.code, x.target, r.termination_date + 1, check_code.known_on) c
    where x.target is not null and v.verdict in ('terminated', 'absent')
  ) t on true;
end
$$;

grant select on hcpcs.replacement to hcpcs_reader;
grant execute on all functions in schema hcpcs to hcpcs_reader;
