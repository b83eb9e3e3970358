-- What analysts ask for beside the code page: the data dictionary, repeated fields as rows, and the views as they stood on a day.
drop view if exists hcpcs.field_definition, hcpcs.data_dictionary, hcpcs.code_pricing, hcpcs.code_type_of_service,
  hcpcs.code_lab_certification, hcpcs.code_coverage_manual, hcpcs.code_carriers_manual, hcpcs.code_cross_reference;
drop function if exists hcpcs.code_detail_as_of(date, date), hcpcs.code_value_as_of(date, date);

-- code_detail, with the content and the status that were known on a day. Lookup tables have the newest wording.
create function hcpcs.code_detail_as_of(on_date date, known_on date default current_date)
returns table (
  code text, kind text, status text, long_description text, short_description text, pricing_indicator_1 text,
  pricing_indicator_1_description text, pricing_indicator_2 text, pricing_indicator_2_description text,
  pricing_indicator_3 text, pricing_indicator_3_description text, pricing_indicator_4 text,
  pricing_indicator_4_description text, multiple_pricing_indicator text, multiple_pricing_indicator_description text,
  coverage_issues_manual_1 text, coverage_issues_manual_2 text, coverage_issues_manual_3 text, carriers_manual_1 text,
  carriers_manual_2 text, carriers_manual_3 text, statute text, statute_reference text, lab_certification_1 text,
  lab_certification_1_description text, lab_certification_2 text, lab_certification_2_description text,
  lab_certification_3 text, lab_certification_3_description text, lab_certification_4 text,
  lab_certification_4_description text, lab_certification_5 text, lab_certification_5_description text,
  lab_certification_6 text, lab_certification_6_description text, lab_certification_7 text,
  lab_certification_7_description text, lab_certification_8 text, lab_certification_8_description text, cross_reference_1 text,
  cross_reference_2 text, cross_reference_3 text, cross_reference_4 text, cross_reference_5 text, coverage text,
  coverage_description text, asc_payment_group text, asc_payment_group_description text, asc_effective_date date,
  mog_payment_group text, mog_payment_group_description text, mog_payment_policy text, mog_payment_policy_description text,
  mog_effective_date date, processing_note text, processing_note_description text, betos text, betos_description text,
  type_of_service_1 text, type_of_service_1_description text, type_of_service_2 text, type_of_service_2_description text,
  type_of_service_3 text, type_of_service_3_description text, type_of_service_4 text, type_of_service_4_description text,
  type_of_service_5 text, type_of_service_5_description text, anesthesia_base_units smallint, added_date date,
  action_effective_date date, termination_date date, action text, action_description text,
  unit_amount numeric, unit text, unit_ucum text, unit_basis text, section text, section_title text, is_noc boolean,
  valid_during daterange, replaced_by text[], meaning integer, known_from date, record_id integer
)
language sql
stable
parallel safe
rows 10000
as $$
  select
    v.code,
    v.kind,
    case v.verdict when 'valid' then 'active' when 'not yet valid' then 'future' else v.verdict end,
    r.long_description,
    r.short_description,
    r.pricing_indicator_1,
    (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_1),
    r.pricing_indicator_2,
    case when r.pricing_indicator_2 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_2) end,
    r.pricing_indicator_3,
    case when r.pricing_indicator_3 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_3) end,
    r.pricing_indicator_4,
    case when r.pricing_indicator_4 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_4) end,
    r.multiple_pricing_indicator,
    (select l.description from hcpcs.multiple_pricing_indicator l where l.code = r.multiple_pricing_indicator),
    r.coverage_issues_manual_1,
    r.coverage_issues_manual_2,
    r.coverage_issues_manual_3,
    r.carriers_manual_1,
    r.carriers_manual_2,
    r.carriers_manual_3,
    r.statute,
    case when r.statute is not null then (select l.reference from hcpcs.statute_reference l where l.statute = r.statute) end,
    r.lab_certification_1,
    case when r.lab_certification_1 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_1) end,
    r.lab_certification_2,
    case when r.lab_certification_2 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_2) end,
    r.lab_certification_3,
    case when r.lab_certification_3 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_3) end,
    r.lab_certification_4,
    case when r.lab_certification_4 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_4) end,
    r.lab_certification_5,
    case when r.lab_certification_5 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_5) end,
    r.lab_certification_6,
    case when r.lab_certification_6 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_6) end,
    r.lab_certification_7,
    case when r.lab_certification_7 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_7) end,
    r.lab_certification_8,
    case when r.lab_certification_8 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_8) end,
    r.cross_reference_1,
    r.cross_reference_2,
    r.cross_reference_3,
    r.cross_reference_4,
    r.cross_reference_5,
    r.coverage,
    (select l.description from hcpcs.coverage l where l.code = r.coverage),
    r.asc_payment_group,
    case when r.asc_payment_group is not null then (select l.description from hcpcs.asc_payment_group l where l.code = r.asc_payment_group) end,
    r.asc_effective_date,
    r.mog_payment_group,
    case when r.mog_payment_group is not null then (select l.description from hcpcs.mog_payment_group l where l.code = r.mog_payment_group) end,
    r.mog_payment_policy,
    case when r.mog_payment_policy is not null then (select l.description from hcpcs.mog_payment_policy l where l.code = r.mog_payment_policy) end,
    r.mog_effective_date,
    r.processing_note,
    case when r.processing_note is not null then (select l.text from hcpcs.processing_note l where l.code = r.processing_note) end,
    r.betos,
    (select l.description from hcpcs.betos l where l.code = r.betos),
    r.type_of_service_1,
    (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_1),
    r.type_of_service_2,
    case when r.type_of_service_2 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_2) end,
    r.type_of_service_3,
    case when r.type_of_service_3 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_3) end,
    r.type_of_service_4,
    case when r.type_of_service_4 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_4) end,
    r.type_of_service_5,
    case when r.type_of_service_5 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_5) end,
    r.anesthesia_base_units,
    r.added_date,
    r.action_effective_date,
    r.termination_date,
    r.action,
    (select l.description from hcpcs.action l where l.code = r.action),
    u.amount,
    u.unit,
    u.ucum,
    u.basis,
    case when r.kind = 'procedure' then left(r.code, 1) end,
    case when r.kind = 'procedure' then (select s.title from hcpcs.section s where s.letter = left(r.code, 1)) end,
    exists (
      select
      from hcpcs.not_otherwise_classified x
      where x.code = r.code
        and x.release_id = (
          select y.release_id
          from hcpcs.release y
          where y.published_on <= code_detail_as_of.known_on
            and exists (select from hcpcs.not_otherwise_classified z where z.release_id = y.release_id)
          order by y.effective_on desc, y.revision desc
          limit 1)),
    v.valid_during,
    case
      when r.termination_date is not null
        then nullif(
          array_remove(
            array[r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5], null),
          '{}')
    end,
    v.meaning,
    v.known_from,
    v.record_id
  from hcpcs.code_validity(code_detail_as_of.known_on) v
  join hcpcs.code_record r using (record_id)
  left join hcpcs.unit_reading u on u.reading_id = r.unit_reading
  where code_detail_as_of.on_date >= v.valid_from
    and (code_detail_as_of.on_date < v.valid_to or v.valid_to = 'infinity')
