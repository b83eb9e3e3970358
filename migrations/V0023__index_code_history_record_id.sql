-- Without it the removal of a record looks through the whole history for rows that refer to it: most of what a rollback takes.
create index code_history_record_id_idx on hcpcs.code_history (record_id);
