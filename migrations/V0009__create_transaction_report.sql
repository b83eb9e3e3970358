-- What the transaction reports of a release say, an array per column, as most of a report's thousands of rows say "No Change". It is
-- kept because an older edition may come later, and then there is another edition to compare with.
create table hcpcs_load.transaction_report (
  release_id integer not null references hcpcs.release on delete cascade,
  file text not null,
  codes text[] not null,
  lines integer[] not null,
  changes text[] not null,
  actions text[] not null,
  primary key (release_id, file),
  check (
    cardinality(codes) = cardinality(lines)
    and cardinality(codes) = cardinality(changes)
    and cardinality(codes) = cardinality(actions))
);
