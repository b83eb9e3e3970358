-- Most rows of a report follow each other: the steps from row to row are compressed to next to nothing, the rows themselves are not.
alter table hcpcs_load.transaction_report rename column lines to line_steps;
update hcpcs_load.transaction_report
set line_steps = array(
  select l.line - lag(l.line, 1, 0) over (order by l.place)
  from unnest(line_steps) with ordinality as l (line, place)
  order by l.place);

-- Only the removal of records that no release holds any more used them, and it is a matter of seconds without.
drop index hcpcs.code_history_record_id_idx, hcpcs_load.newest_listing_record_id_idx;

-- The exclusion constraint of the history is made anew by afterMigrate, with the code as a number: rows come several times as fast, and
-- a look-up by code has a smaller index of its own.
alter table hcpcs.code_history drop constraint if exists code_history_code_valid_during_known_during_excl;
create index if not exists code_history_code_idx on hcpcs.code_history (code);
