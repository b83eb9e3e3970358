delete from hcpcs_load.invariant;
