-- The index of the exclusion constraint begins with the code too, and a look-up by code uses it.
drop index hcpcs.code_history_code_idx;
