-- What a code meant on which dates of service, as it was known on which dates. Derived from the releases; can be rebuilt.
create extension if not exists btree_gist schema hcpcs_load;

create table hcpcs.code_history (
  code text not null,
  kind text not null check (kind in ('procedure', 'modifier')),
  meaning integer not null check (meaning > 0),
  valid_during daterange not null,
  known_during daterange not null check (not isempty(known_during)),
  record_id integer not null references hcpcs.code_record,
  basis text not null check (basis in ('asserted', 'inferred')),
  end_reason text check (end_reason in ('change', 'termination')),
  absent_since date,
  evidence text,
  exclude using gist (code with =, valid_during with &&, known_during with &&)
);

create index code_history_code_idx on hcpcs.code_history (code);

create table hcpcs.code_change (
  code_change_id bigint generated always as identity primary key,
  release_id integer not null references hcpcs.release on delete cascade,
  code text not null,
  change text not null
    check (change in ('added', 'changed', 'terminated', 'reactivated', 'absent', 'dropped', 'returned')),
  field text,
  old_value text,
  new_value text,
  action text,
  effective_on date,
  silent boolean not null
);

create index code_change_release_id_idx on hcpcs.code_change (release_id);
create index code_change_code_idx on hcpcs.code_change (code);
