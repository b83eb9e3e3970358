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
