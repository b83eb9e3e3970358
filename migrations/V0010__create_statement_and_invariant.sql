-- What each release says of values and notes, so that the lookup tables follow from the releases that are there: when one goes,
-- its wordings go with it, and those of the others stand again.
create table hcpcs_load.stated_wording (
  release_id integer not null references hcpcs.release on delete cascade,
  source text not null,
  indicator text not null,
  code text not null,
  stated_on date not null,
  description text not null,
  heading text,
  valid_from date,
  valid_to date,
  primary key (release_id, source, indicator, code, stated_on)
);

create table hcpcs_load.stated_note (
  release_id integer not null references hcpcs.release on delete cascade,
  source text not null,
  code text not null,
  text text not null,
  deleted_on date,
  primary key (release_id, source, code)
);

-- Findings that would stand if another release did not explain the value.
create table hcpcs_load.explained_finding (
  release_id integer not null references hcpcs.release on delete cascade,
  severity text not null,
  rule text not null,
  code text,
  field text,
  file text,
  line integer,
  observed text,
  expected text,
  message text not null
);

create index explained_finding_release_id_idx on hcpcs_load.explained_finding (release_id);
create index explained_finding_field_observed_idx on hcpcs_load.explained_finding (field, observed);
create index finding_field_observed_idx on hcpcs.finding (field, observed) where rule = 'indicator-undocumented';

-- A database that was loaded before these tables were there knows only which statements prevailed.
insert into hcpcs_load.stated_wording
  (release_id, source, indicator, code, stated_on, description, heading, valid_from, valid_to)
select distinct f.release_id, w.source, w.indicator, w.code, w.stated_on, w.description, w.heading, w.valid_from, w.valid_to
from hcpcs.indicator_wording w
join hcpcs_load.source_file f on f.name = w.source and f.role = 'record_layout'
where not w.built_in;

insert into hcpcs_load.stated_note (release_id, source, code, text, deleted_on)
select distinct f.release_id, n.source, n.code, n.text, n.deleted_on
from hcpcs.processing_note n
join hcpcs_load.source_file f on f.name = n.source and f.role = 'processing_notes'
where n.documented;

-- Records are removed when no release holds them any more.
create index code_history_record_id_idx on hcpcs.code_history (record_id);
create index newest_listing_record_id_idx on hcpcs_load.newest_listing (record_id);

-- What must hold in this database whatever was loaded: each query returns what violates it, one text per row.
create table hcpcs_load.invariant (
  name text primary key check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  description text not null,
  query text not null
);
