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

-- What became of each archive that was kept, for whoever has to say which ones an answer rests on, and why on no other. Reads
-- hcpcs_load.acquired, what is published and staged, and the run log.
create or replace view hcpcs.kept_archive as
select a.release_sha256, a.edition, a.archive_sha256, a.archive_name,
  case when told.by_option then 'option' else 'folder' end as edition_told_by,
  coalesce(loose.is_code_file, false) as is_loose_code_file,
  case
    when named.release_id is not null then 'published'
    when owner.release_id is not null then 'beside'
    when staged.is_refused then 'refused'
    when staged.is_refused is not null then 'staged'
    when exists (
      select from hcpcs_load.run u where u.command = 'rollback ' || a.edition and u.outcome = 'done') then 'rolled back'
    else 'not published'
  end as fate,
  case
    when named.release_id is not null then null
    when owner.release_id is not null
      then format('it belongs to revision %s of %s, whose code file is in %s', owner.revision, a.edition, owner.archive_name)
    when staged.is_refused then 'refused by ' || staged.gates
    when staged.is_refused is not null then 'staged and not published'
  end as reason
from hcpcs_load.acquired a
left join lateral (
  select r.release_id
  from hcpcs.release r
  where r.archive_sha256 = a.archive_sha256 and r.edition = a.edition and r.corrects_release_id is null
  limit 1
) named on true
left join lateral (
  select r.release_id, r.revision, r.archive_name
  from hcpcs_load.source_file f
  join hcpcs.release r using (release_id)
  where f.archive_sha256 = a.archive_sha256 and r.edition = a.edition
  order by r.revision
  limit 1
) owner on true
left join lateral (
  select bool_or(f.role like 'code_file_%') as is_code_file
  from hcpcs_load.source_file f
  where f.archive_sha256 = a.archive_sha256 and f.sha256 = a.archive_sha256
) loose on true
left join lateral (
  select bool_or(g.gate is not null) as is_refused,
    string_agg(format('gate %s: %s', g.gate, g.reason), '; ' order by g.gate) as gates
  from hcpcs_load.staged_release s
  left join hcpcs_load.gate_refusal g using (edition)
  where s.archive_sha256 = a.archive_sha256 and s.edition = a.edition
  having count(*) > 0
) staged on true
left join lateral (
  select u.command like '% --edition %' as by_option
  from hcpcs_load.stage_run t
  join hcpcs_load.run u using (run_id)
  where t.archive_sha256 = a.release_sha256 and t.edition = a.edition and t.stage = 'acquire'
  order by t.run_id
  limit 1
) told on true;

create or replace view hcpcs.reviewed_meaning as
select code, edition, meaning, reason, decided_by
from hcpcs_load.reviewed_meaning;
