-- Files that are not numbered, the R__ ones, say nothing of who is newer: a program compares this number with its own.
alter table hcpcs_load.schema_state add column generation integer not null default 0;
