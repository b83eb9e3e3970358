-- What was loaded from where, what could not be, and how the runs went.
create table hcpcs_load.source_file (
  source_file_id integer generated always as identity primary key,
  release_id integer not null references hcpcs.release on delete cascade,
  name text not null,
  role text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  modified_on date,
  archive_name text not null,
  archive_sha256 text not null check (archive_sha256 ~ '^[0-9a-f]{64}$'),
  unique (release_id, archive_sha256, sha256, name)
);



create table hcpcs_load.source_line (
  release_id integer not null references hcpcs.release on delete cascade,
  file text not null,
  line integer not null,
  raw bytea not null,
  primary key (release_id, file, line)
);

create table hcpcs_load.rejected_line (
  release_id integer not null references hcpcs.release on delete cascade,
  file text not null,
  line integer not null,
  raw bytea not null,
  reason text not null,
  primary key (release_id, file, line)
);

create table hcpcs_load.run (
  run_id integer generated always as identity primary key,
  command text not null,
  program_version text not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'nothing new', 'failed')),
  error text
);

create table hcpcs_load.stage_run (
  run_id integer not null references hcpcs_load.run on delete cascade,
  edition text not null,
  archive_sha256 text not null,
  stage text not null check (stage in ('acquire', 'parse', 'check', 'stage', 'publish', 'feed')),
  started_at timestamptz not null,
  milliseconds integer not null,
  read integer not null,
  written integer not null,
  rejected integer not null,
  primary key (run_id, edition, archive_sha256, stage)
);

create table hcpcs_load.schema_state (
  only_row boolean primary key default true check (only_row),
  fingerprint text not null,
  program_version text not null,
  migrated_at timestamptz not null default now()
);
