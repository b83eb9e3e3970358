-- Readers see schema hcpcs; the loader works in both. Roles belong to the whole server, so another database may have made them.
create schema if not exists hcpcs;
create schema if not exists hcpcs_load;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['hcpcs_reader', 'hcpcs_loader'] loop
    begin
      if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception
      when duplicate_object or unique_violation then
        null; -- another database of this server made it a moment ago
    end;
  end loop;
end
$$;

grant usage on schema hcpcs to hcpcs_reader, hcpcs_loader;
grant usage on schema hcpcs_load to hcpcs_loader;
alter default privileges in schema hcpcs grant select on tables to hcpcs_reader;
alter default privileges in schema hcpcs grant select, insert, update, delete, truncate on tables to hcpcs_loader;
alter default privileges in schema hcpcs_load grant select, insert, update, delete, truncate on tables to hcpcs_loader;

-- Queries run as role hcpcs_reader. A superuser may act as anyone; whoever else owns the database must be a member.
do $$
begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant hcpcs_reader to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    null; -- the roles belong to somebody else; a query says then what to ask for
end
$$;
