-- What readers query. Every view is made from published releases only.
drop view if exists hcpcs.code_unit, hcpcs.cross_reference, hcpcs.code_current, hcpcs.modifier_current, hcpcs.code_detail, hcpcs.release_code,
  hcpcs.release_records, hcpcs.record_release, hcpcs.kept_line, hcpcs.schema_version, hcpcs.missing_edition, hcpcs.load_run, hcpcs.staged_edition,
  hcpcs.release_file, hcpcs.unread_line, hcpcs_load.run_holder;

create view hcpcs.release_code as
select c.release_id, m.record_id, m.sequence, m.position::integer
from hcpcs_load.release_content c
cross join unnest(c.record_ids, c.sequence_numbers) with ordinality as m (record_id, sequence, position);

-- The same with a row for each release, which is read in a third of the time.
create view hcpcs.release_records as
select c.release_id, c.record_ids
from hcpcs_load.release_content c;

-- The same from the record: a stretch of releases that list it has the first of them, and the one behind the last.
create view hcpcs.record_release as
select s.record_id, l.release_id,
  (
    select c.sequence_numbers[array_position(c.record_ids, s.record_id)]
    from hcpcs_load.release_content c
    where c.release_id = l.release_id) as sequence,
  (select array_position(c.record_ids, s.record_id) from hcpcs_load.release_content c where c.release_id = l.release_id) as position
from hcpcs_load.listing_stretch s
join hcpcs.release f on f.release_id = s.first_release
left join hcpcs.release n on n.release_id = s.next_release
join hcpcs.release l
  on (l.effective_on, l.revision) >= (f.effective_on, f.revision)
    and (n.release_id is null or (l.effective_on, l.revision) < (n.effective_on, n.revision));

-- A view reads with the rights of its owner: readers need none in the loader's schema.
create view hcpcs.kept_line as
select l.release_id, l.file, l.line, l.raw
from hcpcs_load.source_line l
where exists (
  select
  from hcpcs_load.source_file f
  where f.release_id = l.release_id and f.name = l.file and f.role = 'code_file_text');

create view hcpcs.release_file as
select release_id, name, role, bytes, sha256
from hcpcs_load.source_file;

create view hcpcs.unread_line as
select release_id, file, line, reason
from hcpcs_load.rejected_line;

create view hcpcs.schema_version as
select generation, fingerprint, program_version, migrated_at
from hcpcs_load.schema_state;

-- Before 2020 CMS posted one file a year.
create view hcpcs.missing_edition as
select to_char(q.first_day, 'YYYY-MM') as edition
from (select min(effective_on)::timestamp as oldest, max(effective_on)::timestamp as newest from hcpcs.release) r
cross join generate_series(r.oldest, r.newest, interval '3 months') as q (first_day)
where (extract(month from q.first_day) = 1 or q.first_day >= '2020-01-01')
  and not exists (select from hcpcs.release x where x.effective_on = q.first_day);

-- A number of a process may come again; the time of the session, which only the same login sees, and of the server tell it apart.
create view hcpcs_load.run_holder as
select s.pid, s.usename as login
from hcpcs_load.run_lock l
join pg_catalog.pg_stat_activity s on s.pid = l.pid and s.usesysid = l.login_id
where s.datname = current_database()
  and coalesce(s.backend_start = l.session_started_at, true)
  and pg_catalog.pg_postmaster_start_time() = l.server_started_at;

-- Who runs holds the lock, so an open log without a lock is that of a killed run.
create view hcpcs.load_run as
select r.run_id, r.command, r.started_at, r.ended_at, r.error,
  coalesce(r.outcome, case when exists (select from hcpcs_load.run_holder) then 'running' else 'killed' end) as outcome
from hcpcs_load.run r
where r.command ~ '^(load|refresh)\M';

create view hcpcs.staged_edition as
select s.edition, exists (select from hcpcs_load.gate_refusal g where g.edition = s.edition) as is_refused
from hcpcs_load.staged_release s;

