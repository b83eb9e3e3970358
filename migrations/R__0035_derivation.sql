-- What follows from the releases that are there. Each function says what it reads and what it makes; the program calls them in the order
-- of this file, in the transaction that publishes, and anybody may call those that only read. Those named derived_ say what a table must
-- hold; those named refresh_ make it so. hcpcs verify holds the tables against the former.
drop function if exists hcpcs_load.number_revisions(text), hcpcs_load.refresh_listing_stretches(integer),
  hcpcs_load.take_out_of_listing_stretches(integer, integer), hcpcs_load.refresh_newest_listing(integer),
  hcpcs_load.refresh_changes(text), hcpcs_load.refresh_transactions(text), hcpcs_load.refresh_search(),
  hcpcs_load.tell_events(), hcpcs_load.remove_unheld_records(), hcpcs_load.refresh_lookups(),
  hcpcs_load.derived_listing_stretch(), hcpcs_load.derived_newest_listing(), hcpcs_load.derived_change(integer),
  hcpcs_load.derived_return(integer, integer[]), hcpcs_load.derived_change_finding(integer),
  hcpcs_load.derived_transaction_finding(integer), hcpcs_load.code_of_number(integer), hcpcs_load.listing_difference(integer, integer),
  hcpcs_load.record_difference(integer, integer);
drop view if exists hcpcs_load.succession, hcpcs_load.lookup_value, hcpcs_load.explained_value;

-- Revisions count in the order of publication, whatever the order in which they were loaded; the last is current. What nothing dates
-- counts as published when its edition took effect, but not after anything of the edition that something dates: it never takes the place
-- of that. Reads and writes hcpcs.release.
create function hcpcs_load.number_revisions(of_edition text)
returns void
language plpgsql
as $$
begin
  update hcpcs.release r
  set published_on = d.published_on
  from (
    select least(min(effective_on), min(published_on) filter (where published_basis <> 'edition')) as published_on
    from hcpcs.release
    where edition = of_edition and corrects_release_id is null
  ) d
  where r.edition = of_edition and r.corrects_release_id is null and r.published_basis = 'edition'
    and r.published_on <> d.published_on;

  update hcpcs.release set is_current_revision = false where edition = of_edition and is_current_revision;

  update hcpcs.release r
  set revision = o.place, is_current_revision = o.place = o.revisions
  from (
    select release_id, count(*) over () as revisions,
      row_number() over (
        order by published_on, corrects_release_id is not null, published_basis <> 'edition', named_revision, archive_sha256) as place
    from hcpcs.release
    where edition = of_edition
  ) o
  where r.release_id = o.release_id;
end
$$;

-- Releases in their order (place), each with the one that its changes are against. An action code speaks of the time since the edition
-- before, a year until 2019 and a quarter since; where editions between were not loaded, it says nothing of their changes (is_next is
-- false).
create view hcpcs_load.succession as
select c.release_id, c.edition, c.effective_on, row_number() over (order by c.effective_on, c.revision) as place,
  p.release_id as previous_id, p.effective_on as previous_on,
  (
    select max(o.effective_on) + case
        when max(o.effective_on) < '2019-10-01' then interval '1 year'
        else interval '3 months'
      end >= c.effective_on
    from hcpcs.release o
    where o.effective_on < c.effective_on) as is_next
from hcpcs.release c
left join lateral (
  select o.release_id, o.effective_on
  from hcpcs.release o
  where o.is_current_revision and o.effective_on < c.effective_on
  order by o.effective_on desc
  limit 1) p on true;

-- The records that one of two releases lists and the other does not. Reads hcpcs_load.release_content.
create function hcpcs_load.record_difference(before_id integer, after_id integer)
returns table (old_id integer, new_id integer)
language plpgsql
stable
rows 500
as $$
begin
  return query
  select o.record_id, n.record_id
  from (select unnest(c.record_ids) as record_id from hcpcs_load.release_content c where c.release_id = before_id) o
  full join (select unnest(c.record_ids) as record_id from hcpcs_load.release_content c where c.release_id = after_id) n using (record_id)
  where o.record_id is null or n.record_id is null;
end
$$;

-- The same by code. Reads hcpcs.code_record.
create function hcpcs_load.listing_difference(before_id integer, after_id integer)
returns table (code text, old_id integer, new_id integer)
language plpgsql
stable
rows 500
as $$
#variable_conflict use_column
begin
  return query
  select r.code, min(d.old_id), min(d.new_id)
  from hcpcs_load.record_difference(before_id, after_id) d
  join hcpcs.code_record r on r.record_id = coalesce(d.new_id, d.old_id)
  group by r.code;
end
$$;

-- The unbroken stretches of releases that list a record: the first of them, and the one after the last, null if there is none. Most
-- records have one, which says in a line what the lists of forty releases say. Reads hcpcs_load.succession and record_difference.
create function hcpcs_load.derived_listing_stretch()
returns table (record_id integer, first_release integer, next_release integer)
language plpgsql
stable
rows 30000
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with boundary as (
    -- Each release holds against the one before what begins and what ends in it.
    select o.place, o.release_id, coalesce(d.new_id, d.old_id) as record_id, d.new_id is not null as begins
    from (
      select s.release_id, s.place, lag(s.release_id) over (order by s.place) as before_id from hcpcs_load.succession s) o
    cross join lateral hcpcs_load.record_difference(o.before_id, o.release_id) d
  ), paired as (
    select b.record_id, b.release_id, b.begins,
      lead(b.release_id) over (partition by b.record_id order by b.place) as next_release
    from boundary b
  )
  select p.record_id, p.release_id, p.next_release from paired p where p.begins;
end
$$;

-- Makes hcpcs_load.listing_stretch so. A release that was added behind all others is given: what it does not list ends, what only it lists
-- begins.
create function hcpcs_load.refresh_listing_stretches(added integer default null)
returns void
language plpgsql
as $$
declare
  before_id integer := (select s.previous_id from hcpcs_load.succession s where s.release_id = added);
