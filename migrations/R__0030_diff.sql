-- What differs between two editions, and between what was known on two days.
create or replace function hcpcs.release_named(name text)
returns integer
language plpgsql
stable
parallel safe
as $$
declare
  wanted integer;
begin
  select r.release_id into wanted
  from hcpcs.release r
  where (r.is_current_revision and r.edition = release_named.name)
    or r.edition || '.' || r.revision = release_named.name;
  if wanted is null then
    raise exception '%: this edition is not loaded; hcpcs releases lists those that are', release_named.name
      using errcode = 'no_data_found';
  end if;
  return wanted;
end
$$;

-- Both records come with their columns in one order, so the n-th value of one belongs to the n-th of the other.
create or replace function hcpcs.diff_records(a hcpcs.code_record, b hcpcs.code_record)
returns table (field_position integer, field text, old_value text, new_value text)
language sql
stable
parallel safe
as $$
  select v.field_position::integer, v.field, v.old_value, v.new_value
  from rows from (json_each_text(row_to_json(a)), json_each_text(row_to_json(b)))
    with ordinality as v (field, old_value, same_field, new_value, field_position)
  where v.old_value is distinct from v.new_value and v.field not in ('record_id', 'content_hash', 'descriptive_hash', 'unit_reading')
$$;

create or replace function hcpcs.diff_editions(a text, b text)
returns table (code text, change text, field text, old_value text, new_value text)
language sql
stable
parallel safe
as $$
  with old as (
    select m.record_id, m.sequence
    from hcpcs.release_code m
    where m.release_id = hcpcs.release_named(a)
  ), new as (
    select m.record_id, m.sequence
    from hcpcs.release_code m
    where m.release_id = hcpcs.release_named(b)
  ), only_old as (
    select r.code, r as record, m.sequence
    from (table old except table new) m
    join hcpcs.code_record r using (record_id)
  ), only_new as (
    select r.code, r as record, m.sequence
    from (table new except table old) m
    join hcpcs.code_record r using (record_id)
  )
  select code,
    case
      when o.sequence is null then 'added'
      when n.sequence is null then 'removed'
      else 'changed'
    end,
    d.field, d.old_value, d.new_value
  from only_old o
  full join only_new n using (code)
  left join lateral (
    select 0 as field_position, 'sequence' as field, o.sequence::text as old_value, n.sequence::text as new_value
    where o.sequence <> n.sequence
    union all
    select f.field_position, f.field, f.old_value, f.new_value
    from hcpcs.diff_records(o.record, n.record) f
    where o.sequence is not null and n.sequence is not null
  ) d on true
  order by code collate "C", d.field_position
$$;

create or replace function hcpcs.diff_known(a date, b date)
returns table (code text, valid_during daterange, change text, field text, old_value text, new_value text)
language sql
stable
parallel safe
as $$
  with old as (
    select h.code, h.valid_during, h.meaning, h.absent_since, h.record_id
    from hcpcs.code_history h
    where h.known_during @> a and not h.known_during @> b and not isempty(h.valid_during)
  ), new as (
    select h.code, h.valid_during, h.meaning, h.absent_since, h.record_id
    from hcpcs.code_history h
    where h.known_during @> b and not h.known_during @> a and not isempty(h.valid_during)
  ), whole_old as (
    select o.code, range_agg(o.valid_during) as days from old o group by o.code
  ), whole_new as (
    select n.code, range_agg(n.valid_during) as days from new n group by n.code
  ), difference as (
    select n.code, n.days - coalesce(o.days, '{}') as days, 'added' as change, 0 as field_position, null as field,
      null as old_value, null as new_value
    from whole_new n
    left join whole_old o using (code)
    union all
    select o.code, o.days - coalesce(n.days, '{}'), 'removed', 0, null, null, null
    from whole_old o
    left join whole_new n using (code)
    union all
    select o.code, range_agg(d.days), 'changed', d.field_position, d.field, d.old_value, d.new_value
    from old o
    join new n on n.code = o.code and n.valid_during && o.valid_during
    join hcpcs.code_record p on p.record_id = o.record_id
    join hcpcs.code_record c on c.record_id = n.record_id
    cross join lateral (
      select 0 as field_position, 'meaning' as field, o.meaning::text as old_value, n.meaning::text as new_value,
        o.valid_during * n.valid_during as days
      where o.meaning <> n.meaning
      union all
      select 0, 'absent_since', to_char(o.absent_since, 'YYYY-MM-DD'), to_char(n.absent_since, 'YYYY-MM-DD'),
        o.valid_during * n.valid_during * daterange(
          least(o.absent_since, n.absent_since),
          case when num_nulls(o.absent_since, n.absent_since) = 0 then greatest(o.absent_since, n.absent_since) end)
      where o.absent_since is distinct from n.absent_since
      union all
      select f.field_position, f.field, f.old_value, f.new_value, o.valid_during * n.valid_during
      from hcpcs.diff_records(p, c) f
      where o.record_id <> n.record_id
    ) d
    group by o.code, d.field_position, d.field, d.old_value, d.new_value
  )
  select d.code, r.valid_during, d.change, d.field, d.old_value, d.new_value
  from difference d
  cross join lateral unnest(d.days) as r (valid_during)
  order by d.code collate "C", r.valid_during, d.field_position, d.field
$$;

grant execute on all functions in schema hcpcs to hcpcs_reader;