$$;

create view hcpcs.code_pricing as
select n.code, x.position, x.value, l.description
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.pricing_indicator_1), (2, r.pricing_indicator_2), (3, r.pricing_indicator_3), (4, r.pricing_indicator_4)) as x (position, value)
join hcpcs.pricing_indicator l on l.code = x.value;

create view hcpcs.code_type_of_service as
select n.code, x.position, x.value, l.description
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.type_of_service_1), (2, r.type_of_service_2), (3, r.type_of_service_3), (4, r.type_of_service_4),
    (5, r.type_of_service_5)) as x (position, value)
join hcpcs.type_of_service l on l.code = x.value;

create view hcpcs.code_lab_certification as
select n.code, x.position, x.value, l.description
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.lab_certification_1), (2, r.lab_certification_2), (3, r.lab_certification_3),
    (4, r.lab_certification_4), (5, r.lab_certification_5), (6, r.lab_certification_6), (7, r.lab_certification_7),
    (8, r.lab_certification_8)) as x (position, value)
join hcpcs.lab_certification l on l.code = x.value;

create view hcpcs.code_cross_reference as
select n.code, x.position, x.value, t.short_description as description
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.cross_reference_1), (2, r.cross_reference_2), (3, r.cross_reference_3), (4, r.cross_reference_4),
    (5, r.cross_reference_5)) as x (position, value)
left join hcpcs_load.newest_listing m on m.code = x.value
left join hcpcs.code_record t on t.record_id = m.record_id
where x.value is not null;

create view hcpcs.code_coverage_manual as
select n.code, x.position, x.value, s.title as description, s.publication, s.successor_section, s.successor_title, s.url, s.source
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.coverage_issues_manual_1), (2, r.coverage_issues_manual_2), (3, r.coverage_issues_manual_3)) as x (position, value)
left join hcpcs.manual_section s
  on s.manual = 'coverage issues manual'
    and s.section = regexp_replace(x.value, '^([0-9]{2})[.-]([0-9]+).*$', '\1-\2')
