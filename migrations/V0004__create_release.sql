-- Releases and the records in them. A record is stored once however many releases hold it; which release holds which is an array
-- per release, in the order of the file, because rows per code and release would grow the database with every edition, changed or not.
create table hcpcs.release (
  release_id integer generated always as identity primary key,
  edition text not null check (edition ~ '^[0-9]{4}-(01|04|07|10)$'),
  revision integer not null check (revision > 0),
  effective_on date not null,
  published_on date not null,
  published_basis text not null check (published_basis in ('name', 'archive', 'edition')),
  named_revision integer not null check (named_revision > 0),
  is_current_revision boolean not null,
  archive_name text not null,
  archive_sha256 text not null check (archive_sha256 ~ '^[0-9a-f]{64}$'),
  content_hash uuid not null,
  codes integer not null,
  modifiers integer not null,
  terminated integer not null,
  records_read integer not null,
  rejected integer not null,
  loaded_at timestamptz not null default now(),
  corrects_release_id integer references hcpcs.release on delete cascade,
  is_sample boolean not null default false,
  unique (edition, revision) deferrable initially deferred
);

create unique index release_edition_idx on hcpcs.release (edition) where is_current_revision;

-- Two revisions of an edition may say the same if one of them is another with corrections.
create unique index release_edition_content_hash_idx on hcpcs.release (edition, content_hash) where corrects_release_id is null;

create table hcpcs.code_record (
  record_id integer generated always as identity primary key,
  content_hash uuid not null unique,
  descriptive_hash uuid not null,
  code text not null check (code ~ '^([A-Z0-9]{5}|[A-Z0-9]{2})$'),
  kind text not null check (kind in ('procedure', 'modifier')),
  long_description text,
  short_description text,
  pricing_indicator_1 text,
  pricing_indicator_2 text,
  pricing_indicator_3 text,
  pricing_indicator_4 text,
  multiple_pricing_indicator text,
  coverage_issues_manual_1 text,
  coverage_issues_manual_2 text,
  coverage_issues_manual_3 text,
  carriers_manual_1 text,
  carriers_manual_2 text,
  carriers_manual_3 text,
  statute text,
  lab_certification_1 text,
  lab_certification_2 text,
  lab_certification_3 text,
  lab_certification_4 text,
  lab_certification_5 text,
  lab_certification_6 text,
  lab_certification_7 text,
  lab_certification_8 text,
  cross_reference_1 text,
  cross_reference_2 text,
  cross_reference_3 text,
  cross_reference_4 text,
  cross_reference_5 text,
  coverage text,
  asc_payment_group text,
  asc_effective_date date,
  mog_payment_group text,
  mog_payment_policy text,
  mog_effective_date date,
  processing_note text,
  betos text,
  type_of_service_1 text,
  type_of_service_2 text,
  type_of_service_3 text,
  type_of_service_4 text,
  type_of_service_5 text,
  anesthesia_base_units smallint,
  added_date date,
  action_effective_date date,
  termination_date date,
  action text,
  check ((kind = 'modifier') = (length(code) = 2))
);

create index code_record_code_idx on hcpcs.code_record (code);

