-- What a code meant on which dates of service, as it was known on which dates. Derived from the releases; can be rebuilt.
create table hcpcs.code_history (
  code text not null,
  kind text not null check (kind in ('procedure', 'modifier')),
  meaning integer not null check (meaning > 0),
  valid_during daterange not null,
  known_during daterange not null check (not isempty(known_during)),
  record_id integer not null references hcpcs.code_record,
  basis text not null check (basis in ('asserted', 'inferred')),
  end_reason text check (end_reason in ('change', 'termination')),
  absent_since date,
  evidence text
);

create index code_history_code_idx on hcpcs.code_history (code);

-- Without it the removal of a record looks through the whole history for rows that refer to it: most of what a rollback takes.
create index code_history_record_id_idx on hcpcs.code_history (record_id);

-- No two rows of a code overlap in both valid and known time. An exclusion constraint would need an extension that not every
-- server has. A row overlaps itself once.
create function hcpcs_load.refuse_overlap()
returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  twice text;
begin
  select a.code into twice
  from added a
  where (
    select count(*)
    from hcpcs.code_history h
    where h.code = a.code and h.valid_during && a.valid_during and h.known_during && a.known_during) > 1
  limit 1;
  if found then
    raise exclusion_violation using message = format('two rows of %s overlap in valid and known time', twice);
  end if;
  return null;
end
$$;

create trigger code_history_overlap_insert after insert on hcpcs.code_history
referencing new table as added for each statement execute function hcpcs_load.refuse_overlap();

create trigger code_history_overlap_update after update on hcpcs.code_history
referencing new table as added for each statement execute function hcpcs_load.refuse_overlap();

create table hcpcs.code_change (
  code_change_id bigint generated always as identity primary key,
  release_id integer not null references hcpcs.release on delete cascade,
  code text not null,
  change text not null
    check (change in ('added', 'changed', 'terminated', 'reactivated', 'absent', 'dropped', 'returned')),
  field text,
  old_value text,
  new_value text,
  action text,
  effective_on date,
  silent boolean not null,
  after_gap boolean not null
);

create index code_change_release_id_idx on hcpcs.code_change (release_id);
create index code_change_code_idx on hcpcs.code_change (code);

-- What people decided on the meaning of reused codes, against the rule.
create table hcpcs_load.reviewed_meaning (
  code text not null,
  edition text not null check (edition ~ '^[0-9]{4}-(01|04|07|10)$'),
  meaning text not null check (meaning in ('same', 'new')),
  reason text not null,
  primary key (code, edition)
);

-- What became of each code, for systems that follow by polling. Like the log of runs it tells what was done here and when: another order
-- of loading gives other rows. A row holds all events of one publishing, side by side: rows per event would grow the database with every
-- edition by more than its records.
create table hcpcs_load.code_event (
  first_event_id bigint primary key,
  recorded_at timestamptz not null default now(),
  edition text,
  operations text[] not null,
  old_record_ids integer[] not null,
  new_record_ids integer[] not null,
  old_listed boolean[] not null,
  new_listed boolean[] not null
);

create table hcpcs_load.told_record (
  record_id integer primary key,
  record jsonb not null
);