where x.value is not null;

create view hcpcs.code_carriers_manual as
select n.code, x.position, x.value, s.title as description, s.publication, s.successor_section, s.successor_title, s.url, s.source
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id
cross join lateral (
  values (1, r.carriers_manual_1), (2, r.carriers_manual_2), (3, r.carriers_manual_3)) as x (position, value)
left join hcpcs.manual_section s
  on s.manual = 'carriers manual'
    and s.section = regexp_replace(x.value, '^([0-9.-]*[0-9])[ .]?[A-Z].*$', '\1')
where x.value is not null;

-- The repeated fields of what was valid on a day, one row per position that holds something.
create function hcpcs.code_value_as_of(on_date date, known_on date default current_date)
returns table (code text, field text, "position" integer, value text, description text)
language sql
stable
parallel safe
rows 30000
as $$
  select h.code, x.field, x.position, x.value,
    case x.field
      when 'pricing_indicator' then (select l.description from hcpcs.pricing_indicator l where l.code = x.value)
      when 'lab_certification' then (select l.description from hcpcs.lab_certification l where l.code = x.value)
      when 'type_of_service' then (select l.description from hcpcs.type_of_service l where l.code = x.value)
    end
  from hcpcs.code_history h
  join hcpcs.code_record r using (record_id)
  cross join lateral (
    values ('pricing_indicator', 1, r.pricing_indicator_1), ('pricing_indicator', 2, r.pricing_indicator_2),
      ('pricing_indicator', 3, r.pricing_indicator_3), ('pricing_indicator', 4, r.pricing_indicator_4),
      ('coverage_issues_manual', 1, r.coverage_issues_manual_1), ('coverage_issues_manual', 2, r.coverage_issues_manual_2),
      ('coverage_issues_manual', 3, r.coverage_issues_manual_3), ('carriers_manual', 1, r.carriers_manual_1),
      ('carriers_manual', 2, r.carriers_manual_2), ('carriers_manual', 3, r.carriers_manual_3),
      ('lab_certification', 1, r.lab_certification_1), ('lab_certification', 2, r.lab_certification_2),
      ('lab_certification', 3, r.lab_certification_3), ('lab_certification', 4, r.lab_certification_4),
      ('lab_certification', 5, r.lab_certification_5), ('lab_certification', 6, r.lab_certification_6),
      ('lab_certification', 7, r.lab_certification_7), ('lab_certification', 8, r.lab_certification_8),
      ('cross_reference', 1, r.cross_reference_1), ('cross_reference', 2, r.cross_reference_2),
      ('cross_reference', 3, r.cross_reference_3), ('cross_reference', 4, r.cross_reference_4),
      ('cross_reference', 5, r.cross_reference_5), ('type_of_service', 1, r.type_of_service_1),
      ('type_of_service', 2, r.type_of_service_2), ('type_of_service', 3, r.type_of_service_3),
      ('type_of_service', 4, r.type_of_service_4), ('type_of_service', 5, r.type_of_service_5)) as x (field, position, value)
  where h.valid_during @> code_value_as_of.on_date
    and h.known_during @> code_value_as_of.known_on
    and (h.absent_since is null or code_value_as_of.on_date < h.absent_since)
    and x.value is not null
$$;

-- The definition of each field is the comment of its column, so that there is one place for it: the meaning, then "CMS positions".
create view hcpcs.field_definition as
select
  a.attname::text as field,
  case
    when a.attname like 'betos' then 'BETOS'
    else upper(left(w.words, 1)) || substr(w.words, 2)
  end as name,
  p.found[3] as cms_name,
  p.found[1]::integer as begins,
  coalesce(p.found[2], p.found[1])::integer as ends,
  p.found[4] as workbook_column,
  regexp_replace(d.text, '\s*CMS positions? .*$', '') as definition,
  (
    select 'hcpcs.' || l.relname
    from pg_catalog.pg_class l
    where l.relnamespace = 'hcpcs'::regnamespace and l.relkind = 'r'
      and l.relname = case a.attname when 'statute' then 'statute_reference' else regexp_replace(a.attname, '_[1-9]$', '') end)
    as lookup_table,
  'CMS record layout (HCPCS contractor record) of 2010 to 2019, the same in each' as source
