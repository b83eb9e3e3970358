-- Which session writes. Only the loader may change the row, so that nobody else can keep a run from beginning.
create table hcpcs_load.run_lock (
  only_row boolean primary key default true check (only_row),
  pid integer,
  login_id oid,
  session_started_at timestamptz,
  server_started_at timestamptz
);
insert into hcpcs_load.run_lock default values;