-- Every value of an indicator, and every statute, has a row in its lookup table. Twenty-six foreign keys would look each value of each
-- record up alone, which took a sixth of the server's time in a first load.
create function hcpcs_load.refuse_unknown_value()
returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  unknown text;
begin
  select a.code into unknown
  from added a
  where not (
    (a.pricing_indicator_1 is null or a.pricing_indicator_1 in (select l.code from hcpcs.pricing_indicator l))
    and (a.pricing_indicator_2 is null or a.pricing_indicator_2 in (select l.code from hcpcs.pricing_indicator l))
    and (a.pricing_indicator_3 is null or a.pricing_indicator_3 in (select l.code from hcpcs.pricing_indicator l))
    and (a.pricing_indicator_4 is null or a.pricing_indicator_4 in (select l.code from hcpcs.pricing_indicator l))
    and (a.multiple_pricing_indicator is null
      or a.multiple_pricing_indicator in (select l.code from hcpcs.multiple_pricing_indicator l))
    and (a.statute is null or a.statute in (select l.statute from hcpcs.statute_reference l))
    and (a.lab_certification_1 is null or a.lab_certification_1 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_2 is null or a.lab_certification_2 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_3 is null or a.lab_certification_3 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_4 is null or a.lab_certification_4 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_5 is null or a.lab_certification_5 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_6 is null or a.lab_certification_6 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_7 is null or a.lab_certification_7 in (select l.code from hcpcs.lab_certification l))
    and (a.lab_certification_8 is null or a.lab_certification_8 in (select l.code from hcpcs.lab_certification l))
    and (a.coverage is null or a.coverage in (select l.code from hcpcs.coverage l))
    and (a.asc_payment_group is null or a.asc_payment_group in (select l.code from hcpcs.asc_payment_group l))
    and (a.mog_payment_group is null or a.mog_payment_group in (select l.code from hcpcs.mog_payment_group l))
    and (a.mog_payment_policy is null or a.mog_payment_policy in (select l.code from hcpcs.mog_payment_policy l))
    and (a.processing_note is null or a.processing_note in (select l.code from hcpcs.processing_note l))
    and (a.betos is null or a.betos in (select l.code from hcpcs.betos l))
    and (a.type_of_service_1 is null or a.type_of_service_1 in (select l.code from hcpcs.type_of_service l))
    and (a.type_of_service_2 is null or a.type_of_service_2 in (select l.code from hcpcs.type_of_service l))
    and (a.type_of_service_3 is null or a.type_of_service_3 in (select l.code from hcpcs.type_of_service l))
    and (a.type_of_service_4 is null or a.type_of_service_4 in (select l.code from hcpcs.type_of_service l))
    and (a.type_of_service_5 is null or a.type_of_service_5 in (select l.code from hcpcs.type_of_service l))
    and (a.action is null or a.action in (select l.code from hcpcs.action l)))
  limit 1;
  if found then
    raise foreign_key_violation using message = format('a value of %s has no row in its lookup table', unknown);
  end if;
  return null;
end
$$;

create trigger code_record_value_insert after insert on hcpcs.code_record
referencing new table as added for each statement execute function hcpcs_load.refuse_unknown_value();

create trigger code_record_value_update after update on hcpcs.code_record
referencing new table as added for each statement execute function hcpcs_load.refuse_unknown_value();

create table hcpcs_load.release_content (
  release_id integer primary key references hcpcs.release on delete cascade,
  record_ids integer[] not null,
  sequence_numbers integer[] not null,
  check (cardinality(record_ids) = cardinality(sequence_numbers))
);

-- The same by record: the unbroken stretches of releases that list it, from the first of them to the one after the last. Derived.
create table hcpcs_load.listing_stretch (
  record_id integer not null,
  first_release integer not null,
  next_release integer,
  primary key (record_id, first_release)
);

-- Derived as a whole and held against the releases by hcpcs verify: references would be looked for record by record.
create table hcpcs_load.newest_listing (
  code text primary key,
  record_id integer not null,
  absent_after integer
);

-- What the newest listings were before the transaction that is open changed them; empty when none is.
create table hcpcs_load.listing_change (
  code text primary key,
  old_record_id integer,
  old_listed boolean not null
);

create table hcpcs.not_otherwise_classified (
  release_id integer not null references hcpcs.release on delete cascade,
  code text not null,
  long_description text not null,
  added_date date,
  termination_date date,
  primary key (release_id, code)
);

create table hcpcs.finding (
  finding_id bigint generated always as identity primary key,
  release_id integer not null references hcpcs.release on delete cascade,
  severity text not null check (severity in ('info', 'warning', 'error')),
  rule text not null check (rule ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  code text,
  field text,
  file text,
  line integer,
  observed text,
  expected text,
  message text not null
);

create index finding_release_id_idx on hcpcs.finding (release_id);
