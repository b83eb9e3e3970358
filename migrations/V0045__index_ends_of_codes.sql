-- Whoever judges claim lines asks at each start for the records that say when a code ended and what took its place: one in eight.
create index code_record_record_id_idx on hcpcs.code_record (record_id)
  include (termination_date, cross_reference_1, cross_reference_2, cross_reference_3, cross_reference_4, cross_reference_5)
  where coalesce(cross_reference_1, cross_reference_2, cross_reference_3, cross_reference_4, cross_reference_5) is not null
    or termination_date is not null;