create view hcpcs.code_unit as
select r.code, r.record_id, u.amount, u.unit, u.ucum, u.basis, u.source_text
from hcpcs.code_record r
join hcpcs.unit_reading u on u.reading_id = r.unit_reading;

-- Most positions of repeated fields are blank: those are not looked up.
create view hcpcs.code_detail as
select
  r.code,
  r.kind,
  case
    when r.termination_date < current_date then 'terminated'
    when r.added_date > current_date then 'future'
    when n.absent_after is not null and exists (
      select
      from hcpcs.release x
      where x.is_current_revision and x.effective_on > e.effective_on and x.effective_on <= current_date) then 'absent'
    else 'active'
  end as status,
  r.long_description,
  r.short_description,
  r.pricing_indicator_1,
  (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_1) as pricing_indicator_1_description,
  r.pricing_indicator_2,
  case when r.pricing_indicator_2 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_2) end as pricing_indicator_2_description,
  r.pricing_indicator_3,
  case when r.pricing_indicator_3 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_3) end as pricing_indicator_3_description,
  r.pricing_indicator_4,
  case when r.pricing_indicator_4 is not null then (select l.description from hcpcs.pricing_indicator l where l.code = r.pricing_indicator_4) end as pricing_indicator_4_description,
  r.multiple_pricing_indicator,
  (select l.description from hcpcs.multiple_pricing_indicator l where l.code = r.multiple_pricing_indicator) as multiple_pricing_indicator_description,
  r.coverage_issues_manual_1,
  r.coverage_issues_manual_2,
  r.coverage_issues_manual_3,
  r.carriers_manual_1,
  r.carriers_manual_2,
  r.carriers_manual_3,
  r.statute,
  case when r.statute is not null then (select l.reference from hcpcs.statute_reference l where l.statute = r.statute) end as statute_reference,
  r.lab_certification_1,
  case when r.lab_certification_1 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_1) end as lab_certification_1_description,
  r.lab_certification_2,
  case when r.lab_certification_2 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_2) end as lab_certification_2_description,
  r.lab_certification_3,
  case when r.lab_certification_3 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_3) end as lab_certification_3_description,
  r.lab_certification_4,
  case when r.lab_certification_4 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_4) end as lab_certification_4_description,
  r.lab_certification_5,
  case when r.lab_certification_5 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_5) end as lab_certification_5_description,
  r.lab_certification_6,
  case when r.lab_certification_6 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_6) end as lab_certification_6_description,
  r.lab_certification_7,
  case when r.lab_certification_7 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_7) end as lab_certification_7_description,
  r.lab_certification_8,
  case when r.lab_certification_8 is not null then (select l.description from hcpcs.lab_certification l where l.code = r.lab_certification_8) end as lab_certification_8_description,
  r.cross_reference_1,
  r.cross_reference_2,
  r.cross_reference_3,
  r.cross_reference_4,
  r.cross_reference_5,
  r.coverage,
  (select l.description from hcpcs.coverage l where l.code = r.coverage) as coverage_description,
  r.asc_payment_group,
  case when r.asc_payment_group is not null then (select l.description from hcpcs.asc_payment_group l where l.code = r.asc_payment_group) end as asc_payment_group_description,
  r.asc_effective_date,
  r.mog_payment_group,
  case when r.mog_payment_group is not null then (select l.description from hcpcs.mog_payment_group l where l.code = r.mog_payment_group) end as mog_payment_group_description,
  r.mog_payment_policy,
  case when r.mog_payment_policy is not null then (select l.description from hcpcs.mog_payment_policy l where l.code = r.mog_payment_policy) end as mog_payment_policy_description,
  r.mog_effective_date,
  r.processing_note,
  case when r.processing_note is not null then (select l.text from hcpcs.processing_note l where l.code = r.processing_note) end as processing_note_description,
  r.betos,
  (select l.description from hcpcs.betos l where l.code = r.betos) as betos_description,
  r.type_of_service_1,
  (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_1) as type_of_service_1_description,
  r.type_of_service_2,
  case when r.type_of_service_2 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_2) end as type_of_service_2_description,
  r.type_of_service_3,
  case when r.type_of_service_3 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_3) end as type_of_service_3_description,
  r.type_of_service_4,
  case when r.type_of_service_4 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_4) end as type_of_service_4_description,
  r.type_of_service_5,
  case when r.type_of_service_5 is not null then (select l.description from hcpcs.type_of_service l where l.code = r.type_of_service_5) end as type_of_service_5_description,
  r.anesthesia_base_units,
  r.added_date,
  r.action_effective_date,
  r.termination_date,
  r.action,
  (select l.description from hcpcs.action l where l.code = r.action) as action_description,
  u.amount as unit_amount,
  u.unit,
  u.ucum as unit_ucum,
  u.basis as unit_basis,
  case when r.kind = 'procedure' then left(r.code, 1) end as section,
  case when r.kind = 'procedure' then (select s.title from hcpcs.section s where s.letter = left(r.code, 1)) end as section_title,
  exists (
    select
    from hcpcs.not_otherwise_classified x
    where x.code = r.code
      and x.release_id = (
        select y.release_id
        from hcpcs.release y
        where exists (select from hcpcs.not_otherwise_classified z where z.release_id = y.release_id)
        order by y.effective_on desc, y.revision desc
        limit 1)) as is_noc,
  case
    when r.termination_date < r.added_date then null
    else daterange(r.added_date, r.termination_date, '[]')
  end as valid_during,
  case
    when r.termination_date is not null
      then nullif(
        array_remove(
          array[r.cross_reference_1, r.cross_reference_2, r.cross_reference_3, r.cross_reference_4, r.cross_reference_5], null),
        '{}')
  end as replaced_by,
  (
    select max(x.edition)
    from hcpcs.code_change k
    join hcpcs.release x using (release_id)
    where k.code = r.code and k.change not in ('absent', 'dropped')) as last_changed_in,
  e.edition,
  e.revision,
  e.published_on,
  r.record_id,
  e.release_id