begin
  if before_id is not null then
    with differing as materialized (
      select d.old_id, d.new_id from hcpcs_load.record_difference(before_id, added) d
    ), ended as (
      update hcpcs_load.listing_stretch r
      set next_release = added
      from differing d
      where r.record_id = d.old_id and r.next_release is null
    )
    insert into hcpcs_load.listing_stretch (record_id, first_release)
    select d.new_id, added from differing d where d.new_id is not null;
    return;
  end if;
  with derived as materialized (
    select d.record_id, d.first_release, d.next_release from hcpcs_load.derived_listing_stretch() d
  ), gone as (
    delete from hcpcs_load.listing_stretch r
    where (r.record_id, r.first_release) not in (select d.record_id, d.first_release from derived d)
  )
  insert into hcpcs_load.listing_stretch as r (record_id, first_release, next_release)
  select d.record_id, d.first_release, d.next_release from derived d
  on conflict (record_id, first_release) do update
  set next_release = excluded.next_release
  where r.next_release is distinct from excluded.next_release;
end
$$;

-- The same for a release that is gone, given the one behind it, which is null if there was none: what it began begins there, what it ended
-- ends there, unless that one lists it again.
create function hcpcs_load.take_out_of_listing_stretches(gone integer, behind integer)
returns void
language plpgsql
as $$
begin
  delete from hcpcs_load.listing_stretch l where l.first_release = gone and l.next_release is not distinct from behind;
  with again as (
    delete from hcpcs_load.listing_stretch a
    using hcpcs_load.listing_stretch l
    where l.record_id = a.record_id and l.next_release = gone and a.first_release = behind
    returning a.record_id, a.next_release
  )
  update hcpcs_load.listing_stretch l
  set next_release = a.next_release
  from again a
  where l.record_id = a.record_id and l.next_release = gone;
  update hcpcs_load.listing_stretch set next_release = behind where next_release = gone;
  update hcpcs_load.listing_stretch set first_release = behind where first_release = gone;
end
$$;

-- The newest record of each code: of the newest edition, or of the last that lists it (absent_after). Reads hcpcs.release,
-- hcpcs_load.release_content, hcpcs_load.listing_stretch and hcpcs.code_record.
create function hcpcs_load.derived_newest_listing()
returns table (code text, record_id integer, absent_after integer)
language plpgsql
stable
rows 8000
set enable_nestloop = off
set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with newest as (
    select r.release_id from hcpcs.release r where r.is_current_revision order by r.effective_on desc limit 1
  ), listed as materialized (
    select r.code, r.record_id
    from newest
    join hcpcs.release_code m using (release_id)
    join hcpcs.code_record r using (record_id)
  ), missing as materialized (
    select r.code, r.record_id
    from hcpcs.code_record r
    where not exists (select from listed where listed.code = r.code)
  ), gone as (
    select distinct on (r.code) r.code, r.record_id, l.release_id
    from missing r
    join hcpcs_load.listing_stretch u using (record_id)
    join hcpcs_load.succession f on f.release_id = u.first_release
    left join hcpcs_load.succession n on n.release_id = u.next_release
    join hcpcs_load.succession l on l.place >= f.place and (n.place is null or l.place < n.place)
    join hcpcs.release e on e.release_id = l.release_id and e.is_current_revision
    order by r.code, l.place desc
  )
  select l.code, l.record_id, null::integer from listed l
  union all
  select g.code, g.record_id, g.release_id from gone g;
end
$$;

-- Makes hcpcs_load.newest_listing so, and keeps in hcpcs_load.listing_change what it said before. A release that was added behind all
-- others is given: what it says as the one before stays.
create function hcpcs_load.refresh_newest_listing(added integer default null)
returns void
language plpgsql
as $$
declare
  before_id integer := (select s.previous_id from hcpcs_load.succession s where s.release_id = added);
begin
  with target as materialized (
    select d.code, d.record_id, d.absent_after
    from hcpcs_load.derived_newest_listing() d
    where before_id is null
    union all
    select d.code, coalesce(d.new_id, d.old_id), case when d.new_id is null then before_id end
    from hcpcs_load.listing_difference(before_id, added) d
    where before_id is not null
  ), changed as materialized (
    select coalesce(t.code, o.code) as code, t.record_id, t.absent_after, o.record_id as old_record_id,
      o.code is not null and o.absent_after is null as old_listed
    from target t
    full join hcpcs_load.newest_listing o using (code)
    where (t.record_id, t.absent_after) is distinct from (o.record_id, o.absent_after) and (before_id is null or t.code is not null)
  ), kept as (
    insert into hcpcs_load.listing_change (code, old_record_id, old_listed)
    select code, old_record_id, old_listed from changed
    on conflict (code) do nothing
  ), removed as (
    delete from hcpcs_load.newest_listing n using changed c where c.code = n.code and c.record_id is null
  )
  insert into hcpcs_load.newest_listing as n (code, record_id, absent_after)
  select code, record_id, absent_after from changed where record_id is not null
  on conflict (code) do update
  set record_id = excluded.record_id, absent_after = excluded.absent_after;
end
$$;

-- The fields in which codes that came back to a release differ from what the last edition before says that lists them. Given are the
-- records of all codes that the edition before does not list (came); those that no edition lists have no rows. No field of these is
-- silent: an action code speaks of the time since the edition before. Reads hcpcs_load.succession, hcpcs_load.listing_stretch,
-- hcpcs.release and hcpcs.code_record.
create function hcpcs_load.derived_return(of_release integer, came integer[])
returns table (release_id integer, code text, change text, field text, old_value text, new_value text, action text, effective_on date,
  silent boolean, after_gap boolean)
language plpgsql
stable
rows 100
set jit = off
as $$
#variable_conflict use_column
declare
  edition_day date := (select r.effective_on from hcpcs.release r where r.release_id = of_release);
