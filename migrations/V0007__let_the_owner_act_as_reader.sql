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
