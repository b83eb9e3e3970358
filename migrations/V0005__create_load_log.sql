-- What was loaded from where, what could not be, how the runs went, and which program made the schema.
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

-- Which archives make a release, whether it was published or not: enough to read it again without its source.
create table hcpcs_load.acquired (
  release_sha256 text not null check (release_sha256 ~ '^[0-9a-f]{64}$'),
  edition text not null,
  archive_sha256 text not null check (archive_sha256 ~ '^[0-9a-f]{64}$'),
  archive_name text not null,
  bytes bigint,
  acquired_at timestamptz not null default now(),
  primary key (release_sha256, edition, archive_sha256, archive_name)
);

create table hcpcs_load.archive_member (
  archive_sha256 text not null,
  name text not null,
  role text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  modified_on date,
  primary key (archive_sha256, name)
);

-- What servers answered when refresh asked for archives. The same answer every night is one row.
create table hcpcs_load.download (
  download_id integer generated always as identity primary key,
  url text not null,
  edition text check (edition ~ '^[0-9]{4}-(01|04|07|10)$'),
  file_name text not null,
  outcome text not null check (outcome in ('fetched', 'loaded', 'refused', 'damaged', 'not posted', 'failed')),
  http_status integer check (http_status between 100 and 599),
  fetched_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  times_seen integer not null default 1,
  etag text,
  last_modified text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint,
  error text,
  check ((sha256 is null) = (bytes is null)),
  check ((sha256 is null) = (outcome in ('not posted', 'failed')))
);

create unique index download_url_sha256_idx on hcpcs_load.download (url, sha256) where sha256 is not null;
create unique index download_url_expr_idx on hcpcs_load.download (url, coalesce(http_status, 0)) where sha256 is null;

-- A run is known by what it was given, and a stage is logged when it begins, so that a killed run shows how far it came.
create table hcpcs_load.run (
  run_id integer generated always as identity primary key,
  command text not null,
  program_version text not null,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'nothing new', 'refused', 'failed', 'killed')),
  error text,
  inputs_sha256 text check (inputs_sha256 ~ '^[0-9a-f]{64}$')
);

create table hcpcs_load.stage_run (
  run_id integer not null references hcpcs_load.run on delete cascade,
  edition text not null,
  archive_sha256 text not null,
  stage text not null check (stage in ('acquire', 'parse', 'check', 'stage', 'publish', 'feed')),
  started_at timestamptz not null,
  milliseconds integer,
  read integer not null,
  written integer not null,
  rejected integer not null,
  skipped integer not null default 0,
  error_code text,
  primary key (run_id, edition, archive_sha256, stage)
);

-- Which session writes. Only the loader may change the row, so that nobody else can keep a run from beginning.
create table hcpcs_load.run_lock (
  only_row boolean primary key default true check (only_row),
  pid integer,
  login_id oid,
  session_started_at timestamptz,
  server_started_at timestamptz
);
insert into hcpcs_load.run_lock default values;

-- Files that are not numbered, the R__ ones, say nothing of who is newer: a program compares the generation with its own.
create table hcpcs_load.schema_state (
  only_row boolean primary key default true check (only_row),
  fingerprint text not null,
  program_version text not null,
  migrated_at timestamptz not null default now(),
  generation integer not null default 0
);

-- What must hold in this database whatever was loaded: each query returns what violates it, one text per row.
create table hcpcs_load.invariant (
  name text primary key check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  description text not null,
  query text not null
);
