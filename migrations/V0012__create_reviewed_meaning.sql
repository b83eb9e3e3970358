-- What people decided on the meaning of reused codes, against the rule.
create table hcpcs_load.reviewed_meaning (
  code text not null,
  edition text not null check (edition ~ '^[0-9]{4}-(01|04|07|10)$'),
  meaning text not null check (meaning in ('same', 'new')),
  reason text not null,
  primary key (code, edition)
);
