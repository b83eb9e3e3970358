-- When a site last changed what it says itself: policies, notes, synonyms of the search. The row always says the same; which transaction
-- wrote it tells one state from another, so that a server knows what it may keep.
create table hcpcs.site_change (
  only_row boolean primary key default true check (only_row)
);

insert into hcpcs.site_change default values;

create function hcpcs_load.touch_site_change()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog
as $$
begin
  update hcpcs.site_change set only_row = true;
  return null;
end
$$;

create trigger policy_touch_site_change after insert or update or delete or truncate on hcpcs.policy
for each statement execute function hcpcs_load.touch_site_change();

create trigger code_note_touch_site_change after insert or update or delete or truncate on hcpcs.code_note
for each statement execute function hcpcs_load.touch_site_change();

create trigger search_synonym_touch_site_change after insert or update or delete or truncate on hcpcs.search_synonym
for each statement execute function hcpcs_load.touch_site_change();
