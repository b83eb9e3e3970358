-- Default privileges reach only what the same login makes, and not what was there before: all rights are given again after each
-- migration. Things in our schemas that belong to somebody else are left alone.
do $$
declare
  thing record;
begin
  for thing in
    select n.nspname as home, format('%I.%I', n.nspname, c.relname) as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('hcpcs', 'hcpcs_load') and c.relkind in ('r', 'p', 'v', 'm') and pg_has_role(c.relowner, 'usage')
  loop
    if thing.name in ('hcpcs_load.flyway_schema_history', 'hcpcs_load.schema_state', 'hcpcs_load.invariant') then
      execute format('revoke all on %s from hcpcs_loader', thing.name);
      execute format('grant select on %s to hcpcs_loader', thing.name);
    else
      execute format('grant select, insert, update, delete, truncate on %s to hcpcs_loader', thing.name);
    end if;
    if thing.home = 'hcpcs' then
      execute format('grant select on %s to hcpcs_reader', thing.name);
    end if;
  end loop;

  for thing in
    select p.oid::regprocedure as name
    from pg_catalog.pg_proc p
    where p.pronamespace = 'hcpcs'::regnamespace and pg_has_role(p.proowner, 'usage')
  loop
    execute format('grant execute on function %s to hcpcs_reader, hcpcs_loader', thing.name);
  end loop;

  -- Whoever loads also reads.
  if not pg_has_role('hcpcs_loader', 'hcpcs_reader', 'member') then
    begin
      grant hcpcs_reader to hcpcs_loader;
    exception
      when insufficient_privilege or unique_violation or internal_error then
        null; -- the roles belong to somebody else, or another database of this server does it just now
    end;
  end if;
end
$$;