begin
  return query
  with placed as materialized (
    select s.release_id, s.effective_on, s.place from hcpcs_load.succession s
  ), pair as materialized (
    select distinct on (c.code) c.record_id as new_id, e.record_id as old_id
    from unnest(came) as m (record_id)
    join hcpcs.code_record c using (record_id)
    join hcpcs.code_record e on e.code = c.code
    join hcpcs_load.listing_stretch l on l.record_id = e.record_id
    join placed f on f.release_id = l.first_release
    left join placed n on n.release_id = l.next_release
    join placed b on b.place >= f.place and (n.place is null or b.place < n.place) and b.effective_on < edition_day
    join hcpcs.release r on r.release_id = b.release_id and r.is_current_revision
    order by c.code, b.place desc
  )
  select of_release, c.code, 'changed', n.key, o.value, n.value, c.action, c.action_effective_date, false, true
  from pair q
  join hcpcs.code_record p on p.record_id = q.old_id
  join hcpcs.code_record c on c.record_id = q.new_id
  cross join lateral jsonb_each_text(to_jsonb(c)) as n
  join lateral jsonb_each_text(to_jsonb(p)) as o on o.key = n.key
  where o.value is distinct from n.value and n.key not in ('record_id', 'content_hash', 'descriptive_hash', 'unit_reading', 'action');
end
$$;

-- What a release changed against the edition before; of codes that came back also what they changed against the edition that lists them
-- last (after_gap). The action of a record is what CMS claims of the change, not a change itself. A blank action says nothing; then the
-- action effective date alone tells. Reads hcpcs_load.succession, listing_difference, derived_return, hcpcs.code_record and
-- hcpcs_load.listing_stretch.
create function hcpcs_load.derived_change(of_release integer)
returns table (release_id integer, code text, change text, field text, old_value text, new_value text, action text, effective_on date,
  silent boolean, after_gap boolean)
language plpgsql
stable
rows 1000
as $$
#variable_conflict use_column
declare
  edition_day date;
  before_id integer;
  is_next boolean;
begin
  select s.effective_on, s.previous_id, s.is_next into edition_day, before_id, is_next
  from hcpcs_load.succession s
  where s.release_id = of_release;
  if before_id is null then
    return;
  end if;
  return query
  with pair as materialized (
    select d.code, d.old_id, d.new_id from hcpcs_load.listing_difference(before_id, of_release) d
  )
  select of_release, q.code,
    case
      when p.termination_date is null and c.termination_date is not null and v.field = 'termination_date' then 'terminated'
      when p.termination_date is not null and c.termination_date is null and v.field = 'termination_date' then 'reactivated'
      else 'changed'
    end,
    v.field, v.old_value, v.new_value, c.action, c.action_effective_date,
    v.field <> 'action_effective_date'
      and (c.action_effective_date is not distinct from p.action_effective_date or coalesce(c.action = 'N' and is_next, false)),
    false
  from pair q
  join hcpcs.code_record p on p.record_id = q.old_id
  join hcpcs.code_record c on c.record_id = q.new_id
  cross join lateral (
    values
      ('long_description', p.long_description, c.long_description),
      ('short_description', p.short_description, c.short_description),
      ('pricing_indicator_1', p.pricing_indicator_1, c.pricing_indicator_1),
      ('pricing_indicator_2', p.pricing_indicator_2, c.pricing_indicator_2),
      ('pricing_indicator_3', p.pricing_indicator_3, c.pricing_indicator_3),
      ('pricing_indicator_4', p.pricing_indicator_4, c.pricing_indicator_4),
      ('multiple_pricing_indicator', p.multiple_pricing_indicator, c.multiple_pricing_indicator),
      ('coverage_issues_manual_1', p.coverage_issues_manual_1, c.coverage_issues_manual_1),
      ('coverage_issues_manual_2', p.coverage_issues_manual_2, c.coverage_issues_manual_2),
      ('coverage_issues_manual_3', p.coverage_issues_manual_3, c.coverage_issues_manual_3),
      ('carriers_manual_1', p.carriers_manual_1, c.carriers_manual_1),
      ('carriers_manual_2', p.carriers_manual_2, c.carriers_manual_2),
      ('carriers_manual_3', p.carriers_manual_3, c.carriers_manual_3),
      ('statute', p.statute, c.statute),
      ('lab_certification_1', p.lab_certification_1, c.lab_certification_1),
      ('lab_certification_2', p.lab_certification_2, c.lab_certification_2),
      ('lab_certification_3', p.lab_certification_3, c.lab_certification_3),
      ('lab_certification_4', p.lab_certification_4, c.lab_certification_4),
      ('lab_certification_5', p.lab_certification_5, c.lab_certification_5),
      ('lab_certification_6', p.lab_certification_6, c.lab_certification_6),
      ('lab_certification_7', p.lab_certification_7, c.lab_certification_7),
      ('lab_certification_8', p.lab_certification_8, c.lab_certification_8),
      ('cross_reference_1', p.cross_reference_1, c.cross_reference_1),
      ('cross_reference_2', p.cross_reference_2, c.cross_reference_2),
      ('cross_reference_3', p.cross_reference_3, c.cross_reference_3),
      ('cross_reference_4', p.cross_reference_4, c.cross_reference_4),
      ('cross_reference_5', p.cross_reference_5, c.cross_reference_5),
      ('coverage', p.coverage, c.coverage),
      ('asc_payment_group', p.asc_payment_group, c.asc_payment_group),
      ('asc_effective_date', p.asc_effective_date::text, c.asc_effective_date::text),
      ('mog_payment_group', p.mog_payment_group, c.mog_payment_group),
      ('mog_payment_policy', p.mog_payment_policy, c.mog_payment_policy),
      ('mog_effective_date', p.mog_effective_date::text, c.mog_effective_date::text),
      ('processing_note', p.processing_note, c.processing_note),
      ('betos', p.betos, c.betos),
      ('type_of_service_1', p.type_of_service_1, c.type_of_service_1),
      ('type_of_service_2', p.type_of_service_2, c.type_of_service_2),
      ('type_of_service_3', p.type_of_service_3, c.type_of_service_3),
      ('type_of_service_4', p.type_of_service_4, c.type_of_service_4),
      ('type_of_service_5', p.type_of_service_5, c.type_of_service_5),
      ('anesthesia_base_units', p.anesthesia_base_units::text, c.anesthesia_base_units::text),
      ('added_date', p.added_date::text, c.added_date::text),
      ('action_effective_date', p.action_effective_date::text, c.action_effective_date::text),
      ('termination_date', p.termination_date::text, c.termination_date::text)
  ) as v (field, old_value, new_value)
  where v.old_value is distinct from v.new_value
  union all
  select of_release, q.code,
    case
      when q.old_id is not null and p.termination_date is null then 'absent'
      when q.old_id is not null then 'dropped'
      when exists (
        select
        from hcpcs.code_record e
        join hcpcs_load.listing_stretch l on l.record_id = e.record_id
        join hcpcs.release b on b.release_id = l.first_release
        where e.code = q.code and e.added_date is not distinct from c.added_date and b.effective_on < edition_day) then 'returned'
      else 'added'
    end,
    null, null, null, c.action, c.action_effective_date, q.new_id is null and p.termination_date is null, false
  from pair q
  left join hcpcs.code_record p on p.record_id = q.old_id
  left join hcpcs.code_record c on c.record_id = q.new_id
  where q.old_id is null or q.new_id is null
  union all
  select d.*
  from (
    -- A code without another record cannot have said something else.
    select array_agg(q.new_id) as records
    from pair q
    where q.old_id is null and exists (select from hcpcs.code_record e where e.code = q.code and e.record_id <> q.new_id)) came
  cross join lateral hcpcs_load.derived_return(of_release, came.records) d
  where came.records is not null;
