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

-- Whoever changes the newest listings: what they were before stays until the transaction has told what became of them.
create function hcpcs_load.keep_listing()
returns trigger
language plpgsql
as $$
begin
  if to_regclass('pg_temp.listing_before') is null then
    create temporary table listing_before on commit drop as
    select n.code, n.record_id, n.absent_after is null as is_listed from hcpcs_load.newest_listing n;
  end if;
  return null;
end
$$;

create trigger newest_listing_keep before insert or update or delete on hcpcs_load.newest_listing
for each statement execute function hcpcs_load.keep_listing();

-- What was loaded before is told as new.
insert into hcpcs_load.code_event (first_event_id, edition, operations, old_record_ids, new_record_ids, old_listed, new_listed)
select 1, (select max(x.edition) from hcpcs.release x where x.is_current_revision), array_agg('add'::text),
  array_agg(null::integer), array_agg(n.record_id order by n.code collate "C"), array_agg(false),
  array_agg(n.absent_after is null order by n.code collate "C")
from hcpcs_load.newest_listing n
having count(*) > 0;
