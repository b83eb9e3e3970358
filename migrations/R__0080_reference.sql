-- The NDC crosswalk and the RBCS as analysts join them.
drop view if exists hcpcs.ndc_crosswalk_current, hcpcs.rbcs_current;
drop function if exists hcpcs.codes_of_ndc(text, date), hcpcs.rbcs_of(text, date), hcpcs.reference_in_force(date), hcpcs.ndc11(text), hcpcs.gtin14(text);

-- Without a setting, so that it is inlined. Ten digits without hyphens may be 4-4-2, 5-3-2 or 5-4-1: which, nobody can tell.
create function hcpcs.ndc11(ndc text)
returns text
language sql
immutable
parallel safe
as $$
  select case
    when s.plain ~ '^[0-9]{11}$' then s.plain
    when s.plain ~ '^([0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}|[0-9]{5}-[0-9]{4}-[0-9]{1,2})$'
      then lpad(split_part(s.plain, '-', 1), 5, '0') || lpad(split_part(s.plain, '-', 2), 4, '0')
        || lpad(split_part(s.plain, '-', 3), 2, '0')
  end
  from (
    select regexp_replace(
      translate(btrim(translate(upper(ndc11.ndc), U&'\00A0\2010\2011\2013', ' ---'), E' \t\r\n'), ' ', '-'),
      '^(NDC[:-]*|N4)(?=[0-9])', '') as plain) s
$$;

-- The last digit of a UPC or GTIN is the check of the others. Which eleven digits of an NDC a UPC holds, nobody can tell.
create function hcpcs.gtin14(number text)
returns text
language sql
immutable
parallel safe
as $$
  select case
    when d.digits ~ '^[0-9]{14}$' and (
      select sum(substr(d.digits, i, 1)::integer * case when i % 2 = 1 then 3 else 1 end)
      from generate_series(1, 14) i) % 10 = 0
      then d.digits
  end
  from (
    select case when p.plain ~ '^([0-9]{12}|[0-9]{14})$' then lpad(p.plain, 14, '0') end as digits
    from (select btrim(gtin14.number, E' \t\r\n') as plain) p) d
$$;

create function hcpcs.reference_in_force(on_date date default current_date)
returns table (kind text, edition text, revision integer, reference_id integer)
language sql
stable
parallel safe
rows 6
set search_path = pg_catalog
as $$
  select distinct on (r.kind) r.kind, r.edition, r.revision, r.reference_id
  from hcpcs.reference_release r
  where r.effective_on <= reference_in_force.on_date
  order by r.kind, r.effective_on desc, r.revision desc
$$;

create function hcpcs.codes_of_ndc(ndc text, on_date date default current_date)
returns table (
  code text, list text, edition text, revision integer, product_number text, labeler text, drug_name text, dosage text,
  package_size numeric, package_quantity numeric, bill_units numeric, bill_units_per_package numeric
)
language sql
stable
parallel safe
rows 2
set search_path = pg_catalog
as $$
  select x.code, substr(f.kind, 5), f.edition, f.revision, x.product_number, x.labeler, x.drug_name, x.dosage, x.package_size,
    x.package_quantity, x.bill_units, x.bill_units_per_package
  from hcpcs.reference_in_force(codes_of_ndc.on_date) f
  join hcpcs.ndc_crosswalk x using (reference_id)
  where x.ndc = hcpcs.ndc11(codes_of_ndc.ndc) or x.gtin = hcpcs.gtin14(codes_of_ndc.ndc)
  order by f.kind, x.code, x.line
$$;

-- Each edition of the RBCS says anew what held in earlier years, so the newest answers for every day.
create function hcpcs.rbcs_of(code text, on_date date default current_date)
returns table (
  rbcs_id text, category text, category_description text, subcategory text, subcategory_description text, family text,
  family_description text, major_indicator text, valid_from date, valid_to date, edition text, revision integer
)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
  select b.rbcs_id, b.category, b.category_description, b.subcategory, b.subcategory_description, b.family, b.family_description,
    b.major_indicator, b.valid_from, b.valid_to, f.edition, f.revision
  from hcpcs.reference_in_force('infinity') f
  join hcpcs.rbcs b using (reference_id)
  where b.code = hcpcs.normal_code(rbcs_of.code)
    and coalesce(b.valid_from <= rbcs_of.on_date, true) and coalesce(rbcs_of.on_date < b.valid_to, true)
    and rbcs_of.on_date is not null
  order by b.is_latest desc nulls last, b.valid_from desc nulls last, b.line desc
  limit 1
$$;

create view hcpcs.ndc_crosswalk_current as
select substr(f.kind, 5) as list, x.code, x.short_description, x.ndc, x.product_number, x.labeler, x.drug_name, x.generic_name, x.dosage,
  x.package_size, x.package_quantity, x.bill_units, x.bill_units_per_package, f.edition, f.revision, x.reference_id, x.line
from hcpcs.reference_in_force() f
join hcpcs.ndc_crosswalk x using (reference_id);

create view hcpcs.rbcs_current as
select distinct on (b.code) b.code, b.rbcs_id, b.category, b.category_description, b.subcategory, b.subcategory_description, b.family,
  b.family_description, b.major_indicator, b.code_added_date, b.code_end_date, b.valid_from, b.valid_to, b.first_release_year,
  b.alternate_method, b.was_reassigned, f.edition, f.revision, b.reference_id, b.line
from hcpcs.reference_in_force('infinity') f
join hcpcs.rbcs b using (reference_id)
order by b.code, b.is_latest desc nulls last, b.valid_to desc nulls first, b.valid_from desc nulls last, b.line desc;

grant select on hcpcs.reference_release, hcpcs.ndc_crosswalk, hcpcs.rbcs, hcpcs.reference_rejected, hcpcs.reference_unread, hcpcs.ndc_crosswalk_current,
  hcpcs.rbcs_current to hcpcs_reader;
grant execute on function hcpcs.ndc11(text), hcpcs.gtin14(text), hcpcs.reference_in_force(date), hcpcs.codes_of_ndc(text, date), hcpcs.rbcs_of(text, date)
  to hcpcs_reader;