end
$$;

-- What is noticed of the changes of a release: fields that changed without a word, codes that are called new and are not, and codes that
-- vanished. Reads hcpcs.code_change, and the listings of the release and of the one before.
create function hcpcs_load.derived_change_finding(of_release integer)
returns table (release_id integer, severity text, rule text, code text, field text, observed text, expected text, message text)
language plpgsql
stable
rows 100
set enable_nestloop = off
set jit = off
as $$
#variable_conflict use_column
declare
  before_id integer := (select s.previous_id from hcpcs_load.succession s where s.release_id = of_release);
begin
  return query
  with claimed as materialized (
    select c.code, c.added_date
    from hcpcs.code_record c
    where c.action = 'A'
      and c.record_id in (select unnest(o.record_ids) from hcpcs_load.release_content o where o.release_id = of_release)
  )
  select of_release, 'info', 'change-silent', h.code, string_agg(h.field, ', ' order by h.field),
    'action ' || coalesce(h.action, 'blank') || coalesce(', effective ' || h.effective_on, ''),
    'an action code and a new action effective date',
    'the record changed although its action says nothing of a change'
  from hcpcs.code_change h
  where h.release_id = of_release and h.silent and h.field is not null and lower(h.old_value) is distinct from lower(h.new_value)
  group by h.code, h.action, h.effective_on
  union all
  select of_release, 'info', 'change-added-before', c.code, 'action', 'A', null,
    'the action says that the code was added, but the edition before lists it with the same added date'
  from claimed c
  join hcpcs.code_record p on p.code = c.code and p.added_date = c.added_date
  where p.record_id in (select unnest(o.record_ids) from hcpcs_load.release_content o where o.release_id = before_id)
  union all
  select of_release, 'warning', 'change-absent', h.code, null, null, null,
    'the edition before lists the code, it never ended, and this edition does not list it'
  from hcpcs.code_change h
  where h.release_id = of_release and h.change = 'absent';
end
$$;

-- Makes hcpcs.code_change and its findings so for an edition whose releases came, went or changed place, and for the edition after it.
-- Whether a code was there before, and what it said then, depends on all editions before, also on one that came late.
create function hcpcs_load.refresh_changes(of_edition text)
returns void
language plpgsql
as $$
declare
  concerned integer[] := array(
    select r.release_id
    from hcpcs.release r
    where r.edition in (of_edition, (select min(n.edition) from hcpcs.release n where n.edition > of_edition)));
begin
  delete from hcpcs.code_change h where h.release_id = any (concerned);
  insert into hcpcs.code_change (release_id, code, change, field, old_value, new_value, action, effective_on, silent, after_gap)
  select d.* from unnest(concerned) as c (release_id) cross join lateral hcpcs_load.derived_change(c.release_id) d;

  delete from hcpcs.finding f where f.release_id = any (concerned) and f.rule like 'change-%';
  insert into hcpcs.finding (release_id, severity, rule, code, field, observed, expected, message)
  select d.* from unnest(concerned) as c (release_id) cross join lateral hcpcs_load.derived_change_finding(c.release_id) d;

  if exists (select from hcpcs.release r where r.edition > of_edition) then
    with placed as materialized (
      select s.release_id, s.place, s.effective_on from hcpcs_load.succession s
    ), judged as (
      select c.code_change_id, case when exists (
          select
          from hcpcs.code_record e
          join hcpcs_load.listing_stretch l on l.record_id = e.record_id
          join placed b on b.release_id = l.first_release
          where e.code = x.code and e.added_date is not distinct from x.added_date and b.effective_on < o.effective_on)
          then 'returned' else 'added' end as change
      from placed o
      join hcpcs.code_change c using (release_id)
      join hcpcs.code_record x on x.code = c.code
      join hcpcs_load.listing_stretch u on u.record_id = x.record_id
      join placed f on f.release_id = u.first_release and f.place <= o.place
      left join placed n on n.release_id = u.next_release
      where c.change in ('added', 'returned') and o.effective_on > (of_edition || '-01')::date and coalesce(n.place > o.place, true)
    )
    update hcpcs.code_change h
    set change = j.change
    from judged j
    where j.code_change_id = h.code_change_id and j.change <> h.change;

    delete from hcpcs.code_change h
    using hcpcs.release r
    where r.release_id = h.release_id and r.edition > of_edition and h.after_gap and h.release_id <> all (concerned);
    insert into hcpcs.code_change (release_id, code, change, field, old_value, new_value, action, effective_on, silent, after_gap)
    with placed as materialized (
      select s.release_id, s.place, s.edition from hcpcs_load.succession s
    ), came as (
      select o.release_id, array_agg(x.record_id) as records
      from placed o
      join hcpcs.code_change c using (release_id)
      join hcpcs.code_record x on x.code = c.code
      join hcpcs_load.listing_stretch u on u.record_id = x.record_id
      join placed f on f.release_id = u.first_release and f.place <= o.place
      left join placed n on n.release_id = u.next_release
      where c.change in ('added', 'returned') and o.edition > of_edition and o.release_id <> all (concerned)
        and coalesce(n.place > o.place, true)
      group by o.release_id
    )
    select d.* from came c cross join lateral hcpcs_load.derived_return(c.release_id, c.records) d;
  end if;
