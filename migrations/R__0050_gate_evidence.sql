-- What the gates that refused have counted, code by code or line by line. Descriptions are compared by their letters and digits, as the
-- gate compares them.
drop view if exists hcpcs_load.gate_evidence, hcpcs_load.staged_comparison;

create view hcpcs_load.staged_comparison as
select
  g.edition,
  g.gate,
  g.compared_edition,
  g.compared_revision,
  coalesce(p.code, s.code) as code,
  p.code is not null and p.termination_date is null as was_living,
  s.code is not null as is_listed,
  p.long_description as long_description_before,
  s.long_description,
  p.short_description as short_description_before,
  s.short_description,
  s.termination_date
from hcpcs_load.gate_refusal g
join hcpcs.release e on e.edition = g.compared_edition and e.revision = g.compared_revision
cross join lateral (
  select r.*
  from hcpcs_load.release_content m
  cross join unnest(m.record_ids) as i (record_id)
  join hcpcs.code_record r using (record_id)
  where m.release_id = e.release_id) as p
left join hcpcs_load.staged_record s on s.edition = g.edition and s.code = p.code;

create view hcpcs_load.gate_evidence as
select edition, gate, code, null::integer as line, 'code' as field, code as before, null as staged
from hcpcs_load.staged_comparison
where not is_listed and (gate = 'codes' or (gate = 'vanished' and was_living))
union all
select edition, gate, code, null, 'termination_date', null, termination_date
from hcpcs_load.staged_comparison
where gate = 'terminated' and was_living and termination_date is not null
union all
select c.edition, c.gate, c.code, null, t.field, t.before, t.staged
from hcpcs_load.staged_comparison c
cross join lateral (values
  ('long_description', c.long_description_before, c.long_description),
  ('short_description', c.short_description_before, c.short_description)) as t (field, before, staged)
where c.gate = 'texts'
  and c.is_listed
  and regexp_replace(lower(coalesce(t.before, '') collate "C"), '[^a-z0-9]+', '', 'g')
    <> regexp_replace(lower(coalesce(t.staged, '') collate "C"), '[^a-z0-9]+', '', 'g')
union all
select g.edition, g.gate, r.code, r.line, v.key, null, v.value
from hcpcs_load.gate_refusal g
join hcpcs_load.staged_record r on r.edition = g.edition
cross join lateral jsonb_each_text(to_jsonb(r)) as v
join hcpcs_load.staged_finding f
  on f.edition = g.edition
  and f.rule = 'indicator-undocumented'
  and f.observed = v.value
  and regexp_replace(f.field, '_[0-9]$', '') = regexp_replace(v.key, '_[0-9]$', '')
where g.gate = 'undecoded' and f.field <> 'processing_note'
union all
select g.edition, g.gate, r.code, r.line, 'added_date', null, r.added_date
from hcpcs_load.gate_refusal g
join hcpcs_load.staged_record r on r.edition = g.edition
where g.gate = 'dates' and r.added_date is null
union all
select g.edition, g.gate, f.code, f.line, f.field, f.expected, coalesce(f.observed, f.message)
from hcpcs_load.gate_refusal g
join hcpcs_load.staged_finding f on f.edition = g.edition
where (g.gate = 'rejects' and f.rule = 'record-rejected') or (g.gate = 'layout' and f.rule = 'layout-position');
