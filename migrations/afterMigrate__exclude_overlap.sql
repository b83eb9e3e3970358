-- Overlapping rows of the history are kept out by the database where it has the extension btree_gist. Where it may not be created,
-- V0006 comes without it, and hcpcs verify looks for overlaps instead. When it is there later, the next migration takes it up. The bytes
-- of a code make a number that no other code of up to eight has, and numbers are compared and sorted in much faster than texts.
do $$
begin
  if exists (
    select
    from pg_catalog.pg_constraint
    where conrelid = 'hcpcs.code_history'::regclass and conname = 'code_history_code_valid_during_known_during_excl') then
    return;
  end if;
  if not exists (select from pg_catalog.pg_extension where extname = 'btree_gist') then
    begin
      create extension btree_gist schema hcpcs_load;
    exception
      when others then
        return; -- every server has its own way to say no
    end;
  end if;
  alter table hcpcs.code_history
    add constraint code_history_code_valid_during_known_during_excl
    exclude using gist ((('x' || encode(code::bytea, 'hex'))::bit(64)::bigint) with =, valid_during with &&, known_during with &&);
end
$$;