end
$$;

-- The code that a number of a transaction report stands for: its digits to the base of 36, but for the first, a one.
create function hcpcs_load.code_of_number(number integer)
returns text
language sql
immutable
as $$
  select case
      when number < 46656 then ''
      else substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', number / 1679616 % 36 + 1, 1) || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', number / 46656 % 36 + 1, 1)
        || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', number / 1296 % 36 + 1, 1)
    end || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', number / 36 % 36 + 1, 1) || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', number % 36 + 1, 1)
$$;

-- Holds the transaction reports of a release against its records and, where the edition before is the one that they speak of, against
-- hcpcs.code_change. What the reports of CMS compare with is the edition before as it stood after its corrections, not as it was
-- published. A code that a correction added, ended or brought back with effect by the edition before is therefore news to its successor's
-- records and none to its report (late). Of more than a hundred findings of one kind one line is made. Reads
-- hcpcs_load.transaction_report, hcpcs_load.succession, the listing of the release and hcpcs.code_change.
create function hcpcs_load.derived_transaction_finding(of_release integer)
returns table (release_id integer, severity text, rule text, code text, field text, file text, line integer, observed text,
  expected text, message text)
language plpgsql
stable
rows 100
set enable_nestloop = off
set jit = off
as $$
#variable_conflict use_column
declare
  is_next boolean;
  previous_on date;
begin
  select s.is_next, s.previous_on into is_next, previous_on from hcpcs_load.succession s where s.release_id = of_release;
  return query
  with reported as (
    select t.file, hcpcs_load.code_of_number(s.number::integer) as code, s.line, s.change, s.action
    from hcpcs_load.transaction_report t
    cross join lateral (
      -- Arrays come out in their order. To sort them by their places, or to unnest them all at once, would take as long as all the rest.
      select sum(u.code_step) over w as number, sum(u.step) over w as line, u.change, u.action
      from (
        select unnest(t.code_steps) as code_step, unnest(t.line_steps) as step, unnest(t.changes) as change, unnest(t.actions) as action) u
      window w as (rows unbounded preceding)) s
    where t.release_id = of_release
  ), listed as (
    select r.code, r.record_id, r.action as record_action, r.added_date, r.action_effective_date, r.termination_date
    from (select unnest(c.record_ids) as record_id from hcpcs_load.release_content c where c.release_id = of_release) m
    join hcpcs.code_record r using (record_id)
  ), changed as materialized (
    select h.code, h.change, h.field,
      h.field <> 'action_effective_date' and lower(h.old_value) is distinct from lower(h.new_value) as differs
    from hcpcs.code_change h
    where h.release_id = of_release and not h.after_gap
  ), said as materialized (
    -- Of the thousands of rows that say of an unchanged code that it did not change, nothing more is asked.
    select file, code, r.lists_unchanged, s.line, s.change, s.action, r.record_id, r.record_action, r.added_date,
      r.action_effective_date, r.termination_date
    from reported s
    full join (
      select t.file, 'N' = any (t.actions) as lists_unchanged, l.*
      from hcpcs_load.transaction_report t
      cross join listed l
      where t.release_id = of_release) r using (file, code)
    where s.line is null or r.record_id is null or s.action is distinct from 'N' or r.record_action is distinct from 'N'
      or code in (select c.code from changed c)
  ), claim (action, names, besides, along) as (
    -- What each action code claims: fields of which one changes; for B, fields of which one changes besides; and fields that go along
    -- with such a change without a word. N claims nothing.
    values
      ('A', '^added_date$', null, '.'),
      ('B', '^long_description$', '^(coverage|carriers|statute|lab_|cross_|processing_note|added_date)', '^short_'),
      ('C', '^long_description$', null, '^short_'),
      ('D', '^termination_date$', null, '^(cross_|asc_|mog_)'),
      ('F', '^(coverage|carriers|statute|lab_|cross_|processing_note|added_date)', null, null),
      ('P', '^(pricing_|multiple_|asc_|mog_|anesthesia)', null, null),
      ('R', '^termination_date$', null, '.'),
      ('S', '^short_', null, null),
      ('T', '^(betos|type_)', null, null)
  ), computed as materialized (
    select s.file, s.code,
      coalesce(bool_or(h.change in ('added', 'returned')), false) as came,
      coalesce(bool_or(h.change = 'terminated'), false) as ended,
      coalesce(bool_or(h.change = 'reactivated'), false) as revived,
      coalesce(bool_or(h.field = 'action_effective_date'), false) as dated,
      coalesce(bool_or(h.field ~ c.names) and (c.besides is null or bool_or(h.field ~ c.besides)), false) as shown,
      string_agg(h.field, ', ' order by h.field) filter (where h.differs) as fields,
      string_agg(h.field, ', ' order by h.field)
        filter (where h.differs and h.field !~ concat_ws('|', c.names, c.besides, c.along)) as others
    from said s
    left join claim c using (action)
    left join changed h using (code)
    where is_next and s.record_id is not null and s.action is not null
    group by s.file, s.code, c.besides
  ), compared as (
    select s.*, k.came, k.ended, k.revived, k.dated, k.shown, k.fields, k.others,
      case
        when k.came then coalesce(s.added_date > previous_on, true)
        when k.ended then coalesce(s.termination_date >= previous_on, true)
        when k.revived then coalesce(s.action_effective_date > previous_on, true)
      end as is_recent
    from said s
    join computed k using (file, code)
  ), judged as materialized (
    select c.*,
      case
        when c.action = 'N' then
          case
            when c.is_recent then 'change'
            when c.came or c.ended or c.revived then 'late'
            when c.fields is not null then 'silent'
            when c.dated then 'date'
          end
        when not c.came and not c.shown or c.action = 'D' and c.termination_date is null then 'change'
        when c.came and c.action not in ('A', 'D', 'R') and not c.is_recent then 'late'
        when not c.came and c.others is not null then 'partial'
      end as verdict
    from compared c
  ), disagreement (severity, rule, code, field, file, line, observed, expected, message) as (
    select 'warning', 'transaction-action', s.code, 'action', s.file, s.line, s.change, coalesce(s.record_action, 'blank'),
      'the report names another change than the action code of the record'
    from said s
    where s.record_id is not null and s.action is distinct from s.record_action and s.action is not null
    union all
    select 'warning', 'transaction-missing-code', s.code, null, s.file, s.line, s.change, null,
      'the report names a code that the edition does not list'
    from said s
    where s.record_id is null
    union all
    -- A report without any code that did not change lists changes only.
    select 'warning', 'transaction-unlisted-code', s.code, null, s.file, null, null, 'action ' || coalesce(s.record_action, 'blank'),
      'the edition lists a code that the report does not name'
    from said s
    where s.line is null and (s.lists_unchanged or s.record_action is distinct from 'N')
    union all
    select v.severity, 'transaction-' || j.verdict, j.code,
      case j.verdict when 'partial' then j.others else j.fields end,
      j.file, j.line, j.change,
      case
        when j.came then concat_ws(', ', 'new', 'added ' || j.added_date)
        when j.ended then 'terminated ' || j.termination_date
        when j.revived then 'reactivated'
        when j.fields is not null then 'changed'
        when j.dated then 'new action effective date'
        else 'no change'
      end,
      v.message
    from judged j
    join (
      values
        ('change', 'warning', 'the report and the records do not show the same change since the edition before'),
        ('late', 'info', 'the report counts a change to the edition before, which does not show it'),
        ('silent', 'info', 'the report says that nothing changed, but fields did'),
        ('date', 'info', 'the report says that nothing changed, but the action effective date did'),
        ('partial', 'info', 'more fields changed than the report says')
    ) as v (verdict, severity, message) using (verdict)
  ), counted as (
    select d.*, count(*) over (partition by d.file, d.severity, d.rule, d.message) as alike
    from disagreement d
  )
  select of_release, c.severity, c.rule, c.code, c.field, c.file, c.line::integer, c.observed, c.expected, c.message
  from counted c
  where c.alike <= 100
  union all
  select of_release, c.severity, c.rule, null, null, c.file, null,
    count(*) || ' codes: ' || string_agg(c.code, ' ' order by c.code collate "C"), null, c.message
  from counted c
  where c.alike > 100
  group by c.severity, c.rule, c.file, c.message;
