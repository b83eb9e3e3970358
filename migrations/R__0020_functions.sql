-- Questions with dates: what was valid on a day, as it was known on a day.
drop function if exists hcpcs.code_as_of(date, date), hcpcs.check_code(text, date, date);

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

drop view if exists hcpcs.replacement;

create view hcpcs.replacement as
with recursive target as (
  select r.code, x.position, x.target, r.termination_date
  from hcpcs_load.newest_listing n
  join hcpcs.code_record r using (record_id)
  cross join lateral (
    values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
      (5, r.cross_reference_5)) as x (position, target)
  where x.target is not null
), step as (
  select t.code, t.position, t.target as replaced_by, t.target as last, array[t.code, t.target] as chain, false as is_cycle
  from target t
  where t.termination_date is not null
  union all
  select s.code, s.position, s.replaced_by, t.target, s.chain || t.target, t.target = any (s.chain)
  from step s
  join target t on t.code = s.last and t.position = 1 and t.termination_date is not null
  where not s.is_cycle
), final as (
  select distinct on (code, position) code, position, replaced_by, last, chain, is_cycle
  from step
  order by code, position, cardinality(chain) desc
)
select f.code, f.position, f.replaced_by,
  case
    when n.code is not null and length(f.replaced_by) = 2 then 'modifier'
    when n.code is not null then 'in file'
    when f.replaced_by ~ '^([0-9]{5}|[0-9]{4}[A-Z])$' then 'level I'
    when f.replaced_by ~ '^D[0-9]{4}$' then 'dental'
    else 'gone'
  end as target_kind,
  case when f.is_cycle then null else f.last end as living_end,
  f.chain, f.is_cycle
from final f
left join hcpcs_load.newest_listing n on n.code = f.replaced_by;

create function hcpcs.check_code(code text, on_date date, known_on date default current_date)
returns table (
  verdict text, reason text, meaning integer, valid_during daterange, record_id integer, short_description text,
  replaced_by text[], known_from date
)
language sql
stable
parallel safe
as $$
  with asked as (
    select upper(btrim(check_code.code)) as code
  ), known as (
    select h.meaning, h.valid_during, h.record_id, h.absent_since, h.known_during
    from hcpcs.code_history h
    join asked a on a.code = h.code
    where h.known_during @> check_code.known_on
  ), best as (
    select k.*, k.valid_during @> check_code.on_date as is_valid
    from known k
    order by k.valid_during @> check_code.on_date desc,
      (upper(k.valid_during) <= check_code.on_date) desc nulls last, upper(k.valid_during) desc, lower(k.valid_during)
    limit 1
  ), judged as (
    select a.code, b.meaning, b.valid_during, b.record_id, b.known_during,
      case
        when b.record_id is null and a.code ~ '^([0-9]{5}|[0-9]{4}[A-Z]|[0-9]{2}|[1-8]P)$' then 'level I'
        when b.record_id is null and a.code ~ '^D[0-9]{4}$' then 'dental'
        when b.record_id is null then 'unknown'
        when b.is_valid and b.absent_since <= check_code.on_date then 'absent'
        when b.is_valid then 'valid'
        when check_code.on_date < (select min(lower(k.valid_during)) from known k) then 'not yet valid'
        else 'terminated'
      end as verdict,
      b.absent_since
    from asked a
    left join best b on true
  )
  select j.verdict,
    case j.verdict
      when 'valid' then 'valid since ' || lower(j.valid_during)
      when 'absent' then 'no longer listed since ' || j.absent_since || ', although it never ended'
      when 'terminated' then 'ended on ' || (upper(j.valid_during) - 1)
      when 'not yet valid' then 'valid from ' || (select min(lower(k.valid_during)) from known k)
      when 'level I' then 'CPT codes are not in the public HCPCS files'
      when 'dental' then 'CDT codes are not in the public HCPCS files'
      else 'no edition known on ' || check_code.known_on || ' lists it'
    end,
    j.meaning, j.valid_during, j.record_id, r.short_description,
    case
      when j.verdict in ('terminated', 'absent') then (
        select array_agg(x.target order by x.position)
        from (
          values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
            (5, r.cross_reference_5)) as x (position, target)
        where x.target is not null)
    end,
    lower(j.known_during)
  from judged j
  left join hcpcs.code_record r on r.record_id = j.record_id
$$;

grant select on hcpcs.replacement to hcpcs_reader;
grant execute on all functions in schema hcpcs to hcpcs_reader;
