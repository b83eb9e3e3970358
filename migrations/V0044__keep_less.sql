-- Hundreds of records say what a unit is in the same words: each reading is stored once, and a record has its number.
create table hcpcs.unit_reading (
  reading_id integer generated always as identity primary key,
  amount numeric not null check (amount > 0),
  unit text not null references hcpcs.unit_of_measure,
  ucum text not null check (ucum <> ''),
  basis text not null check (basis in ('exact', 'up to', 'per', 'each')),
  source_text text not null check (source_text <> ''),
  unique (amount, unit, ucum, basis, source_text)
);

insert into hcpcs.unit_reading (amount, unit, ucum, basis, source_text)
select distinct amount, unit, ucum, basis, source_text from hcpcs.code_unit;

-- Not by an update, which would leave the room of the old rows behind.
create function hcpcs_load.reading_of(record integer)
returns integer
language sql
stable
as $$
  select g.reading_id
  from hcpcs.code_unit u
  join hcpcs.unit_reading g using (amount, unit, ucum, basis, source_text)
  where u.record_id = record
$$;

alter table hcpcs.code_record add column unit_reading integer;
alter table hcpcs.code_record alter column unit_reading type integer using hcpcs_load.reading_of(record_id);
drop function hcpcs_load.reading_of(integer);
drop view if exists hcpcs.cross_reference, hcpcs.code_current, hcpcs.modifier_current, hcpcs.code_detail;
drop table hcpcs.code_unit;
alter table hcpcs_load.unit_rule drop column up_to_record_id;

-- Which records are new is asked for all of a release at once, and what a row of the history says of its record is asked by code: no
-- index for that, nor a constraint that would need it. hcpcs verify holds both.
alter table hcpcs.code_record drop constraint code_record_content_hash_key;
alter table hcpcs.code_history drop constraint code_history_record_id_fkey;
drop index hcpcs.code_history_record_id_idx;
alter table hcpcs.code_change drop constraint code_change_pkey;

-- Where a row has room for its next state beside it, no index gets an entry for that.
alter table hcpcs_load.listing_stretch set (fillfactor = 80);
alter table hcpcs_load.newest_listing set (fillfactor = 95);
alter table hcpcs.code_history set (fillfactor = 90);
alter table hcpcs.search_word set (fillfactor = 90);

-- The list in which words of descriptions wait is part of the index, which never gets smaller: it takes as many words as are worth it.
alter index hcpcs.search_document_terms_idx set (gin_pending_list_limit = 64);
alter index hcpcs.search_word_trigrams_idx set (gin_pending_list_limit = 64);

-- Codes in the order of a report are compressed to a tenth as numbers, each less the one before: that of A0021 is 1A0021 to the base of 36.
alter table hcpcs_load.transaction_report add column code_steps integer[];

update hcpcs_load.transaction_report t
set code_steps = (
  select coalesce(array_agg(s.number - s.before order by s.place), '{}')
  from (
    select c.place, n.number, coalesce(lag(n.number) over (order by c.place), 0) as before
    from unnest(t.codes) with ordinality as c (code, place)
    cross join lateral (
      select sum(
          (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr('1' || c.code, i, 1)) - 1) * (36 ^ (length(c.code) + 1 - i))::integer)::integer
          as number
      from generate_series(1, length(c.code) + 1) i) n) s);

alter table hcpcs_load.transaction_report drop column codes;
alter table hcpcs_load.transaction_report
  alter column code_steps type integer[] using code_steps || '{}'::integer[], -- rows are written anew, without what is dropped
  alter column code_steps set not null,
  add check (
    cardinality(code_steps) = cardinality(line_steps)
    and cardinality(code_steps) = cardinality(changes)
    and cardinality(code_steps) = cardinality(actions));