end
$$;

-- Makes the findings of the comparison with transaction reports so, for an edition whose releases or reports changed, and for the edition
-- after it. hcpcs.code_change must be up to date. Other findings about reports, on what is wrong with the files, are left alone.
create function hcpcs_load.refresh_transactions(of_edition text)
returns void
language plpgsql
as $$
declare
  concerned integer[] := array(
    select r.release_id
    from hcpcs.release r
    where r.edition in (of_edition, (select min(n.edition) from hcpcs.release n where n.edition > of_edition)));
begin
  delete from hcpcs.finding f
  where f.release_id = any (concerned)
    and f.rule in (
      'transaction-action', 'transaction-missing-code', 'transaction-unlisted-code', 'transaction-change',
      'transaction-late', 'transaction-silent', 'transaction-date', 'transaction-partial');
  insert into hcpcs.finding (release_id, severity, rule, code, field, file, line, observed, expected, message)
  select d.*
  from (select distinct t.release_id from hcpcs_load.transaction_report t where t.release_id = any (concerned)) r
  cross join lateral hcpcs_load.derived_transaction_finding(r.release_id) d;
end
$$;

-- Brings the search tables up to date with hcpcs_load.newest_listing. Reads the codes of hcpcs_load.listing_change alone; only those
-- whose descriptions changed are read again, and of the words only those that came to or left a description are counted.
create function hcpcs_load.refresh_search()
returns void
language plpgsql
as $$
begin
  with changed as materialized (
    select c.code, n.record_id, e.effective_on as last_listed_on, r.kind, r.added_date, r.termination_date,
      n.record_id is null or d.record_id is null
        or (r.short_description, r.long_description) is distinct from (o.short_description, o.long_description) as says_else,
      array[coalesce(r.short_description, ''), coalesce(r.long_description, '')] as says,
      array[coalesce(o.short_description, ''), coalesce(o.long_description, '')] as said
    from hcpcs_load.listing_change c
    left join hcpcs_load.newest_listing n using (code)
    left join hcpcs.release e on e.release_id = n.absent_after
    left join hcpcs.search_document d using (code)
    left join hcpcs.code_record r on r.record_id = n.record_id
    left join hcpcs.code_record o on o.record_id = d.record_id
    where (n.record_id, e.effective_on) is distinct from (d.record_id, d.last_listed_on)
  ), described as materialized (
    select c.code, c.record_id, c.last_listed_on, c.kind, c.added_date, c.termination_date, v.step,
      hcpcs.search_normal(v.texts[1]) as short_words, hcpcs.search_normal(v.texts[2]) as long_words
    from changed c
    cross join lateral (values (c.said, -1), (c.says, 1)) as v (texts, step)
    where c.says_else and v.texts <> '{"",""}'
  ), turned as materialized (
    -- A tsvector holds each word of a code once.
    select w.word, sum(t.step)::integer as documents
    from described t
    cross join unnest(tsvector_to_array(array_to_tsvector(
      array_remove(string_to_array(t.short_words || ' ' || t.long_words, ' '), '')))) as w (word)
    group by w.word
    having sum(t.step) <> 0
  ), gone as (
    delete from hcpcs.search_document d using changed c where c.code = d.code and c.record_id is null
  ), moved as (
    update hcpcs.search_document d
    set record_id = c.record_id, added_date = c.added_date, termination_date = c.termination_date, last_listed_on = c.last_listed_on
    from changed c
    where d.code = c.code and not c.says_else
  ), come as (
    insert into hcpcs.search_document
    select t.code, t.kind, t.record_id, t.added_date, t.termination_date, t.last_listed_on,
      hcpcs.search_weights(t.code, t.short_words, t.long_words)
    from described t
    where t.step = 1
    on conflict (code) do update
    set kind = excluded.kind, record_id = excluded.record_id, added_date = excluded.added_date,
      termination_date = excluded.termination_date, last_listed_on = excluded.last_listed_on, terms = excluded.terms
  ), unsaid as (
    delete from hcpcs.search_word w using turned t where t.word = w.word and w.documents + t.documents = 0
  ), counted as (
    update hcpcs.search_word w
    set documents = w.documents + t.documents
    from turned t
    where t.word = w.word and w.documents + t.documents <> 0
  )
  insert into hcpcs.search_word (word, lexeme, documents, trigrams)
  select t.word, hcpcs.search_lexeme(t.word), t.documents,
    case when t.word ~ '^[a-z]{4,}$' then hcpcs.search_trigrams(t.word) else '{}' end
  from turned t
  where not exists (select from hcpcs.search_word w where w.word = t.word);
  perform hcpcs_load.finish_search_index();