from pg_catalog.pg_attribute a
cross join lateral (select pg_catalog.col_description(a.attrelid, a.attnum) as text) d
cross join lateral (
  select regexp_match(d.text, 'CMS positions? ([0-9]+)(?:-([0-9]+))?, ([A-Z_]+); workbook column ([^.;]+)\.') as found) p
cross join lateral (
  select regexp_replace(replace(a.attname, '_', ' '), '^(asc|mog) ', case left(a.attname, 3) when 'asc' then 'ASC ' else 'MOG ' end)
    as words) w
where a.attrelid = 'hcpcs.code_record'::regclass and a.attnum > 0 and p.found is not null
order by a.attnum;

-- A function's comment says what it does, and then, a line each, what its parameters and result columns are: "name: meaning". One that
-- is not listed there has the meaning of the column of that name in code_detail, or else in code_history.
create view hcpcs.data_dictionary as
with object as (
  select 1 as kind_order, 'schema' as kind, n.nspname as schema_name, n.nspname as object_name, null::oid as relation,
    null::oid as function, null::text as signature,
    obj_description(n.oid, 'pg_namespace') as comment
  from pg_catalog.pg_namespace n
  where n.nspname in ('hcpcs', 'hcpcs_load')
  union all
  select case c.relkind when 'v' then 2 else 3 end, case c.relkind when 'v' then 'view' else 'table' end, n.nspname, c.relname, c.oid,
    null, null, obj_description(c.oid, 'pg_class')
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('hcpcs', 'hcpcs_load') and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname not like 'flyway%'
  union all
  select 4, 'function', n.nspname, p.proname, null, p.oid, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes)),
    obj_description(p.oid, 'pg_proc')
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('hcpcs', 'hcpcs_load')
    and not exists (
      select
      from pg_catalog.pg_depend d
      where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
), entry as (
  select o.*, null::text as element_kind, 0 as position, null::text as element,
    case o.kind when 'function' then pg_get_function_result(o.function) end as type, null::boolean as may_be_null,
    regexp_replace(o.comment, '\n+[a-z][a-z0-9_]*: .*$', '') as text
  from object o
  union all
  select o.*, 'column', a.attnum::integer, a.attname, format_type(a.atttypid, a.atttypmod),
    case o.kind when 'table' then not a.attnotnull end, col_description(a.attrelid, a.attnum)
  from object o
  join pg_catalog.pg_attribute a on a.attrelid = o.relation
  where a.attnum > 0 and not a.attisdropped
  union all
  select o.*, case when x.mode in ('i', 'b', 'v') then 'parameter' else 'result column' end, x.position::integer, x.name,
    format_type(x.type, null), null::boolean,
    coalesce(
      substring(o.comment from '(?n)^' || x.name || ': (.*)$'),
      col_description(to_regclass('hcpcs.code_detail'), (
        select a.attnum from pg_catalog.pg_attribute a where a.attrelid = to_regclass('hcpcs.code_detail') and a.attname = x.name)),
      col_description('hcpcs.code_history'::regclass, (
        select a.attnum from pg_catalog.pg_attribute a where a.attrelid = 'hcpcs.code_history'::regclass and a.attname = x.name)))
  from object o
  join pg_catalog.pg_proc p on p.oid = o.function
  cross join lateral unnest(
    coalesce(p.proallargtypes, p.proargtypes::oid[]),
    coalesce(p.proargmodes, array_fill('i'::"char", array[p.pronargs::integer])),
    p.proargnames) with ordinality as x (type, mode, name, position)
)
select
  e.schema_name::text as schema_name,
  e.object_name::text as object_name,
  e.kind as object_kind,
  e.signature,
  e.element_kind,
  nullif(e.position, 0) as position,
  e.element,
  case when e.element is null and e.type like 'TABLE(%' then 'rows' else e.type end as data_type,
  e.may_be_null,
  regexp_replace(e.text, '\s*(CMS (positions?|file) .*|Source: .*)$', '') as meaning,
  substring(e.text from '(CMS (?:positions?|file) .*|Source: .*)$') as source
from entry e
order by e.schema_name, e.kind_order, e.object_name, e.signature, e.position;

grant select on hcpcs.field_definition, hcpcs.data_dictionary, hcpcs.code_pricing, hcpcs.code_type_of_service,
  hcpcs.code_lab_certification, hcpcs.code_coverage_manual, hcpcs.code_carriers_manual, hcpcs.code_cross_reference
  to hcpcs_reader;
grant execute on function hcpcs.code_detail_as_of(date, date), hcpcs.code_value_as_of(date, date) to hcpcs_reader;
