-- What one unit of a drug is, how many to bill, and what Medicare pays.
drop view if exists hcpcs.payment_limit;
drop function if exists hcpcs.billing_units(text, numeric, text, date, text), hcpcs.payment_limit_of(text, date, date);

create view hcpcs.payment_limit as
select x.code, r.edition, r.revision, r.published_on, x.dosage, x.payment_limit, x.coinsurance_percentage, x.vaccine_awp_percentage,
  x.vaccine_limit, x.blood_awp_percentage, x.blood_limit, x.clotting_factor, x.notes, r.file_name || ', line ' || x.line as source
from hcpcs.payment_limit_line x
join hcpcs.reference_release r using (reference_id);

-- A limit holds for its quarter and no longer. CMS posts a file again as a whole, so a code that the last posting leaves out has none.
create function hcpcs.payment_limit_of(code text, on_date date default current_date, known_on date default current_date)
returns table (
  code text, edition text, revision integer, published_on date, dosage text, payment_limit numeric, coinsurance_percentage numeric,
  vaccine_awp_percentage numeric, vaccine_limit numeric, blood_awp_percentage numeric, blood_limit numeric, clotting_factor numeric,
  notes text, source text
)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
  select x.code, r.edition, r.revision, r.published_on, x.dosage, x.payment_limit, x.coinsurance_percentage, x.vaccine_awp_percentage,
    x.vaccine_limit, x.blood_awp_percentage, x.blood_limit, x.clotting_factor, x.notes, r.file_name || ', line ' || x.line
  from (
    select o.*
    from hcpcs.reference_release o
    where o.kind = 'payment-limit' and o.published_on <= payment_limit_of.known_on
      and o.effective_on <= payment_limit_of.on_date and payment_limit_of.on_date < o.effective_on + interval '3 months'
    order by o.revision desc
    limit 1) r
  join hcpcs.payment_limit_line x using (reference_id)
  where x.code = hcpcs.normal_code(payment_limit_of.code)
  order by x.line desc
  limit 1
$$;

-- How many units to bill for a dose, and why; a refusal has no units. Amounts are converted within what their units measure (g and mg, not
-- mg and ml) and rounded up to whole units. What is discarded is what the opened items of the package hold beyond the units that are billed.
-- Reads hcpcs.unit_reading, hcpcs.unit_of_measure and, where an NDC is given, the crosswalks in force on the day.
create function hcpcs.billing_units(
  code text, dose numeric, unit text, on_date date default current_date, ndc text default null
)
returns table (units numeric, exact numeric, discarded numeric, per_amount numeric, per_unit text, reason text)
language plpgsql
stable
parallel safe
rows 1
set search_path = pg_catalog
as $$
#variable_conflict use_column
declare
  asked text := hcpcs.normal_code(billing_units.code);
  given text := trim_scale(billing_units.dose) || ' ' || btrim(billing_units.unit);
  stated record;
  said record;
  measured record;
  item record;
  whole numeric;
  parts numeric;
begin
  select c.verdict, c.reason, c.record_id into stated from hcpcs.check_code(asked, billing_units.on_date) c;
  if stated.verdict is distinct from 'valid' then
    reason := concat_ws(': ', format('%s is %s', asked,
      coalesce('not billed, ' || stated.verdict || ' on ' || billing_units.on_date, 'not judged')), stated.reason);
    return next;
    return;
  end if;

  select u.amount, u.unit, u.basis, u.source_text, m.dimension, m.size, r.long_description into said
  from hcpcs.code_record r
  left join hcpcs.unit_reading u on u.reading_id = r.unit_reading
  left join hcpcs.unit_of_measure m on m.unit = u.unit
  where r.record_id = stated.record_id;
  per_amount := said.amount;
  per_unit := said.unit;

  select m.unit, m.dimension, m.size into measured
  from hcpcs.unit_of_measure m
  where btrim(billing_units.unit) ~* ('^(' || m.spellings || ')[.]?$')
  order by m.unit = lower(btrim(billing_units.unit)) desc, m.unit
  limit 1;

  reason := case
    when said.unit is null
      then format('the description of %s does not say one quantity that a unit stands for: %s', asked, said.long_description)
    when said.dimension = 'occasion'
      then format('a unit of %s is one %s, however much it holds ("%s"): no amount gives the number of units', asked, said.unit, said.source_text)
    when not coalesce(billing_units.dose > 0 and billing_units.dose < 'Infinity', false)
      then 'the dose is no number above zero'
    when measured.unit is null
      then format('%s is no unit that is known; they are in hcpcs.unit_of_measure', coalesce(btrim(billing_units.unit), 'null'))
    when measured.dimension <> said.dimension or (said.dimension = 'count' and measured.unit <> said.unit)
      then format('a unit of %s is %s %s ("%s"), and nothing converts %s into %s', asked, trim_scale(said.amount), said.unit,
        said.source_text, measured.unit, said.unit)
  end;
  if reason is not null then
    return next;
    return;
  end if;

  parts := billing_units.dose * measured.size / (said.amount * said.size);
  whole := ceil(parts);
  units := whole;
  exact := trim_scale(parts);
  reason := format('%s at %s%s %s a unit', given, case said.basis when 'up to' then 'up to ' else '' end, trim_scale(said.amount), said.unit)
    || case
      when whole = parts then ''
      when said.basis = 'up to' then format(' is %s, rounded up: a unit also stands for less', trim_scale(round(parts, 4)))
      else format(' is %s, rounded up', trim_scale(round(parts, 4)))
    end;

  if billing_units.ndc is not null then
    select x.list, x.edition, coalesce(nullif(x.bill_units, 0), nullif(x.bill_units_per_package, 0) / nullif(x.package_quantity, 0),
      nullif(x.bill_units_per_package, 0)) as holds into item
    from hcpcs.codes_of_ndc(billing_units.ndc, billing_units.on_date) x
    where x.code = asked
    order by coalesce(x.bill_units, x.bill_units_per_package) is null, x.list
    limit 1;
    if item.list is null then
      reason := reason || format('; the crosswalks in force on %s do not list %s for %s, so nothing is known of the package',
        billing_units.on_date, billing_units.ndc, asked);
    elsif item.holds is null then
      reason := reason || format('; the crosswalk (%s %s) does not say how many units %s holds', item.list, item.edition, billing_units.ndc);
    else
      discarded := trim_scale(greatest(ceil(parts / item.holds) * item.holds - whole, 0));
      reason := reason || format('; %s of %s, %s units each by the crosswalk (%s %s), %s', ceil(parts / item.holds), billing_units.ndc,
        trim_scale(item.holds), item.list, item.edition,
        case when discarded > 0 then discarded || ' units discarded (JW)' else 'nothing discarded (JZ)' end);
    end if;
  end if;
  return next;
end
$$;

grant select on hcpcs.payment_limit to hcpcs_reader;
grant execute on function hcpcs.billing_units(text, numeric, text, date, text), hcpcs.payment_limit_of(text, date, date) to hcpcs_reader;