end
$$;

-- Tells those who follow the database what became of each code: hcpcs.change_event, and a notification on the channel hcpcs_change. Reads
-- hcpcs_load.listing_change, which it empties, hcpcs_load.newest_listing and hcpcs.code_history. A transaction that is taken back tells
-- nothing.
create function hcpcs_load.tell_events()
returns void
language plpgsql
as $$
declare
  last_event_id bigint;
begin
  with step as (
    select b.code,
      case
        when l.record_id is null then 'absent'
        when b.old_record_id is null then 'add'
        when (select min(h.meaning) from hcpcs.code_history h where h.code = b.code and h.record_id = b.old_record_id)
          <> (select min(h.meaning) from hcpcs.code_history h where h.code = b.code and h.record_id = l.record_id) then 'reuse'
        when b.old_listed and l.absent_after is not null then 'absent'
        when not b.old_listed and l.absent_after is null then 'return'
        when o.record_id is not null and o.termination_date is null and n.termination_date is not null then 'terminate'
        when o.termination_date is not null and n.termination_date is null then 'reactivate'
        else 'change'
      end as operation,
      b.old_record_id, l.record_id as new_record_id, b.old_listed, l.record_id is not null and l.absent_after is null as new_listed
    from hcpcs_load.listing_change b
    left join hcpcs_load.newest_listing l using (code)
    left join hcpcs.code_record o on o.record_id = b.old_record_id
    left join hcpcs.code_record n on n.record_id = l.record_id
    where b.old_record_id is distinct from l.record_id
      or b.old_listed is distinct from (l.record_id is not null and l.absent_after is null)
  )
  insert into hcpcs_load.code_event
    (first_event_id, edition, operations, old_record_ids, new_record_ids, old_listed, new_listed)
  select (select coalesce(max(first_event_id + cardinality(operations)), 1) from hcpcs_load.code_event),
    (select max(x.edition) from hcpcs.release x where x.is_current_revision),
    array_agg(s.operation), array_agg(s.old_record_id), array_agg(s.new_record_id), array_agg(s.old_listed), array_agg(s.new_listed)
  from (select * from step order by code collate "C") s
  having count(*) > 0
  returning first_event_id + cardinality(operations) - 1 into last_event_id;
  if last_event_id is not null then
    perform pg_notify('hcpcs_change', last_event_id::text);
  end if;
  delete from hcpcs_load.listing_change; -- not truncated, which would wait for every verify and every dump
end
$$;

-- Removes records that no release holds any more, and readings of units and spellings of statutes that no record has, and returns how many
-- records went. Events outlive the records that they speak of. Reads hcpcs_load.listing_stretch.
create function hcpcs_load.remove_unheld_records()
returns bigint
language plpgsql
as $$
declare
  removed bigint;
begin
  with gone as (
    delete from hcpcs.code_record r
    where not exists (select from hcpcs_load.listing_stretch l where l.record_id = r.record_id)
    returning r.record_id, jsonb_strip_nulls(to_jsonb(r) - '{record_id, content_hash, descriptive_hash, unit_reading}'::text[]) as record
  ), kept as (
    insert into hcpcs_load.told_record (record_id, record)
    select g.record_id, g.record
    from gone g
    where g.record_id in (select unnest(e.new_record_ids) from hcpcs_load.code_event e)
  )
  select count(*) into removed from gone;
  delete from hcpcs.unit_reading u
  where removed > 0 and not exists (select from hcpcs.code_record r where r.unit_reading = u.reading_id);
  delete from hcpcs.statute_reference s where not exists (select from hcpcs.code_record r where r.statute = s.statute);
  return removed;
end
$$;

-- All values of all indicators, processing notes among them.
create view hcpcs_load.lookup_value as
select 'pricing_indicator' as indicator, code, documented, description, heading, valid_from, valid_to, source
from hcpcs.pricing_indicator
union all
select 'multiple_pricing_indicator', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.multiple_pricing_indicator
union all
select 'lab_certification', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.lab_certification
union all
select 'coverage', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.coverage
union all
select 'asc_payment_group', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.asc_payment_group
union all
select 'mog_payment_group', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.mog_payment_group
union all
select 'mog_payment_policy', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.mog_payment_policy
union all
select 'betos', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.betos
union all
select 'type_of_service', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.type_of_service
union all
select 'action', code, documented, description, heading, valid_from, valid_to, source
from hcpcs.action
union all
select 'processing_note', code, documented, text, null, stated_on, deleted_on, source
from hcpcs.processing_note;

-- The newest wording of each value of an indicator, and the newest heading that it had.
create view hcpcs_load.explained_value as
select distinct on (w.indicator, w.code) w.indicator, w.code, w.description, (
    select h.heading
    from hcpcs.indicator_wording h
    where h.indicator = w.indicator and h.code = w.code and h.heading is not null
    order by h.stated_on desc
    limit 1) as heading, w.valid_from, w.valid_to, w.source
from hcpcs.indicator_wording w
order by w.indicator, w.code, w.stated_on desc;

-- Brings the lookup tables up to date: they follow from what came with the program and from what each release states, in whatever order
-- releases come and go. A table shows the newest wording of each value, and of each note the text of the newest file. Of two layouts of
-- one date the source and the words decide, not the order of loading. A value that nothing explains comes from the first, by name, of
-- the files that have it; without a record that has it, it goes. Findings about values that are explained, and those about values that
-- are not, each have their place. Reads hcpcs_load.stated_wording and stated_note, writes hcpcs.indicator_wording, the lookup tables,
-- hcpcs.finding and hcpcs_load.explained_finding.
create function hcpcs_load.refresh_lookups()
returns void
language plpgsql
as $$
declare
  lookup record;
