-- What companions say. Each release keeps what it states, because an older edition may come later and a newer one may go: what holds then
-- follows from those that are there.

-- Corrections that CMS publishes beside a code file; with them applied, a code file makes another revision.
create table hcpcs.correction (
  correction_id integer generated always as identity primary key,
  release_id integer not null references hcpcs.release on delete cascade,
  file text not null,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  archive_name text not null,
  archive_sha256 text not null check (archive_sha256 ~ '^[0-9a-f]{64}$'),
  published_on date not null,
  published_basis text not null check (published_basis in ('name', 'archive', 'edition')),
  named_revision integer not null check (named_revision > 0),
  line integer not null,
  code text not null,
  action text not null,
  cells json not null,
  is_accepted boolean not null default false,
  verdict text
    check (verdict in ('merged', 'open', 'applied', 'contradicted', 'superseded', 'withdrawn', 'not understood')),
  explanation text,
  unique (release_id, file_sha256, line)
);

create index correction_code_idx on hcpcs.correction (code);

-- What the transaction reports of a release say, an array per column, as most of a report's thousands of rows say "No Change". Most rows
-- follow each other: the steps from row to row are compressed to next to nothing, the rows themselves are not.
create table hcpcs_load.transaction_report (
  release_id integer not null references hcpcs.release on delete cascade,
  file text not null,
  codes text[] not null,
  line_steps integer[] not null,
  changes text[] not null,
  actions text[] not null,
  primary key (release_id, file),
  check (
    cardinality(codes) = cardinality(line_steps)
    and cardinality(codes) = cardinality(changes)
    and cardinality(codes) = cardinality(actions))
);

create table hcpcs_load.stated_wording (
  release_id integer not null references hcpcs.release on delete cascade,
  source text not null,
  indicator text not null,
  code text not null,
  stated_on date not null,
  description text not null,
  heading text,
  valid_from date,
  valid_to date,
  primary key (release_id, source, indicator, code, stated_on)
);

create table hcpcs_load.stated_note (
  release_id integer not null references hcpcs.release on delete cascade,
  source text not null,
  code text not null,
  text text not null,
  deleted_on date,
  primary key (release_id, source, code)
);

-- Findings that would stand if another release did not explain the value.
create table hcpcs_load.explained_finding (
  release_id integer not null references hcpcs.release on delete cascade,
  severity text not null,
  rule text not null,
  code text,
  field text,
  file text,
  line integer,
  observed text,
  expected text,
  message text not null
);

create index explained_finding_release_id_idx on hcpcs_load.explained_finding (release_id);
create index explained_finding_field_observed_idx on hcpcs_load.explained_finding (field, observed);
create index finding_field_observed_idx on hcpcs.finding (field, observed) where rule = 'indicator-undocumented';
