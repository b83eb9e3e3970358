-- The page of a code asks which codes refer to it.
create index code_record_expr_idx on hcpcs.code_record
using gin ((array[cross_reference_1, cross_reference_2, cross_reference_3, cross_reference_4, cross_reference_5])) with (fastupdate = off);
