-- Tables that CMS publishes beside the code files and keys by code, each in editions of its own. No release gives or takes them, and a
-- code of theirs need not be in any loaded edition. CMS posts a crosswalk anew within its quarter, and the day stands in the name: the
-- latest prevails, whatever was loaded last. A list that somebody else has cleaned stands behind CMS's own file.
create table hcpcs.reference_release (
  reference_id integer generated always as identity primary key,
  kind text not null check (kind in ('ndc-asp', 'ndc-opps', 'ndc-awp', 'ndc-noc', 'ndc-prep', 'rbcs')),
  edition text not null check (edition ~ '^[0-9]{4}-(01|04|07|10)$'),
  revision integer not null check (revision > 0),
  effective_on date not null generated always as (make_date(left(edition, 4)::integer, right(edition, 2)::integer, 1)) stored,
  file_name text not null check (file_name <> ''),
  archive_name text check (archive_name <> ''),
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  rows_loaded integer not null check (rows_loaded > 0),
  rows_rejected integer not null check (rows_rejected >= 0),
  loaded_at timestamptz not null default now(),
  published_on date not null,
  published_basis text not null check (published_basis in ('name', 'edition')),
  cms_mark text not null check (cms_mark in ('none', 'name', 'title')),
  unique (kind, edition, file_sha256),
  unique (kind, edition, revision) deferrable initially deferred
);

-- Descriptors of CPT and CDT codes belong to others: only those of Level II are kept.
create table hcpcs.ndc_crosswalk (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  code text check (code ~ '^[A-Z0-9][0-9]{3}[A-Z0-9]$'),
  short_description text,
  ndc text check (ndc ~ '^[0-9]{11}$'),
  product_number text not null check (product_number <> ''),
  labeler text,
  drug_name text,
  generic_name text,
  dosage text,
  package_size numeric check (package_size >= 0),
  package_quantity numeric check (package_quantity >= 0),
  bill_units numeric check (bill_units >= 0),
  bill_units_per_package numeric check (bill_units_per_package >= 0),
  primary key (reference_id, line),
  check (short_description is null or coalesce(code ~ '^[A-CE-Z][0-9]{4}$', false))
);

create index ndc_crosswalk_code_reference_id_idx on hcpcs.ndc_crosswalk (code, reference_id);
create index ndc_crosswalk_ndc_reference_id_idx on hcpcs.ndc_crosswalk (ndc, reference_id);

create table hcpcs.rbcs (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  code text not null check (code ~ '^[A-Z0-9][0-9]{3}[A-Z0-9]$'),
  rbcs_id text not null check (rbcs_id <> ''),
  category text,
  category_description text,
  subcategory text,
  subcategory_description text,
  family text,
  family_description text,
  major_indicator text,
  code_added_date date,
  code_end_date date,
  valid_from date,
  valid_to date,
  is_latest boolean,
  first_release_year integer,
  alternate_method text,
  was_reassigned boolean,
  primary key (reference_id, line)
);

create index rbcs_code_reference_id_idx on hcpcs.rbcs (code, reference_id);

create table hcpcs.reference_rejected (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  reason text not null check (reason <> ''),
  raw text not null,
  primary key (reference_id, line)
);

-- What cannot be read of a row that is loaded.
create table hcpcs.reference_unread (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  reason text not null check (reason <> ''),
  raw text not null
);

create index reference_unread_reference_id_idx on hcpcs.reference_unread (reference_id);