from hcpcs_load.newest_listing n
join hcpcs.code_record r on r.record_id = n.record_id and r.code = n.code
left join hcpcs.unit_reading u on u.reading_id = r.unit_reading
join hcpcs.release e on e.release_id = coalesce(
  n.absent_after,
  (select x.release_id from hcpcs.release x where x.is_current_revision order by x.effective_on desc limit 1));

create view hcpcs.code_current as
select * from hcpcs.code_detail where kind = 'procedure' and status = 'active';

create view hcpcs.modifier_current as
select * from hcpcs.code_detail where kind = 'modifier' and status = 'active';

-- Functions that views are made with are replaced, never dropped.
create or replace function hcpcs.normal_code(code text)
returns text
language sql
immutable
parallel safe
as $$
  select upper(btrim(normal_code.code, U&' \0009\000A\000D\00A0'))
$$;

create or replace function hcpcs.unlisted_verdict(code text)
returns text
language sql
immutable
parallel safe
as $$
  select case
    when hcpcs.normal_code(unlisted_verdict.code) ~ '^([0-9]{5}|[0-9]{4}[A-Z]|[0-9]{2}|[1-8]P)$' then 'level I'
    when hcpcs.normal_code(unlisted_verdict.code) ~ '^D[0-9]{4}$' then 'dental'
    else 'unknown'
  end
$$;

create or replace function hcpcs.target_kind(code text)
returns text
language sql
stable
parallel safe
as $$
  select case
    when exists (select from hcpcs.code_history h where h.code = target_kind.code)
      then case length(target_kind.code) when 2 then 'modifier' else 'in file' end
    else replace(hcpcs.unlisted_verdict(target_kind.code), 'unknown', 'gone')
  end
$$;

create view hcpcs.cross_reference as
select d.code, x.position, x.target, hcpcs.target_kind(x.target) as target_kind, d.status as code_status
from hcpcs.code_detail d
cross join lateral (
  values (1, d.cross_reference_1), (2, d.cross_reference_2), (3, d.cross_reference_3), (4, d.cross_reference_4),
    (5, d.cross_reference_5)) as x (position, target)
where x.target is not null;

grant select on all tables in schema hcpcs to hcpcs_reader;