begin
  delete from hcpcs.indicator_wording w
  where not w.built_in
    and not exists (
      select
      from hcpcs_load.stated_wording s
      where (s.indicator, s.code, s.stated_on) = (w.indicator, w.code, w.stated_on));

  insert into hcpcs.indicator_wording as w (indicator, code, stated_on, description, heading, valid_from, valid_to, source)
  select distinct on (indicator, code, stated_on) indicator, code, stated_on, description, heading, valid_from, valid_to, source
  from hcpcs_load.stated_wording
  order by indicator, code, stated_on, source desc, description desc
  on conflict (indicator, code, stated_on) do update
  set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, source = excluded.source
  where not w.built_in
    and (w.description, w.heading, w.valid_from, w.valid_to, w.source)
      is distinct from (excluded.description, excluded.heading, excluded.valid_from, excluded.valid_to, excluded.source);

  insert into hcpcs.processing_note as n (code, text, deleted_on, documented, source, stated_on)
  select distinct on (s.code) s.code, s.text, s.deleted_on, true, s.source, r.published_on
  from hcpcs_load.stated_note s
  join hcpcs.release r using (release_id)
  order by s.code, r.published_on desc, s.source desc, s.text desc
  on conflict (code) do update
  set text = excluded.text, deleted_on = excluded.deleted_on, documented = true, source = excluded.source,
    stated_on = excluded.stated_on
  where (n.text, n.deleted_on, n.documented, n.source, n.stated_on)
    is distinct from (excluded.text, excluded.deleted_on, true, excluded.source, excluded.stated_on);

  for lookup in
    with stale as materialized (
      select coalesce(e.indicator, l.indicator) as name
      from hcpcs_load.explained_value e
      full join (select * from hcpcs_load.lookup_value where indicator <> 'processing_note') l using (indicator, code)
      where e.code is null
        or (e.description, e.heading, e.valid_from, e.valid_to, true, e.source)
          is distinct from (l.description, l.heading, l.valid_from, l.valid_to, l.documented, l.source)
      union all
      select 'processing_note'
      from hcpcs.processing_note n
      where not exists (select from hcpcs_load.stated_note s where s.code = n.code)
    )
    select l.name, l.columns, l.name = 'processing_note' as is_note
    from (
      values
        ('pricing_indicator', 'r.pricing_indicator_1, r.pricing_indicator_2, r.pricing_indicator_3, r.pricing_indicator_4'),
        ('multiple_pricing_indicator', 'r.multiple_pricing_indicator'),
        ('lab_certification', 'r.lab_certification_1, r.lab_certification_2, r.lab_certification_3, r.lab_certification_4, r.lab_certification_5, r.lab_certification_6, r.lab_certification_7, r.lab_certification_8'),
        ('coverage', 'r.coverage'),
        ('asc_payment_group', 'r.asc_payment_group'),
        ('mog_payment_group', 'r.mog_payment_group'),
        ('mog_payment_policy', 'r.mog_payment_policy'),
        ('betos', 'r.betos'),
        ('type_of_service', 'r.type_of_service_1, r.type_of_service_2, r.type_of_service_3, r.type_of_service_4, r.type_of_service_5'),
        ('action', 'r.action'),
        ('processing_note', 'r.processing_note')
    ) as l (name, columns)
    where l.name in (select s.name from stale s)
  loop
    if not lookup.is_note then
      execute format(
        'insert into hcpcs.%1$I as l (code, description, heading, valid_from, valid_to, documented, source)
        select e.code, e.description, e.heading, e.valid_from, e.valid_to, true, e.source
        from hcpcs_load.explained_value e
        where e.indicator = %1$L
        on conflict (code) do update
        set description = excluded.description, heading = excluded.heading, valid_from = excluded.valid_from,
          valid_to = excluded.valid_to, documented = true, source = excluded.source
        where (l.description, l.heading, l.valid_from, l.valid_to, l.documented, l.source)
          is distinct from (excluded.description, excluded.heading, excluded.valid_from, excluded.valid_to, true, excluded.source)',
        lookup.name);
    end if;
    execute format(
      'update hcpcs.%1$I l
      set %2$s, documented = false, source = coalesce((
          select min(f.file)
          from (
            select rule, field, observed, file from hcpcs.finding
            union all
            select rule, field, observed, file from hcpcs_load.explained_finding
          ) f
          where f.rule = ''indicator-undocumented'' and f.observed = l.code and regexp_replace(f.field, ''_[1-9]$'', '''') = %1$L), l.source)
      where not exists (select from %3$s)',
      lookup.name,
      case when lookup.is_note then 'text = null, deleted_on = null, stated_on = ''-infinity'''
        else 'description = null, heading = null, valid_from = null, valid_to = null' end,
      case when lookup.is_note then 'hcpcs_load.stated_note s where s.code = l.code'
        else format('hcpcs.indicator_wording w where w.indicator = %L and w.code = l.code', lookup.name) end);
    execute format(
      'delete from hcpcs.%I l where not l.documented and not exists (select from hcpcs.code_record r where l.code in (%s))',
      lookup.name, lookup.columns);
  end loop;

  with moved as (
    delete from hcpcs.finding f
    where f.rule = 'indicator-undocumented'
      and exists (
        select
        from hcpcs_load.lookup_value l
        where l.indicator = regexp_replace(f.field, '_[1-9]$', '') and l.code = f.observed and l.documented)
    returning f.release_id, f.severity, f.rule, f.code, f.field, f.file, f.line, f.observed, f.expected, f.message
  )
  insert into hcpcs_load.explained_finding (release_id, severity, rule, code, field, file, line, observed, expected, message)
  select * from moved;

  with moved as (
    delete from hcpcs_load.explained_finding f
    where f.rule = 'indicator-undocumented'
      and not exists (
        select
        from hcpcs_load.lookup_value l
        where l.indicator = regexp_replace(f.field, '_[1-9]$', '') and l.code = f.observed and l.documented)
    returning f.release_id, f.severity, f.rule, f.code, f.field, f.file, f.line, f.observed, f.expected, f.message
  )
  insert into hcpcs.finding (release_id, severity, rule, code, field, file, line, observed, expected, message)
  select * from moved;
end
$$;
