-- CMS posts a crosswalk anew within its quarter, and the day stands in the name: the latest prevails, whatever was loaded last. A list
-- that somebody else has cleaned stands behind CMS's own file. What cannot be read of a row that is loaded has a table.
alter table hcpcs.reference_release
  add column published_on date,
  add column published_basis text check (published_basis in ('name', 'edition')),
  add column cms_mark text check (cms_mark in ('none', 'name', 'title')),
  drop constraint reference_release_kind_edition_revision_key,
  add unique (kind, edition, revision) deferrable initially deferred;

create table hcpcs.reference_unread (
  reference_id integer not null references hcpcs.reference_release on delete cascade,
  line integer not null check (line > 0),
  reason text not null check (reason <> ''),
  raw text not null
);

create index reference_unread_reference_id_idx on hcpcs.reference_unread (reference_id);

-- Of what is loaded nothing tells the titles but that its rows do not begin in the second line.
with digits as (
  select r.reference_id, n.place, d.part[1]::integer as month, d.part[2]::integer as day, 2000 + d.part[3]::integer as year
  from hcpcs.reference_release r
  cross join lateral (values (1, r.file_name), (2, r.archive_name)) as n (place, name)
  cross join lateral regexp_matches(n.name, '(?<![0-9])([0-9]{2})[-_]?([0-9]{2})[-_]?(?:20)?([0-9]{2})(?![0-9])', 'g') as d (part)
), named as (
  select distinct on (reference_id) reference_id, make_date(year, month, day) as published_on
  from digits
  where case
      when month between 1 and 12 then day between 1 and extract(day from make_date(year, month, 1) + interval '1 month - 1 day')
      else false
    end
  order by reference_id, place
), marked as (
  select r.reference_id,
    concat_ws(' ', r.file_name, r.archive_name) ~* 'NDC[ _-]?HCPCS[ _-]Crosswalk[ _-]?[0-9]{6}([0-9]{2})?([.][a-z]+)?( |$)' as by_name,
    (select min(x.line) from hcpcs.ndc_crosswalk x where x.reference_id = r.reference_id) > 3 as has_titles
  from hcpcs.reference_release r
)
update hcpcs.reference_release r
set published_on = coalesce(n.published_on, r.effective_on),
  published_basis = case when n.published_on is null then 'edition' else 'name' end,
  cms_mark = case when m.by_name and m.has_titles then 'title' when m.by_name then 'name' else 'none' end
from marked m
left join named n using (reference_id)
where m.reference_id = r.reference_id;

with ordered as (
  select reference_id, row_number() over (
      partition by kind, edition
      order by array_position(array['none', 'name', 'title'], cms_mark), published_on, reference_id) as revision
  from hcpcs.reference_release
)
update hcpcs.reference_release r
set revision = o.revision
from ordered o
where o.reference_id = r.reference_id and o.revision <> r.revision;

set constraints all immediate; -- columns cannot be changed while rows wait for a check

alter table hcpcs.reference_release
  alter column published_on set not null,
  alter column published_basis set not null,
  alter column cms_mark set not null;
