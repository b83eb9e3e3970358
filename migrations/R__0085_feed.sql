-- What feeds are made from, beside the tables.
drop view if exists hcpcs.change_event, hcpcs.processing_note_wording;

create view hcpcs.processing_note_wording as
select distinct on (s.code, r.published_on) s.code, r.published_on as stated_on, s.text, s.source
from hcpcs_load.stated_note s
join hcpcs.release r using (release_id)
order by s.code, r.published_on, s.source desc, s.text desc;

create or replace function hcpcs.record_json(record_id integer)
returns jsonb
language sql
stable
parallel safe
as $$
  select jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash}'::text[])
  from hcpcs.code_record r
  where r.record_id = record_json.record_id
$$;

-- Only events whose records are gone hold them themselves.
create view hcpcs.change_event as
select e.event_id, e.recorded_at, e.edition, e.code, e.operation, jsonb_build_object(
    'event_id', e.event_id,
    'code', e.code,
    'operation', e.operation,
    'edition', e.edition,
    'before', coalesce(e.old_record, hcpcs.record_json(e.old_record_id)) || jsonb_build_object('absent', e.old_absent),
    'after', coalesce(e.new_record, hcpcs.record_json(e.new_record_id)) || jsonb_build_object('absent', e.new_absent)) as payload
from hcpcs_load.code_event e;

grant select on hcpcs.change_event, hcpcs.processing_note_wording to hcpcs_reader;
grant execute on function hcpcs.record_json(integer) to hcpcs_reader;
