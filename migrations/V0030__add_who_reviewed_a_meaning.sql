-- A receipt says who decided that a code means the same as before, or not.
alter table hcpcs_load.reviewed_meaning add column decided_by text;
