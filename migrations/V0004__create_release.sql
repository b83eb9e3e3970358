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
  unique (edition, revision) deferrable initially deferred,
  unique (edition, content_hash)
);

create unique index release_edition_idx on hcpcs.release (edition) where is_current_revision;

create table hcpcs.code_record (
  record_id integer generated always as identity primary key,
  content_hash uuid not null unique,
  descriptive_hash uuid not null,
  code text not null check (code ~ '^([A-Z0-9]{5}|[A-Z0-9]{2})$'),
  kind text not null check (kind in ('procedure', 'modifier')),
  long_description text,
  short_description text,
  pricing_indicator_1 text references hcpcs.pricing_indicator,
  pricing_indicator_2 text references hcpcs.pricing_indicator,
  pricing_indicator_3 text references hcpcs.pricing_indicator,
  pricing_indicator_4 text references hcpcs.pricing_indicator,
  multiple_pricing_indicator text references hcpcs.multiple_pricing_indicator,
  coverage_issues_manual_1 text,
  coverage_issues_manual_2 text,
  coverage_issues_manual_3 text,
  carriers_manual_1 text,
  carriers_manual_2 text,
  carriers_manual_3 text,
  statute text references hcpcs.statute_reference,
  lab_certification_1 text references hcpcs.lab_certification,
  lab_certification_2 text references hcpcs.lab_certification,
  lab_certification_3 text references hcpcs.lab_certification,
  lab_certification_4 text references hcpcs.lab_certification,
  lab_certification_5 text references hcpcs.lab_certification,
  lab_certification_6 text references hcpcs.lab_certification,
  lab_certification_7 text references hcpcs.lab_certification,
  lab_certification_8 text references hcpcs.lab_certification,
  cross_reference_1 text,
  cross_reference_2 text,
  cross_reference_3 text,
  cross_reference_4 text,
  cross_reference_5 text,
  coverage text references hcpcs.coverage,
  asc_payment_group text references hcpcs.asc_payment_group,
  asc_effective_date date,
  mog_payment_group text references hcpcs.mog_payment_group,
  mog_payment_policy text references hcpcs.mog_payment_policy,
  mog_effective_date date,
  processing_note text references hcpcs.processing_note,
  betos text references hcpcs.betos,
  type_of_service_1 text references hcpcs.type_of_service,
  type_of_service_2 text references hcpcs.type_of_service,
  type_of_service_3 text references hcpcs.type_of_service,
  type_of_service_4 text references hcpcs.type_of_service,
  type_of_service_5 text references hcpcs.type_of_service,
  anesthesia_base_units smallint,
  added_date date,
  action_effective_date date,
  termination_date date,
  action text references hcpcs.action,
  check ((kind = 'modifier') = (length(code) = 2))
);

create index code_record_code_idx on hcpcs.code_record (code);

create table hcpcs_load.release_content (
  release_id integer primary key references hcpcs.release on delete cascade,
  record_ids integer[] not null,
  sequence_numbers integer[] not null,
  check (cardinality(record_ids) = cardinality(sequence_numbers))
);

create table hcpcs_load.newest_listing (
  code text primary key,
  record_id integer not null references hcpcs.code_record,
  absent_after integer references hcpcs.release
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
