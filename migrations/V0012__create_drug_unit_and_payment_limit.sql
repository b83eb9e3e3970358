-- What one billed unit stands for is read from the words of each record by the program, which also says how units are spelt and what they
-- measure: hcpcs_load.unit_rule says by which rule, and up to which record, so that only new records are read.
create table hcpcs.unit_of_measure (
  unit text primary key,
  ucum text not null check (ucum <> ''),
  dimension text not null check (dimension <> ''),
  size numeric not null check (size > 0),
  spellings text not null check (spellings <> '')
);

create table hcpcs.code_unit (
  code text not null,
  record_id integer primary key references hcpcs.code_record on delete cascade,
  amount numeric not null check (amount > 0),
  unit text not null references hcpcs.unit_of_measure,
  ucum text not null check (ucum <> ''),
  basis text not null check (basis in ('exact', 'up to', 'per', 'each')),
  source_text text not null check (source_text <> '')
);

create index code_unit_code_idx on hcpcs.code_unit (code);
create index code_unit_unit_idx on hcpcs.code_unit (unit);

create table hcpcs_load.unit_rule (
  version integer not null,
  up_to_record_id integer not null
);

-- The payment files are reference tables as the crosswalks are. Rows of Level I and dental codes are counted and left out.
alter table hcpcs.reference_release
  drop constraint reference_release_kind_check,
  add constraint reference_release_kind_check
    check (kind in ('ndc-asp', 'ndc-opps', 'ndc-awp', 'ndc-noc', 'ndc-prep', 'rbcs', 'payment-limit')),
  add column rows_left_out integer not null default 0 check (rows_left_out >= 0);

create table hcpcs.payment_limit_line (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  code text not null check (code ~ '^[A-CE-Z][0-9]{4}$'),
  short_description text,
  dosage text,
  payment_limit numeric check (payment_limit >= 0),
  coinsurance_percentage numeric check (coinsurance_percentage >= 0),
  vaccine_awp_percentage numeric check (vaccine_awp_percentage >= 0),
  vaccine_limit numeric check (vaccine_limit >= 0),
  blood_awp_percentage numeric check (blood_awp_percentage >= 0),
  blood_limit numeric check (blood_limit >= 0),
  clotting_factor numeric check (clotting_factor >= 0),
  notes text,
  primary key (reference_id, line)
);

create index payment_limit_line_code_reference_id_idx on hcpcs.payment_limit_line (code, reference_id);

-- Products that are no drugs stand in crosswalks under a UPC or a GTIN. What is loaded already has them as product numbers.
alter table hcpcs.ndc_crosswalk add column gtin text check (gtin ~ '^[0-9]{14}$');

update hcpcs.ndc_crosswalk x
set gtin = lpad(x.product_number, 14, '0')
where x.product_number ~ '^([0-9]{12}|[0-9]{14})$'
  and (
    select sum(substr(lpad(x.product_number, 14, '0'), i, 1)::integer * case when i % 2 = 1 then 3 else 1 end)
    from generate_series(1, 14) i) % 10 = 0;

create index ndc_crosswalk_gtin_reference_id_idx on hcpcs.ndc_crosswalk (gtin, reference_id) where gtin is not null;
