-- A run is known by what it was given, and a stage is logged when it begins, so that a killed run shows how far it came.
alter table hcpcs_load.run
  drop constraint run_outcome_check,
  add constraint run_outcome_check check (outcome in ('done', 'nothing new', 'refused', 'failed', 'killed')),
  add column inputs_sha256 text check (inputs_sha256 ~ '^[0-9a-f]{64}$');

alter table hcpcs_load.stage_run
  add column skipped integer not null default 0,
  add column error_code text,
  alter column milliseconds drop not null;

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

insert into hcpcs_load.acquired (release_sha256, edition, archive_sha256, archive_name, acquired_at)
select distinct on (r.archive_sha256, r.edition, f.archive_sha256, f.archive_name)
  r.archive_sha256, r.edition, f.archive_sha256, f.archive_name, r.loaded_at
from hcpcs_load.source_file f
join hcpcs.release r using (release_id)
where r.corrects_release_id is null;

insert into hcpcs_load.archive_member (archive_sha256, name, role, bytes, sha256, modified_on)
select archive_sha256, name, role, bytes, sha256, modified_on from hcpcs_load.source_file
on conflict do nothing;
