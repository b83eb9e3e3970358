-- Everything that is known of each archive that was kept, in one place.
create or replace view hcpcs_load.archive as
select a.archive_sha256, a.archive_name, a.editions, a.bytes, a.acquired_at,
  d.url, d.etag, d.last_modified, d.fetched_at, d.last_seen_at,
  (select array_agg(m.name order by m.name) from hcpcs_load.archive_member m where m.archive_sha256 = a.archive_sha256) as members
from (
  select archive_sha256, min(archive_name) as archive_name, array_agg(distinct edition order by edition) as editions,
    max(bytes) as bytes, min(acquired_at) as acquired_at
  from hcpcs_load.acquired
  group by archive_sha256
) a
left join lateral (
  select d.url, d.etag, d.last_modified, d.fetched_at, d.last_seen_at
  from hcpcs_load.download d
  where d.sha256 = a.archive_sha256
  order by d.fetched_at
  limit 1
) d on true;
