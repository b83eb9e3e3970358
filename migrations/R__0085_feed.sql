-- What feeds are made from, beside the tables.
drop view if exists hcpcs.change_event, hcpcs.processing_note_wording;

create view hcpcs.processing_note_wording as
select distinct on (s.code, r.published_on) s.code, r.published_on as stated_on, s.text, s.source
from hcpcs_load.stated_note s
join hcpcs.release r using (release_id)
order by s.code, r.published_on, s.source desc, s.text desc;

-- Records are looked up where they are, or where they went when no release held them any more.
create view hcpcs.change_event as
select e.first_event_id + i.place - 1 as event_id, e.recorded_at, e.edition, coalesce(
    (select r.code from hcpcs.code_record r where r.record_id = coalesce(i.new_record_id, i.old_record_id)),
    (select t.record ->> 'code' from hcpcs_load.told_record t where t.record_id = coalesce(i.new_record_id, i.old_record_id))) as code,
  i.operation, jsonb_build_object(
    'event_id', e.first_event_id + i.place - 1,
    'operation', i.operation,
    'edition', e.edition,
    'before', coalesce(
      (
        select jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash, unit_reading}'::text[])
        from hcpcs.code_record r
        where r.record_id = i.old_record_id),
      (select t.record from hcpcs_load.told_record t where t.record_id = i.old_record_id))
      || jsonb_build_object('is_listed', i.old_listed),
    'after', coalesce(
      (
        select jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash, unit_reading}'::text[])
        from hcpcs.code_record r
        where r.record_id = i.new_record_id),
      (select t.record from hcpcs_load.told_record t where t.record_id = i.new_record_id))
      || jsonb_build_object('is_listed', i.new_listed)) as payload
from hcpcs_load.code_event e
cross join lateral unnest(e.operations, e.old_record_ids, e.new_record_ids, e.old_listed, e.new_listed)
  with ordinality as i (operation, old_record_id, new_record_id, old_listed, new_listed, place);

grant select on hcpcs.change_event, hcpcs.processing_note_wording to hcpcs_reader;
