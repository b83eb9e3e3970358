-- What happened to each code, one row after the other, for systems that follow by polling. Like the log of runs it tells what was done
-- here and when: another order of loading gives other rows.
create table hcpcs_load.code_event (
  event_id bigint generated always as identity primary key,
  recorded_at timestamptz not null default now(),
  edition text,
  code text not null,
  operation text not null check (operation in ('add', 'change', 'terminate', 'reactivate', 'reuse', 'absent', 'return')),
  old_record_id integer,
  new_record_id integer,
  old_absent boolean not null,
  new_absent boolean not null,
  old_record jsonb,
  new_record jsonb
);

-- What was loaded before is told as new.
insert into hcpcs_load.code_event (edition, code, operation, new_record_id, old_absent, new_absent)
select (select max(x.edition) from hcpcs.release x where x.is_current_revision), n.code, 'add', n.record_id, false,
  n.absent_after is not null and (
    r.termination_date is null
    or r.termination_date >= (
      select min(x.effective_on) from hcpcs.release x where x.is_current_revision and x.effective_on > e.effective_on))
from hcpcs_load.newest_listing n
join hcpcs.code_record r using (record_id)
left join hcpcs.release e on e.release_id = n.absent_after
order by n.code collate "C";
