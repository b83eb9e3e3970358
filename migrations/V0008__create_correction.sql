-- Corrections that CMS publishes beside a code file, and revisions that are a code file with its corrections applied.
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

-- Two revisions of an edition may say the same if one of them is another with corrections.
alter table hcpcs.release
  add column corrects_release_id integer references hcpcs.release on delete cascade,
  drop constraint release_edition_content_hash_key;

create unique index release_edition_content_hash_idx on hcpcs.release (edition, content_hash) where corrects_release_id is null;
