-- The meaning of every object, then its source. hcpcs show --explain and the data dictionary print these. What another file makes anew has none,
-- so this one changes, and runs again, with each generation of the files: generation 11.
comment on schema hcpcs is
  'HCPCS Level II as CMS publishes it, decoded and versioned: what readers query.';
comment on schema hcpcs_load is
  'Where releases came from, what could not be loaded, and how the runs went: what the loader works in.';
comment on table hcpcs.pricing_indicator is
  'Pricing indicator: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.pricing_indicator.code is 'Value as it stands in a record.';
comment on column hcpcs.pricing_indicator.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.pricing_indicator.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.pricing_indicator.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.pricing_indicator.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.pricing_indicator.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.pricing_indicator.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.multiple_pricing_indicator is
  'Multiple pricing indicator: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.multiple_pricing_indicator.code is 'Value as it stands in a record.';
comment on column hcpcs.multiple_pricing_indicator.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.multiple_pricing_indicator.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.multiple_pricing_indicator.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.multiple_pricing_indicator.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.multiple_pricing_indicator.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.multiple_pricing_indicator.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.coverage is
  'Coverage: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.coverage.code is 'Value as it stands in a record.';
comment on column hcpcs.coverage.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.coverage.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.coverage.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.coverage.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.coverage.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.coverage.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.betos is
  'BETOS (Berenson-Eggers type of service): the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.betos.code is 'Value as it stands in a record.';
comment on column hcpcs.betos.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.betos.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.betos.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.betos.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.betos.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.betos.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.type_of_service is
  'Type of service: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.type_of_service.code is 'Value as it stands in a record.';
comment on column hcpcs.type_of_service.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.type_of_service.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.type_of_service.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.type_of_service.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.type_of_service.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.type_of_service.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.action is
  'Action: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.action.code is 'Value as it stands in a record.';
comment on column hcpcs.action.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.action.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.action.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.action.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.action.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.action.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.lab_certification is
  'Lab certification: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.lab_certification.code is 'Value as it stands in a record.';
comment on column hcpcs.lab_certification.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.lab_certification.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.lab_certification.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.lab_certification.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.lab_certification.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.lab_certification.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.asc_payment_group is
  'ASC payment group: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.asc_payment_group.code is 'Value as it stands in a record.';
comment on column hcpcs.asc_payment_group.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.asc_payment_group.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.asc_payment_group.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.asc_payment_group.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.asc_payment_group.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.asc_payment_group.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.mog_payment_group is
  'MOG payment group: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.mog_payment_group.code is 'Value as it stands in a record.';
comment on column hcpcs.mog_payment_group.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.mog_payment_group.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.mog_payment_group.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.mog_payment_group.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.mog_payment_group.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.mog_payment_group.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.mog_payment_policy is
  'MOG payment policy: the values of the indicator with the newest wording that a record layout gives them.';
comment on column hcpcs.mog_payment_policy.code is 'Value as it stands in a record.';
comment on column hcpcs.mog_payment_policy.description is 'What the value means, in the words of the record layout; null if no document explains it.';
comment on column hcpcs.mog_payment_policy.heading is 'Group under which the record layout lists the value, or the more general value above it.';
comment on column hcpcs.mog_payment_policy.valid_from is 'First day on which the value holds, where its wording gives one.';
comment on column hcpcs.mog_payment_policy.valid_to is 'Day from which the value no longer holds (exclusive), where its wording gives one.';
comment on column hcpcs.mog_payment_policy.documented is 'Whether a document explains the value; false for a value that only stands in records.';
comment on column hcpcs.mog_payment_policy.source is 'File whose wording this is: the first record layout that gave it, or the code file for an undocumented value.';
comment on table hcpcs.indicator_wording is
  'Every wording that a record layout ever gave a value of an indicator: the meaning that held when an older edition was published.';
comment on column hcpcs.indicator_wording.indicator is 'Name of the lookup table.';
comment on column hcpcs.indicator_wording.code is 'Value as it stands in a record.';
comment on column hcpcs.indicator_wording.stated_on is 'Date of the first record layout with this wording (its AS OF line).';
comment on column hcpcs.indicator_wording.description is 'What the value means, in the words of that layout.';
comment on column hcpcs.indicator_wording.heading is 'Group under which that layout lists the value.';
comment on column hcpcs.indicator_wording.valid_from is 'First day on which the value holds, where the wording gives one.';
comment on column hcpcs.indicator_wording.valid_to is 'Day from which the value no longer holds (exclusive), where the wording gives one.';
comment on column hcpcs.indicator_wording.source is 'File name of that layout.';
comment on column hcpcs.indicator_wording.built_in is 'Whether it came with the program, not with a release.';
comment on table hcpcs.processing_note is
  'Numbered notes of Appendix A of the HCPCS manual, with the text of the newest file that has them. CMS file proc_notes.';
comment on column hcpcs.processing_note.code is 'Four digits, as in the processing note field of a record.';
comment on column hcpcs.processing_note.text is 'The note in one line; null if no file explains the number.';
comment on column hcpcs.processing_note.deleted_on is 'Day on which CMS deleted the note, if it says so.';
comment on column hcpcs.processing_note.documented is 'Whether a file explains the number.';
comment on column hcpcs.processing_note.source is 'File name.';
comment on column hcpcs.processing_note.stated_on is 'Publication date of the release that the file came with.';
comment on table hcpcs.statute_reference is
  'The normal form of every spelling of a statute in the records.';
comment on column hcpcs.statute_reference.statute is 'Spelling as published, such as 1862A7.';
comment on column hcpcs.statute_reference.reference is 'Section of the Social Security Act as 1862(a)(7), or of another act as MMA 621; null for a spelling that cannot be told for sure.';
comment on table hcpcs.not_otherwise_classified is
  'Codes for what has no code of its own ("not otherwise classified"), as the NOC list of an edition names them. CMS file NOC_Codes.';
comment on column hcpcs.not_otherwise_classified.release_id is 'Release that the list came with.';
comment on column hcpcs.not_otherwise_classified.code is 'Code.';
comment on column hcpcs.not_otherwise_classified.long_description is 'Its text in the list.';
comment on column hcpcs.not_otherwise_classified.added_date is 'Its added date in the list.';
comment on column hcpcs.not_otherwise_classified.termination_date is 'Its termination date in the list.';
comment on table hcpcs.section is
  'Sections of the code set, by the first letter of a code.';
comment on column hcpcs.section.letter is 'First letter of the codes.';
comment on column hcpcs.section.title is 'What the section holds.';
comment on table hcpcs.release is
  'One row per loaded revision of an edition, a quarter for which CMS publishes the code set.';
comment on column hcpcs.release.release_id is 'Surrogate key.';
comment on column hcpcs.release.edition is 'Quarter as YYYY-MM, such as 2019-01.';
comment on column hcpcs.release.revision is '1 for the first published content of the quarter, counting upwards in the order of publication.';
comment on column hcpcs.release.effective_on is 'First day of the quarter.';
comment on column hcpcs.release.published_on is 'Since when CMS has published this revision, as far as anything tells; what nothing dates never counts as later than what something dates.';
comment on column hcpcs.release.published_basis is 'What told it: name (a date in the file name), archive (the newest time stamp inside the zip) or edition (nothing; the effective date).';
comment on column hcpcs.release.is_current_revision is 'Whether this is the newest revision of its edition.';
comment on column hcpcs.release.archive_name is 'Name of the zip, or of the loose code file; for a corrected revision, of the newest corrections in it.';
comment on column hcpcs.release.archive_sha256 is 'SHA-256 of the zip, or of the loose code file; its name in the archive folder.';
comment on column hcpcs.release.content_hash is 'Digest over the content hashes and sequence numbers of all records in the order of the file.';
comment on column hcpcs.release.named_revision is 'Revision that the names of its files state; 1 if they state none. Breaks a tie between two revisions of one day.';
comment on column hcpcs.release.codes is 'Distinct procedure codes.';
comment on column hcpcs.release.modifiers is 'Distinct modifiers.';
comment on column hcpcs.release.terminated is 'Records with a termination date.';
comment on column hcpcs.release.records_read is 'Lines of the file with a record identification code, continuations included; rows for a workbook; corrections for a corrected revision.';
comment on column hcpcs.release.rejected is 'Lines that could not be loaded; see hcpcs_load.rejected_line.';
comment on column hcpcs.release.corrects_release_id is
  'The revision as CMS published it of which this is a copy with CMS''s corrections applied; null for a revision that CMS published.';
comment on column hcpcs.release.is_sample is
  'Whether it is of the sample that comes with the program, which is no CMS publication: a mark in its files tells. No release of CMS''s stands beside one.';
comment on column hcpcs.release.loaded_at is 'When the release was published in this database.';
comment on table hcpcs.code_record is
  'One row per distinct content of a record, however many releases hold it. Fields are as published; blank fields are null.';
comment on column hcpcs.code_record.record_id is 'Surrogate key.';
comment on column hcpcs.code_record.content_hash is 'First 16 bytes of the SHA-256 over code, kind and all fields joined by U+001F.';
comment on column hcpcs.code_record.descriptive_hash is 'The same without added, action effective and termination date and action: equal for records that describe the code alike.';
comment on column hcpcs.code_record.unit_reading is 'What the long description says one billed unit stands for, in hcpcs.unit_reading; null where it does not say. As a row of its own: hcpcs.code_unit.';
comment on column hcpcs.code_record.code is 'Procedure code (five characters) or modifier (two). CMS positions 1-5, HCPCS_CD; workbook column HCPC.';
comment on column hcpcs.code_record.kind is 'procedure or modifier, from the record identification code. CMS position 11, HCPCS_REC_IDENT_CD; workbook column RECID.';
comment on column hcpcs.code_record.long_description is
  'Full text of the procedure or modifier: the lines of the record joined with one blank. CMS positions 12-91, HCPCS_LONG_DESC_TXT; workbook column LONG DESCRIPTION.';
comment on column hcpcs.code_record.short_description is
  'Abbreviated text, at most 28 characters. CMS positions 92-119, HCPCS_SHRT_DESC_TXT; workbook column SHORT DESCRIPTION.';
comment on column hcpcs.code_record.pricing_indicator_1 is
  'Methodology for developing unique pricing amounts under Medicare part B; a code may have one to four (position 1 of 4). CMS positions 120-121, HCPCS_PRCNG_IND_CD; workbook column PRICE1.';
comment on column hcpcs.code_record.pricing_indicator_2 is
  'Methodology for developing unique pricing amounts under Medicare part B; a code may have one to four (position 2 of 4). CMS positions 122-123, HCPCS_PRCNG_IND_CD; workbook column PRICE2.';
comment on column hcpcs.code_record.pricing_indicator_3 is
  'Methodology for developing unique pricing amounts under Medicare part B; a code may have one to four (position 3 of 4). CMS positions 124-125, HCPCS_PRCNG_IND_CD; workbook column PRICE3.';
comment on column hcpcs.code_record.pricing_indicator_4 is
  'Methodology for developing unique pricing amounts under Medicare part B; a code may have one to four (position 4 of 4). CMS positions 126-127, HCPCS_PRCNG_IND_CD; workbook column PRICE4.';
comment on column hcpcs.code_record.multiple_pricing_indicator is
  'Whether and how a procedure could be priced under several methodologies. CMS positions 128-128, HCPCS_MLTPL_PRCNG_IND_CD; workbook column MULT_PI.';
comment on column hcpcs.code_record.coverage_issues_manual_1 is
  'Section of the Coverage Issues Manual, now the National Coverage Determinations Manual (position 1 of 3). CMS positions 129-134, HCPCS_CIM_RFRNC_SECT_NUM; workbook column CIM1.';
comment on column hcpcs.code_record.coverage_issues_manual_2 is
  'Section of the Coverage Issues Manual, now the National Coverage Determinations Manual (position 2 of 3). CMS positions 135-140, HCPCS_CIM_RFRNC_SECT_NUM; workbook column CIM2.';
comment on column hcpcs.code_record.coverage_issues_manual_3 is
  'Section of the Coverage Issues Manual, now the National Coverage Determinations Manual (position 3 of 3). CMS positions 141-146, HCPCS_CIM_RFRNC_SECT_NUM; workbook column CIM3.';
comment on column hcpcs.code_record.carriers_manual_1 is
  'Section of the Medicare Carriers Manual, now the Internet-Only Manuals (position 1 of 3). CMS positions 147-154, HCPCS_MCM_RFRNC_SECT_NUM; workbook column MCM1.';
comment on column hcpcs.code_record.carriers_manual_2 is
  'Section of the Medicare Carriers Manual, now the Internet-Only Manuals (position 2 of 3). CMS positions 155-162, HCPCS_MCM_RFRNC_SECT_NUM; workbook column MCM2.';
comment on column hcpcs.code_record.carriers_manual_3 is
  'Section of the Medicare Carriers Manual, now the Internet-Only Manuals (position 3 of 3). CMS positions 163-170, HCPCS_MCM_RFRNC_SECT_NUM; workbook column MCM3.';
comment on column hcpcs.code_record.statute is
  'Section of the Social Security Act on which coverage or non-coverage rests, spelled as published. CMS positions 171-180, HCPCS_STATUTE_NUM; workbook column STATUTE.';
comment on column hcpcs.code_record.lab_certification_1 is
  'Specialty certification that a laboratory needs for the test (position 1 of 8). CMS positions 181-183, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT1.';
comment on column hcpcs.code_record.lab_certification_2 is
  'Specialty certification that a laboratory needs for the test (position 2 of 8). CMS positions 184-186, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT2.';
comment on column hcpcs.code_record.lab_certification_3 is
  'Specialty certification that a laboratory needs for the test (position 3 of 8). CMS positions 187-189, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT3.';
comment on column hcpcs.code_record.lab_certification_4 is
  'Specialty certification that a laboratory needs for the test (position 4 of 8). CMS positions 190-192, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT4.';
comment on column hcpcs.code_record.lab_certification_5 is
  'Specialty certification that a laboratory needs for the test (position 5 of 8). CMS positions 193-195, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT5.';
comment on column hcpcs.code_record.lab_certification_6 is
  'Specialty certification that a laboratory needs for the test (position 6 of 8). CMS positions 196-198, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT6.';
comment on column hcpcs.code_record.lab_certification_7 is
  'Specialty certification that a laboratory needs for the test (position 7 of 8). CMS positions 199-201, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT7.';
comment on column hcpcs.code_record.lab_certification_8 is
  'Specialty certification that a laboratory needs for the test (position 8 of 8). CMS positions 202-204, HCPCS_LAB_CRTFCTN_CD; workbook column LABCERT8.';
comment on column hcpcs.code_record.cross_reference_1 is
  'Code that replaces this one or that is valid for Medicare in its place; may be a Level I code or a modifier (position 1 of 5). CMS positions 205-209, HCPCS_XREF_CD; workbook column XREF1.';
comment on column hcpcs.code_record.cross_reference_2 is
  'Code that replaces this one or that is valid for Medicare in its place; may be a Level I code or a modifier (position 2 of 5). CMS positions 210-214, HCPCS_XREF_CD; workbook column XREF2.';
comment on column hcpcs.code_record.cross_reference_3 is
  'Code that replaces this one or that is valid for Medicare in its place; may be a Level I code or a modifier (position 3 of 5). CMS positions 215-219, HCPCS_XREF_CD; workbook column XREF3.';
comment on column hcpcs.code_record.cross_reference_4 is
  'Code that replaces this one or that is valid for Medicare in its place; may be a Level I code or a modifier (position 4 of 5). CMS positions 220-224, HCPCS_XREF_CD; workbook column XREF4.';
comment on column hcpcs.code_record.cross_reference_5 is
  'Code that replaces this one or that is valid for Medicare in its place; may be a Level I code or a modifier (position 5 of 5). CMS positions 225-229, HCPCS_XREF_CD; workbook column XREF5.';
comment on column hcpcs.code_record.coverage is
  'Medicare coverage status. CMS positions 230-230, HCPCS_CVRG_CD; workbook column COV.';
comment on column hcpcs.code_record.asc_payment_group is
  'Whether the procedure is approved for an ambulatory surgical center; null means it is not. CMS positions 231-232, HCPCS_ASC_PMT_GRP_CD; workbook column ASC_GRP.';
comment on column hcpcs.code_record.asc_effective_date is
  'Date on which the procedure was assigned to the ASC payment group. CMS positions 233-240, HCPCS_ASC_PMT_GRP_EFCTV_DT; workbook column ASC_DT.';
comment on column hcpcs.code_record.mog_payment_group is
  'Medicare outpatient group. CMS positions 241-243, HCPCS_MOG_PMT_GRP_CD; workbook column OPPS.';
comment on column hcpcs.code_record.mog_payment_policy is
  'Whether an ASC facility fee, a separate fee or no fee is paid. CMS positions 244-244, HCPCS_MOG_PMT_PLCY_IND_CD; workbook column OPPS_PI.';
comment on column hcpcs.code_record.mog_effective_date is
  'Date on which the procedure was assigned to the Medicare outpatient group. CMS positions 245-252, HCPCS_MOG_PMT_GRP_EFCTV_DT; workbook column OPPS_DT.';
comment on column hcpcs.code_record.processing_note is
  'Number of the processing note in Appendix A of the HCPCS manual. CMS positions 253-256, HCPCS_PRCSG_NOTE_NUM; workbook column PROCNOTE.';
comment on column hcpcs.code_record.betos is
  'Berenson-Eggers type of service: clinically meaningful group of procedures; since 2003. CMS positions 257-259, HCPCS_BETOS_CD; workbook column BETOS.';
comment on column hcpcs.code_record.type_of_service_1 is
  'Kind of service that the code represents; a code may have one to five (position 1 of 5). CMS positions 261-261, HCPCS_TYPE_SRVC_CD; workbook column TOS1.';
comment on column hcpcs.code_record.type_of_service_2 is
  'Kind of service that the code represents; a code may have one to five (position 2 of 5). CMS positions 262-262, HCPCS_TYPE_SRVC_CD; workbook column TOS2.';
comment on column hcpcs.code_record.type_of_service_3 is
  'Kind of service that the code represents; a code may have one to five (position 3 of 5). CMS positions 263-263, HCPCS_TYPE_SRVC_CD; workbook column TOS3.';
comment on column hcpcs.code_record.type_of_service_4 is
  'Kind of service that the code represents; a code may have one to five (position 4 of 5). CMS positions 264-264, HCPCS_TYPE_SRVC_CD; workbook column TOS4.';
comment on column hcpcs.code_record.type_of_service_5 is
  'Kind of service that the code represents; a code may have one to five (position 5 of 5). CMS positions 265-265, HCPCS_TYPE_SRVC_CD; workbook column TOS5.';
comment on column hcpcs.code_record.anesthesia_base_units is
  'Base units for anesthesia, the intensity of all activities except time; null for modifiers. CMS positions 266-268, HCPCS_ANSTHSA_BASE_UNIT_QTY; workbook column ANEST_BU.';
comment on column hcpcs.code_record.added_date is
  'First day of service on which the code may be used; CMS may rewrite it. CMS positions 269-276, HCPCS_CD_ADD_DT; workbook column ADD DT.';
comment on column hcpcs.code_record.action_effective_date is
  'Day on which the last action took hold; for a terminated code the day after its termination. CMS positions 277-284, HCPCS_ACTN_EFCTV_DT; workbook column ACT EFF DT.';
comment on column hcpcs.code_record.termination_date is
  'Last day of service on which the code may be used, inclusive; null while it has not ended. CMS positions 285-292, HCPCS_TRMNTN_DT; workbook column TERM DT.';
comment on column hcpcs.code_record.action is
  'Change that CMS says it made to the code in this edition. CMS positions 293-293, HCPCS_ACTN_CD; workbook column ACTION CD.';
comment on table hcpcs.finding is
  'What was noticed in a release that a data steward should know. A finding never stops a load.';
comment on column hcpcs.finding.finding_id is 'Surrogate key.';
comment on column hcpcs.finding.release_id is 'Release in which it was noticed.';
comment on column hcpcs.finding.severity is 'info: the data is sound; warning: the publication contradicts itself or its documentation; error: something could not be read as it was meant.';
comment on column hcpcs.finding.rule is 'Check that noticed it, such as field-date.';
comment on column hcpcs.finding.code is 'Code or modifier concerned.';
comment on column hcpcs.finding.field is 'Column concerned.';
comment on column hcpcs.finding.file is 'File of the release.';
comment on column hcpcs.finding.line is 'Line or row in the file, 1-based.';
comment on column hcpcs.finding.observed is 'Offending text as published.';
comment on column hcpcs.finding.expected is 'What the rule wants instead.';
comment on column hcpcs.finding.message is 'The finding in a sentence.';
comment on view hcpcs.kept_line is
  'Raw lines of code files that findings point at; an export gives them back as CMS published them.';
comment on column hcpcs.kept_line.release_id is 'Release.';
comment on column hcpcs.kept_line.file is 'Code file.';
comment on column hcpcs.kept_line.line is 'Line of the file, 1-based.';
comment on column hcpcs.kept_line.raw is 'The bytes of the line, without its end.';
comment on view hcpcs.release_file is 'The files that a release was read from.';
comment on column hcpcs.release_file.release_id is 'Release.';
comment on column hcpcs.release_file.name is 'Name of the file in its archive.';
comment on column hcpcs.release_file.role is 'What the file is for, such as code_file_text or code_file_workbook.';
comment on column hcpcs.release_file.bytes is 'Its length.';
comment on column hcpcs.release_file.sha256 is 'SHA-256 of its bytes, in lower-case hexadecimal.';
comment on view hcpcs.unread_line is 'Lines of code files that are in no record, because they could not be read.';
comment on column hcpcs.unread_line.release_id is 'Release.';
comment on column hcpcs.unread_line.file is 'Name of the file.';
comment on column hcpcs.unread_line.line is 'Number of the line, 1 upwards.';
comment on column hcpcs.unread_line.reason is 'Why.';
comment on table hcpcs.site_change is
  'One row, written whenever policies, notes or synonyms change: the transaction that wrote it (xmin) tells a server whether what it keeps is of now.';
comment on column hcpcs.site_change.only_row is 'Always true.';
comment on function hcpcs_load.touch_site_change() is 'Writes the row of hcpcs.site_change, for whoever changed what the site says.';
comment on view hcpcs.load_run is 'Runs of load and refresh.';
comment on column hcpcs.load_run.run_id is 'Number of the run, rising.';
comment on column hcpcs.load_run.command is 'The command line.';
comment on column hcpcs.load_run.started_at is 'When it started.';
comment on column hcpcs.load_run.ended_at is 'When it ended; null while it runs, and if it was killed.';
comment on column hcpcs.load_run.error is 'Why it failed or was refused; null if it did not.';
comment on column hcpcs.load_run.outcome is 'done, nothing new, refused, failed, running or killed.';
comment on view hcpcs.staged_edition is 'Editions that are staged and wait for somebody to publish them.';
comment on column hcpcs.staged_edition.edition is 'Edition, YYYY-MM.';
comment on column hcpcs.staged_edition.is_refused is 'Whether a gate refused it.';
comment on view hcpcs.missing_edition is
  'Quarters between the oldest and the newest loaded edition that are not loaded; before 2020, when CMS posted one file a year, only those of January.';
comment on column hcpcs.missing_edition.edition is 'Quarter as YYYY-MM.';
comment on view hcpcs.schema_version is
  'Which program brought this schema up to date; programs ask here before they do anything else.';
comment on column hcpcs.schema_version.generation is 'Number that rises with every change of the migration files; a program refuses a higher one than its own.';
comment on column hcpcs.schema_version.fingerprint is 'SHA-256 over all migration files.';
comment on column hcpcs.schema_version.program_version is 'Version of OpenHCPCS that migrated.';
comment on column hcpcs.schema_version.migrated_at is 'When.';
comment on view hcpcs.release_code is
  'Which release holds which record, in the order of its file: any release can be reproduced.';
comment on column hcpcs.release_code.release_id is 'Release.';
comment on column hcpcs.release_code.record_id is 'Record.';
comment on column hcpcs.release_code.sequence is 'Sequence number of the first line of the record, 100 almost always. CMS positions 6-10, HCPCS_SQNC_NUM.';
comment on column hcpcs.release_code.position is 'Place of the record in the file, 1-based.';
comment on view hcpcs.release_records is
  'The records of each release as an array: the same as release_code, quick for who reads whole releases.';
comment on column hcpcs.release_records.release_id is 'Release.';
comment on column hcpcs.release_records.record_ids is 'Its records, in the order of the file.';
comment on view hcpcs.record_release is
  'Which releases hold a record: the same as release_code, quick for who asks by the record.';
comment on column hcpcs.record_release.record_id is 'Record.';
comment on column hcpcs.record_release.release_id is 'Release that holds it.';
comment on column hcpcs.record_release.sequence is 'Sequence number of its first line in that release. CMS positions 6-10, HCPCS_SQNC_NUM.';
comment on column hcpcs.record_release.position is 'Place of the record in that release''s file, 1-based.';
comment on view hcpcs.code_detail is
  'One row per code and modifier ever seen, from its newest record, with every coded field decoded beside it.';
comment on view hcpcs.code_current is
  'Procedure codes that are valid today, as far as the loaded editions tell, as in hcpcs.code_detail.';
comment on view hcpcs.modifier_current is
  'Modifiers that are valid today, as far as the loaded editions tell, as in hcpcs.code_detail.';
comment on column hcpcs.code_detail.status is 'active; terminated (its last day is past); future (not valid yet); absent (no longer listed although it never ended).';
comment on column hcpcs.code_detail.statute_reference is 'Normal form of the statute, such as 1862(a)(7); see hcpcs.statute_reference.';
comment on column hcpcs.code_detail.unit_amount is 'How much one billed unit stands for, as in hcpcs.code_unit; null where the description does not say.';
comment on column hcpcs.code_detail.unit is 'Of what, such as mg.';
comment on column hcpcs.code_detail.unit_ucum is 'Its code in the Unified Code for Units of Measure.';
comment on column hcpcs.code_detail.unit_basis is 'How the description says it: exact, up to, per or each.';
comment on column hcpcs.code_detail.section is 'First letter of a procedure code, its section of the code set.';
comment on column hcpcs.code_detail.section_title is 'What the section holds.';
comment on column hcpcs.code_detail.is_noc is 'Whether the newest loaded NOC list names the code: it stands for what has no code of its own. The list may be older than the edition; hcpcs.not_otherwise_classified tells which release it came with.';
comment on column hcpcs.code_detail.valid_during is 'From the added to the termination date of the newest record. It leaves out what a reused code meant before, and knows no gap before a reactivation nor since when a code is absent: for claims use hcpcs.check_code or hcpcs.code_validity.';
comment on column hcpcs.code_detail.replaced_by is 'What its cross references name, if the code has ended or has a day on which it will; hcpcs.replacement follows them to codes that live.';
comment on column hcpcs.code_detail.last_changed_in is 'Newest loaded edition that added or changed the code; null if it has stood like this since the first loaded edition.';
comment on column hcpcs.code_detail.edition is 'Newest edition that lists the code.';
comment on column hcpcs.code_detail.revision is 'Revision of that edition.';
comment on column hcpcs.code_detail.published_on is 'Since when CMS has published that revision.';
comment on column hcpcs.code_detail.release_id is 'Release that the row comes from.';
do $$
declare
  item record;
begin
  for item in
    select v.relname as view, a.attname as col,
      coalesce(
        col_description('hcpcs.code_record'::regclass, r.attnum),
        col_description('hcpcs.code_detail'::regclass, d.attnum),
        'What ' || replace(a.attname, '_description', '') || ' means, from its lookup table.') as meaning
    from pg_catalog.pg_class v
    join pg_catalog.pg_attribute a on a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_attribute r on r.attrelid = 'hcpcs.code_record'::regclass and r.attname = a.attname
    left join pg_catalog.pg_attribute d on d.attrelid = 'hcpcs.code_detail'::regclass and d.attname = a.attname
    where v.oid in ('hcpcs.code_detail'::regclass, 'hcpcs.code_current'::regclass, 'hcpcs.modifier_current'::regclass)
    order by v.oid <> 'hcpcs.code_detail'::regclass
  loop
    execute format('comment on column hcpcs.%I.%I is %L', item.view, item.col, item.meaning);
  end loop;
end
$$;
comment on table hcpcs.code_history is
  'What a code meant over some dates of service, as it was known over some dates. No two rows of a code overlap in both. Derived from the releases.';
comment on column hcpcs.code_history.code is 'Code or modifier.';
comment on column hcpcs.code_history.kind is 'procedure or modifier.';
comment on column hcpcs.code_history.meaning is 'Which of the meanings of a reused code, 1 upwards.';
comment on column hcpcs.code_history.valid_during is 'Dates of service; empty for a code that ended before it was added.';
comment on column hcpcs.code_history.known_during is 'Dates over which this was what CMS had published.';
comment on column hcpcs.code_history.record_id is 'Record that says what the code meant.';
comment on column hcpcs.code_history.basis is 'asserted: a file states this content for these dates; inferred: none does, such as what lies before the last action of the first record known.';
comment on column hcpcs.code_history.end_reason is 'Why valid_during ends: change (another row follows) or termination; null while it has no end.';
comment on column hcpcs.code_history.absent_since is 'First day of the edition since which the code is no longer listed although no loaded edition ended it; one that is not loaded may have.';
comment on column hcpcs.code_history.evidence is 'Why the meaning counts as the same as before or as another.';
comment on table hcpcs.code_change is
  'What an edition changed against the newest edition before it that is loaded, one row per code and field: where editions between are missing, their changes stand here too.';
comment on column hcpcs.code_change.code_change_id is 'Surrogate key.';
comment on column hcpcs.code_change.release_id is 'Release that brought the change.';
comment on column hcpcs.code_change.code is 'Code or modifier. Five characters are a code, two a modifier: J____ are the codes of section J, J% also the modifiers JA to JZ.';
comment on column hcpcs.code_change.change is 'added (new, or back with another added date, which may be another meaning), changed, terminated, reactivated (its end was taken back, or the code is reused; hcpcs.code_history.meaning tells), absent (no longer listed although it never ended), dropped (no longer listed after it ended) or returned (listed again with the added date that it had).';
comment on column hcpcs.code_change.field is 'Column that changed; null for a code that came or went.';
comment on column hcpcs.code_change.old_value is 'Value in the edition before; after a gap, in the last edition that lists the code.';
comment on column hcpcs.code_change.new_value is 'Value in this edition.';
comment on column hcpcs.code_change.action is 'What CMS says of the change: the action code of the record.';
comment on column hcpcs.code_change.effective_on is 'Action effective date of the record.';
comment on column hcpcs.code_change.silent is 'Whether the record changed although its action says nothing of it: action N, or no new action effective date. Where the action is blank, the date alone tells.';
comment on column hcpcs.code_change.after_gap is 'Whether this is a field of a code that came back: the edition before does not list it, and old_value is of the last one that does. The code itself has a row added or returned besides.';
comment on view hcpcs.replacement is
  'What replaces an ended code: the cross references of its last record, each followed to a code that has not ended; of a reused code in the meaning that was meant. Those of other codes are in hcpcs.cross_reference; hcpcs.check_code tells what replaced an earlier meaning.';
comment on column hcpcs.replacement.code is 'Ended code.';
comment on column hcpcs.replacement.position is 'Which of its cross references, 1 to 5.';
comment on column hcpcs.replacement.replaced_by is 'Code that the cross reference names.';
comment on column hcpcs.replacement.target_kind is 'in file, modifier, level I (CPT), dental (CDT) or gone (in no loaded edition).';
comment on column hcpcs.replacement.living_end is 'Code at the end of the chain, if it has not ended or is CPT or CDT; null if the chain ends with an ended or gone code or goes in a circle.';
comment on column hcpcs.replacement.chain is 'The code, what replaces it, the first of what replaces that, and so on.';
comment on column hcpcs.replacement.is_cycle is 'Whether the chain leads back to one of its codes, in the meaning that it was left with.';
comment on view hcpcs.cross_reference is
  'All cross references, those of codes that have not ended included, from the newest record of each code. What replaces an ended code is in hcpcs.replacement.';
comment on column hcpcs.cross_reference.code is 'Code or modifier that has the cross reference.';
comment on column hcpcs.cross_reference.position is 'Which of its cross references, 1 to 5.';
comment on column hcpcs.cross_reference.target is 'Code that it names.';
comment on column hcpcs.cross_reference.target_kind is 'in file, modifier, level I (CPT), dental (CDT) or gone (in no loaded edition).';
comment on column hcpcs.cross_reference.code_status is 'active, terminated, future or absent, as in hcpcs.code_detail.';
comment on function hcpcs.code_as_of(date, date) is
  'Codes and modifiers that are valid on a date of service (on_date), as it was known on a date (known_on, today if left out), with all fields as published. Codes that CMS no longer listed by then are left out.
on_date: Date of service.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
valid_during: Days of service over which the code had this content; before and after it the code may be valid with another.
record_id: Record that says so.';
comment on function hcpcs.code_validity(date) is
  'The whole time line of every code and modifier as it was known on a date (known_on, today if left out), in half-open spans from -infinity to infinity (valid_from, valid_to) with a verdict each: valid, not yet valid, terminated or absent; with the meaning and the record that say so, what valid_during the record has, since when that was known (known_from) and the reason in words. A gap between two lives belongs to the record before it. Join it to many dates of service, or ask for one code.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
valid_from: First day of the span; -infinity for the first span.
valid_to: Day after its last one; infinity for the last span.
code: Code (five characters) or modifier (two), in capitals without blanks: make those of claims so before they are joined.
record_id: Record that decides; hcpcs.code_record has its fields.
verdict: valid, not yet valid, terminated or absent.
valid_during: Days of service for which the record speaks.
known_from: Since when CMS has published what decides.
reason: The verdict in words.';
comment on function hcpcs.code_timeline(date) is
  'hcpcs.code_validity by code: since has the first days of the spans, and verdict, meaning and record_id what holds from there on, so that verdict[width_bucket(on_date, since)] is the verdict on a date; from valid_from to valid_to it is valid, which is quicker found. The fastest way to look up many dates.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
code: Code (five characters) or modifier (two), in capitals without blanks: make those of claims so before they are joined.
valid_from: From this day to valid_to, where that is later, the code is valid without a break; other days are looked up in since.
valid_to: Day after the last one on which the code is valid; infinity where nothing has ended it, null where it never was.
since: First days of the spans, ascending.
verdict: Verdict from each of these days on.
meaning: Meaning that decides from each of these days on.
record_id: Record that decides from each of these days on.';
comment on function hcpcs.gathered_timeline(date) is
  'What hcpcs.code_timeline is made of, which planners know more of: ask that.
known_on: Day whose knowledge counts: what CMS had published by then.
code: Code (five characters) or modifier (two), in capitals without blanks: make those of claims so before they are joined.
valid_from: From this day to valid_to, where that is later, the code is valid without a break; other days are looked up in since.
valid_to: Day after the last one on which the code is valid; infinity where nothing has ended it, null where it never was.
since: First days of the spans, ascending.
verdict: Verdict from each of these days on.
meaning: Meaning that decides from each of these days on.
record_id: Record that decides from each of these days on.';
comment on function hcpcs.normal_code(text) is
  'A code as the tables have it: in capitals, without blanks, line breaks and no-break spaces around it. For joins with tables of other origin.
code: Code or modifier, as somebody wrote it.';
comment on function hcpcs.unlisted_verdict(text) is
  'What hcpcs.check_code says of a code that no edition lists: level I (shaped as a CPT code), dental (CDT) or unknown.
code: Code or modifier, in any case.';
comment on function hcpcs.covered_until(date) is
  'First date of service of which no loaded edition speaks: the newest is in force for three months, one before October 2019 for a year. A verdict on that day or later goes by what the newest edition says; a later one may say otherwise.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.';
comment on function hcpcs.unlisted_reason(text, date) is
  'Why a code that no edition lists has its hcpcs.unlisted_verdict, as known on a date (known_on, today if left out).
code: Code or modifier, in any case.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.';
comment on function hcpcs.target_kind(text) is
  'What a cross reference points to: in file, modifier, level I (CPT), dental (CDT) or gone (in no loaded edition).
code: Code that a cross reference names.';
comment on function hcpcs.replacement_chain(text, text, date, date) is
  'Follows the cross reference of a code to a target, as known on a date, through codes that have ended, the first cross reference of each, to the living_end; see hcpcs.replacement. Of a reused code the meaning counts that lived when it was needed, or the next one.
code: Code that has the cross reference.
target: Code that it names.
needed_on: Day after the end of the code; null if it has not ended: the target is then taken for what it means last.
known_on: Day whose knowledge counts.
living_end: Code at the end of the chain, if it has not ended or is CPT or CDT.
chain: The code, its target, the first cross reference of that, and so on.
is_cycle: Whether the chain leads back to one of its codes, in the meaning that it was left with.';
comment on function hcpcs.next_target(text, date, date) is
  'Whether a code has ended, as known on a date, and its first cross reference; of a reused code, in the meaning that lived on a day or that came next, else in the last.
code: Code.
needed_on: Day of service; null for the last meaning.
known_on: Day whose knowledge counts.
has_ended: Whether the last record of that meaning has ended.
target: The first cross reference of that record.
target_needed_on: Day after the termination date of that record.';
comment on function hcpcs.check_code(text, date, date) is
  'Whether a code or modifier (code) may be used on a date of service (on_date), as it was known on a date (known_on, today if left out): verdict valid, not yet valid, terminated, absent (no longer listed although it never ended), level I, dental or unknown; with the reason, the record, its cross references (replaced_by) and the code at the end of the chain of each (living_end, null if none lives).
code: Code or modifier, in any case, blanks around it ignored.
on_date: Date of service.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
verdict: valid, not yet valid, terminated, absent, level I, dental or unknown; null without a date.
reason: The verdict in words.
valid_during: Days of service for which the record speaks.
record_id: Record that decides; null for a code that no edition lists.
replaced_by: Cross references of that record, if it has ended or is absent.
known_from: Since when CMS has published what decides.
living_end: For each of replaced_by the code at the end of its chain; null where none lives.';
comment on function hcpcs.release_named(text) is
  'Release of an edition, named YYYY-MM for its current revision or YYYY-MM.N for revision N. An error if it is not loaded.
name: Edition, as YYYY-MM or YYYY-MM.N.';
comment on function hcpcs.diff_records(hcpcs.code_record, hcpcs.code_record) is
  'Fields in which two records of a code differ, each with its place among the columns and both values; dates as YYYY-MM-DD.
a: First record.
b: Second record.
field_position: Place of the field among the columns of hcpcs.code_record.
field: Column that differs.
old_value: Value in the first record.
new_value: Value in the second.';
comment on function hcpcs.diff_editions(text, text) is
  'What a second edition (b) says otherwise than a first (a), from the whole contents of both: one row per code that was added or removed, one per field of a code that changed. Editions are named YYYY-MM, or YYYY-MM.N for revision N; either may be the older.
a: First edition, as YYYY-MM or YYYY-MM.N.
b: Second edition.
change: added, removed or changed.
field: Column that differs; null for a code that only one edition lists.
old_value: Value in the first edition.
new_value: Value in the second.';
comment on function hcpcs.diff_known(date, date) is
  'What was known of all dates of service on a second day (b) otherwise than on a first (a): added, said to be valid only on the second; removed, only on the first; changed, valid by both but with another content, meaning or absence (field absent_since). valid_during are the dates of service that the row is about.
a: First day.
b: Second day.
change: added, removed or changed.
field: What differs: a column, meaning or absent_since; null if only one of the days knew the code.
old_value: Value as known on the first day.
new_value: Value as known on the second.
valid_during: Dates of service that the row is about.';
comment on table hcpcs_load.release_content is
  'The records of each release in the order of the file; read it through hcpcs.release_code.';
comment on column hcpcs_load.release_content.release_id is 'Release.';
comment on column hcpcs_load.release_content.record_ids is 'Records, in the order of the file.';
comment on column hcpcs_load.release_content.sequence_numbers is 'Sequence number of the first line of each.';
comment on table hcpcs_load.transaction_report is
  'What the transaction reports of a release say of its codes, element by element: kept to be compared again when another edition comes before it.';
comment on column hcpcs_load.transaction_report.release_id is 'Release.';
comment on column hcpcs_load.transaction_report.file is 'File of the release.';
comment on column hcpcs_load.transaction_report.code_steps is 'Codes and modifiers in the order of the report, Level II only, as numbers: each less the one before. hcpcs_load.code_of_number reads one.';
comment on column hcpcs_load.transaction_report.line_steps is 'Row of the sheet that lists each code, 1-based, less the row of the code before.';
comment on column hcpcs_load.transaction_report.changes is 'Type of change in the words of the report.';
comment on column hcpcs_load.transaction_report.actions is 'Action code that the words stand for; null if they are not understood.';
comment on table hcpcs_load.staged_release is
  'Releases that were read and checked but not published: refused by a gate, or staged on purpose. One per edition, until it is staged again, published or rolled back.';
comment on column hcpcs_load.staged_release.edition is 'Edition, as YYYY-MM.';
comment on column hcpcs_load.staged_release.named_revision is 'Revision that the names state; 1 if they state none.';
comment on column hcpcs_load.staged_release.published_on is 'Since when CMS has published it.';
comment on column hcpcs_load.staged_release.published_basis is 'As in hcpcs.release.';
comment on column hcpcs_load.staged_release.archive_name is 'Zip or code file.';
comment on column hcpcs_load.staged_release.archive_sha256 is 'SHA-256 of that; its name in the archive folder.';
comment on column hcpcs_load.staged_release.content_hash is 'Identity of its content, as in hcpcs.release.';
comment on column hcpcs_load.staged_release.codes is 'Procedure codes.';
comment on column hcpcs_load.staged_release.modifiers is 'Modifiers.';
comment on column hcpcs_load.staged_release.terminated is 'Codes and modifiers with a termination date.';
comment on column hcpcs_load.staged_release.records_read is 'Lines or rows with a record identification code.';
comment on column hcpcs_load.staged_release.rejected is 'Lines or rows that were not loaded.';
comment on column hcpcs_load.staged_release.staged_at is 'When it was staged.';
comment on table hcpcs_load.staged_record is
  'The records of a staged release, every field as text.';
comment on column hcpcs_load.staged_record.edition is 'Staged release.';
comment on column hcpcs_load.staged_record.position is 'Place in the file, 1-based.';
comment on column hcpcs_load.staged_record.sequence_number is 'Sequence number of the first line.';
comment on column hcpcs_load.staged_record.line is 'Line or row in the file, 1-based.';
do $$
declare
  field record;
begin
  for field in
    select a.attname as name, col_description(a.attrelid, a.attnum) as meaning
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_attribute s on s.attrelid = 'hcpcs_load.staged_record'::regclass and s.attname = a.attname and s.attnum > 0
    where a.attrelid = 'hcpcs.code_record'::regclass and a.attnum > 0
  loop
    execute format('comment on column hcpcs_load.staged_record.%I is %L', field.name, field.meaning);
  end loop;
end
$$;
comment on table hcpcs_load.staged_finding is
  'What was noticed in a staged release.';
comment on column hcpcs_load.staged_finding.edition is 'Staged release.';
comment on column hcpcs_load.staged_finding.number is 'Order in which it was noticed, 1-based.';
comment on column hcpcs_load.staged_finding.severity is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.rule is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.code is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.field is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.file is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.line is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.observed is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.expected is 'As in hcpcs.finding.';
comment on column hcpcs_load.staged_finding.message is 'As in hcpcs.finding.';
comment on table hcpcs_load.gate_refusal is
  'The gates that did not let a staged release pass.';
comment on column hcpcs_load.gate_refusal.edition is 'Staged release.';
comment on column hcpcs_load.gate_refusal.gate is 'Name of the gate, as for --accept and --limit.';
comment on column hcpcs_load.gate_refusal.reason is 'Why it refused, in words.';
comment on column hcpcs_load.gate_refusal.observed is 'What the gate counted.';
comment on column hcpcs_load.gate_refusal.allowed is 'How many would have passed: at most, for the gate codes at least.';
comment on column hcpcs_load.gate_refusal.compared_edition is 'Edition that it was compared with; null for a gate that does not compare.';
comment on column hcpcs_load.gate_refusal.compared_revision is 'Revision of that edition.';
comment on table hcpcs_load.gate_acceptance is
  'Who published a release although a gate refused it, with load --accept.';
comment on column hcpcs_load.gate_acceptance.release_id is 'Release.';
comment on column hcpcs_load.gate_acceptance.gate is 'Name of the gate, as for --accept and --limit.';
comment on column hcpcs_load.gate_acceptance.reason is 'Why it refused, in words.';
comment on column hcpcs_load.gate_acceptance.observed is 'What the gate counted.';
comment on column hcpcs_load.gate_acceptance.allowed is 'How many would have passed: at most, for the gate codes at least.';
comment on column hcpcs_load.gate_acceptance.database_role is 'Login at the database.';
comment on column hcpcs_load.gate_acceptance.operating_system_user is 'User who ran the command.';
comment on column hcpcs_load.gate_acceptance.command is 'Command line.';
comment on column hcpcs_load.gate_acceptance.accepted_at is 'When.';
comment on view hcpcs_load.staged_comparison is
  'The codes of the release that a gate compared with, beside what the staged release says of them.';
comment on column hcpcs_load.staged_comparison.edition is 'Staged release.';
comment on column hcpcs_load.staged_comparison.gate is 'Gate that refused.';
comment on column hcpcs_load.staged_comparison.compared_edition is 'Edition compared with.';
comment on column hcpcs_load.staged_comparison.compared_revision is 'Its revision.';
comment on column hcpcs_load.staged_comparison.code is 'Code or modifier of that edition.';
comment on column hcpcs_load.staged_comparison.was_living is 'Whether it has no termination date there.';
comment on column hcpcs_load.staged_comparison.is_listed is 'Whether the staged release lists it.';
comment on column hcpcs_load.staged_comparison.long_description_before is 'Long description there.';
comment on column hcpcs_load.staged_comparison.long_description is 'Long description in the staged release.';
comment on column hcpcs_load.staged_comparison.short_description_before is 'Short description there.';
comment on column hcpcs_load.staged_comparison.short_description is 'Short description in the staged release.';
comment on column hcpcs_load.staged_comparison.termination_date is 'Termination date in the staged release.';
comment on view hcpcs_load.gate_evidence is
  'What the gates that refused a staged release have counted, code by code or line by line.';
comment on column hcpcs_load.gate_evidence.edition is 'Staged release.';
comment on column hcpcs_load.gate_evidence.gate is 'Gate that refused.';
comment on column hcpcs_load.gate_evidence.code is 'Code or modifier concerned, if it is about one.';
comment on column hcpcs_load.gate_evidence.line is 'Line of the code file or record layout, 1-based; null where two releases are compared.';
comment on column hcpcs_load.gate_evidence.field is 'Field concerned; code where the code itself is missing.';
comment on column hcpcs_load.gate_evidence.before is 'What the release before says, or what is expected.';
comment on column hcpcs_load.gate_evidence.staged is 'What the staged release says; null for a code that it lacks.';
comment on table hcpcs_load.newest_listing is
  'The newest record of every code ever seen; derived, can be rebuilt from the releases.';
comment on column hcpcs_load.newest_listing.code is 'Code or modifier.';
comment on column hcpcs_load.newest_listing.record_id is 'Its newest record.';
comment on column hcpcs_load.newest_listing.absent_after is 'Newest release that lists it; null if that is the newest release of all.';
comment on table hcpcs_load.source_file is
  'Every file that a release consists of, companions included.';
comment on column hcpcs_load.source_file.source_file_id is 'Surrogate key.';
comment on column hcpcs_load.source_file.release_id is 'Release.';
comment on column hcpcs_load.source_file.name is 'Name of the file.';
comment on column hcpcs_load.source_file.role is 'What it is for.';
comment on column hcpcs_load.source_file.bytes is 'Its size in bytes.';
comment on column hcpcs_load.source_file.sha256 is 'SHA-256 of its content.';
comment on column hcpcs_load.source_file.modified_on is 'Its time stamp inside the zip.';
comment on column hcpcs_load.source_file.archive_name is 'Zip that held it, or the file itself.';
comment on column hcpcs_load.source_file.archive_sha256 is 'SHA-256 of that; its name in the archive folder.';
comment on table hcpcs_load.source_line is
  'Raw lines of code files that findings point at.';
comment on column hcpcs_load.source_line.release_id is 'Release.';
comment on column hcpcs_load.source_line.file is 'File of the release.';
comment on column hcpcs_load.source_line.line is 'Line, 1-based.';
comment on column hcpcs_load.source_line.raw is 'The bytes of the line without its end.';
comment on table hcpcs_load.rejected_line is
  'Lines of code files that are no loadable record. Lines of Level I and dental codes are kept without their descriptors.';
comment on column hcpcs_load.rejected_line.release_id is 'Release.';
comment on column hcpcs_load.rejected_line.file is 'File of the release.';
comment on column hcpcs_load.rejected_line.line is 'Line, 1-based.';
comment on column hcpcs_load.rejected_line.raw is 'The bytes of the line without its end.';
comment on column hcpcs_load.rejected_line.reason is 'Why it was not loaded.';
comment on table hcpcs_load.download is
  'What servers answered when refresh asked for archives: one row per URL and distinct answer. The same answer again moves last_seen_at.';
comment on column hcpcs_load.download.download_id is 'Surrogate key.';
comment on column hcpcs_load.download.url is 'What was asked for.';
comment on column hcpcs_load.download.edition is 'Edition that the link names; null if it names none.';
comment on column hcpcs_load.download.file_name is 'Name of the file.';
comment on column hcpcs_load.download.outcome is
  'fetched: in the archive, not loaded yet. loaded. refused: a gate did. damaged: cannot be read. not posted: the server has none. failed: no usable answer.';
comment on column hcpcs_load.download.http_status is 'HTTP status code; null if there was no answer.';
comment on column hcpcs_load.download.fetched_at is 'When this answer came first.';
comment on column hcpcs_load.download.last_seen_at is 'When it, or that nothing has changed since, came last.';
comment on column hcpcs_load.download.times_seen is 'How often.';
comment on column hcpcs_load.download.etag is 'HTTP header ETag.';
comment on column hcpcs_load.download.last_modified is 'HTTP header Last-Modified, as it came.';
comment on column hcpcs_load.download.sha256 is 'SHA-256 of the content; its name in the archive folder. Null if none came.';
comment on column hcpcs_load.download.bytes is 'Size of the content.';
comment on column hcpcs_load.download.error is 'Why it failed, is damaged or was refused.';
comment on table hcpcs_load.run is
  'One row per run of a command that loads.';
comment on column hcpcs_load.run.run_id is 'Surrogate key.';
comment on column hcpcs_load.run.command is 'Command line.';
comment on column hcpcs_load.run.program_version is 'Version of OpenHCPCS.';
comment on column hcpcs_load.run.started_at is 'Start.';
comment on column hcpcs_load.run.ended_at is 'End, of a killed run when a later one found it; null while it runs.';
comment on column hcpcs_load.run.outcome is
  'done, nothing new, refused (by a gate), failed, or killed (found open by a later run).';
comment on column hcpcs_load.run.error is 'Error code and message of a run that failed or was refused.';
comment on column hcpcs_load.run.inputs_sha256 is
  'SHA-256 over the editions and archives that the run was given: equal for runs with the same inputs.';
comment on table hcpcs_load.stage_run is
  'One row per stage of a run and release.';
comment on column hcpcs_load.stage_run.run_id is 'Run.';
comment on column hcpcs_load.stage_run.edition is 'Edition.';
comment on column hcpcs_load.stage_run.archive_sha256 is 'Archive that was worked on.';
comment on column hcpcs_load.stage_run.stage is 'acquire, parse, check, stage, publish or feed.';
comment on column hcpcs_load.stage_run.started_at is 'Start.';
comment on column hcpcs_load.stage_run.milliseconds is 'Duration; null while it runs, or if it was killed. Of a release that was read while the one before was published, acquire has the wait for that and parse nothing.';
comment on column hcpcs_load.stage_run.read is 'Records that the stage took in.';
comment on column hcpcs_load.stage_run.written is 'Rows or records that it gave on.';
comment on column hcpcs_load.stage_run.rejected is 'Lines that it rejected.';
comment on column hcpcs_load.stage_run.skipped is 'Files or records that were there already.';
comment on column hcpcs_load.stage_run.error_code is 'Error code of a stage that failed; KILLED if a later run found it open.';
comment on table hcpcs_load.acquired is
  'Which archives make a release, published or not: with the archive folder, all that it takes to read it again.';
comment on column hcpcs_load.acquired.release_sha256 is
  'Archive of the code file; of files that came without one, that of the first of them.';
comment on column hcpcs_load.acquired.edition is 'Edition.';
comment on column hcpcs_load.acquired.archive_sha256 is 'SHA-256 of the zip or loose file, its name in the archive folder.';
comment on column hcpcs_load.acquired.archive_name is 'Name that it came with.';
comment on column hcpcs_load.acquired.bytes is 'Size; null of what was loaded before sizes were kept.';
comment on column hcpcs_load.acquired.acquired_at is 'When it was kept first.';
comment on view hcpcs_load.archive is 'Each archive that was kept: where it came from, when, and what it holds.';
comment on column hcpcs_load.archive.archive_sha256 is 'SHA-256 of the zip or loose file, its name in the archive folder.';
comment on column hcpcs_load.archive.archive_name is 'Name that it came with.';
comment on column hcpcs_load.archive.editions is 'Editions that it was loaded as.';
comment on column hcpcs_load.archive.bytes is 'Size; null of what was loaded before sizes were kept.';
comment on column hcpcs_load.archive.acquired_at is 'When it was kept first.';
comment on column hcpcs_load.archive.url is 'Where it was downloaded; null of what came from a folder.';
comment on column hcpcs_load.archive.etag is 'HTTP header ETag.';
comment on column hcpcs_load.archive.last_modified is 'HTTP header Last-Modified, as it came.';
comment on column hcpcs_load.archive.fetched_at is 'When it was downloaded first.';
comment on column hcpcs_load.archive.last_seen_at is 'When the server last said that it still has it.';
comment on column hcpcs_load.archive.members is 'Names of the files in it.';
comment on view hcpcs.kept_archive is
  'What became of each archive that was kept: published, beside what is, refused, staged, rolled back, or not published.';
comment on column hcpcs.kept_archive.release_sha256 is 'Archive of the code file that it came with.';
comment on column hcpcs.kept_archive.edition is 'Edition that it was read as.';
comment on column hcpcs.kept_archive.archive_sha256 is 'SHA-256 of the zip or loose file, its name in the archive folder.';
comment on column hcpcs.kept_archive.archive_name is 'Name that it came with.';
comment on column hcpcs.kept_archive.edition_told_by is
  'option if the load that brought it named the edition, else folder; counts only where no name tells the edition.';
comment on column hcpcs.kept_archive.is_loose_code_file is 'Whether it is itself a code file, and no zip.';
comment on column hcpcs.kept_archive.fate is 'published, beside, refused, staged, rolled back or not published.';
comment on column hcpcs.kept_archive.reason is 'Why it is not published, in words; null where the fate says it all.';
comment on view hcpcs.reviewed_meaning is 'What people decided on the meaning of reused codes, against the rule.';
comment on column hcpcs.reviewed_meaning.code is 'Code or modifier.';
comment on column hcpcs.reviewed_meaning.edition is 'First edition that lists the code with its changed record.';
comment on column hcpcs.reviewed_meaning.meaning is 'same or new.';
comment on column hcpcs.reviewed_meaning.reason is 'Why, in words.';
comment on column hcpcs.reviewed_meaning.decided_by is 'Who decided; null if the list does not say.';
comment on table hcpcs_load.archive_member is 'The files in each archive that was acquired.';
comment on column hcpcs_load.archive_member.archive_sha256 is 'SHA-256 of the zip or loose file.';
comment on column hcpcs_load.archive_member.name is 'Name of the file.';
comment on column hcpcs_load.archive_member.role is 'What it is for.';
comment on column hcpcs_load.archive_member.bytes is 'Size.';
comment on column hcpcs_load.archive_member.sha256 is 'SHA-256 of its content.';
comment on column hcpcs_load.archive_member.modified_on is 'Time stamp inside the zip.';
comment on table hcpcs_load.stated_wording is
  'What the record layouts of each release say of values beyond what came with the program; hcpcs.indicator_wording follows from it.';
comment on column hcpcs_load.stated_wording.release_id is 'Release that the layout came with.';
comment on column hcpcs_load.stated_wording.source is 'File name of the layout.';
comment on column hcpcs_load.stated_wording.indicator is 'Name of the lookup table.';
comment on column hcpcs_load.stated_wording.code is 'Value as it stands in a record.';
comment on column hcpcs_load.stated_wording.stated_on is 'Date of the layout (its AS OF line), else of the publication.';
comment on column hcpcs_load.stated_wording.description is 'What the value means, in the words of the layout.';
comment on column hcpcs_load.stated_wording.heading is 'Group under which the layout lists the value.';
comment on column hcpcs_load.stated_wording.valid_from is 'First day on which the value holds, where the wording gives one.';
comment on column hcpcs_load.stated_wording.valid_to is 'Day from which the value no longer holds (exclusive), where the wording gives one.';
comment on table hcpcs_load.stated_note is
  'The processing notes of each release; hcpcs.processing_note has the newest of each number.';
comment on column hcpcs_load.stated_note.release_id is 'Release that the notes came with.';
comment on column hcpcs_load.stated_note.source is 'File name.';
comment on column hcpcs_load.stated_note.code is 'Four digits, as in the processing note field of a record.';
comment on column hcpcs_load.stated_note.text is 'The note in one line.';
comment on column hcpcs_load.stated_note.deleted_on is 'Day on which CMS deleted the note, if it says so.';
comment on table hcpcs_load.explained_finding is
  'Findings about values that nothing in their own release explains but another release does. They stand in hcpcs.finding again when that release is rolled back.';
comment on column hcpcs_load.explained_finding.release_id is 'Release in which it was noticed.';
comment on column hcpcs_load.explained_finding.severity is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.rule is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.code is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.field is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.file is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.line is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.observed is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.expected is 'As in hcpcs.finding.';
comment on column hcpcs_load.explained_finding.message is 'As in hcpcs.finding.';
comment on table hcpcs_load.invariant is
  'What must hold in this database whatever was loaded; hcpcs verify runs every query.';
comment on column hcpcs_load.invariant.name is 'Name.';
comment on column hcpcs_load.invariant.description is 'What must hold, in a sentence.';
comment on column hcpcs_load.invariant.query is 'Query whose rows, one text each, are what violates it; without rows it holds.';
comment on view hcpcs_load.record_hash is
  'The hashes of every record, computed from its fields.';
comment on column hcpcs_load.record_hash.record_id is 'Record.';
comment on column hcpcs_load.record_hash.content_hash is 'What hcpcs.code_record.content_hash must be.';
comment on column hcpcs_load.record_hash.descriptive_hash is 'What hcpcs.code_record.descriptive_hash must be.';
comment on view hcpcs_load.coded_value is
  'Every value of an indicator in every record.';
comment on column hcpcs_load.coded_value.record_id is 'Record.';
comment on column hcpcs_load.coded_value.code is 'Its code or modifier.';
comment on column hcpcs_load.coded_value.field is 'Column of the record.';
comment on column hcpcs_load.coded_value.indicator is 'Name of the lookup table.';
comment on column hcpcs_load.coded_value.value is 'Value.';
comment on view hcpcs_load.explained_value is
  'What the lookup tables must hold of values that a document explains.';
comment on column hcpcs_load.explained_value.indicator is 'Name of the lookup table.';
comment on column hcpcs_load.explained_value.code is 'Value as it stands in a record.';
comment on column hcpcs_load.explained_value.description is 'What it means, in the newest wording.';
comment on column hcpcs_load.explained_value.heading is 'Group under which a record layout listed the value last; null if none did.';
comment on column hcpcs_load.explained_value.valid_from is 'First day on which the value holds; null if nothing says.';
comment on column hcpcs_load.explained_value.valid_to is 'Day from which the value no longer holds; null if nothing says.';
comment on column hcpcs_load.explained_value.source is 'File whose wording this is.';
comment on view hcpcs_load.lookup_value is
  'The lookup tables in one.';
comment on column hcpcs_load.lookup_value.indicator is 'Name of the lookup table.';
comment on column hcpcs_load.lookup_value.code is 'Value as it stands in a record.';
comment on column hcpcs_load.lookup_value.documented is 'Whether a document explains the value.';
comment on column hcpcs_load.lookup_value.description is 'What it means; the text of a processing note.';
comment on column hcpcs_load.lookup_value.heading is 'Group under which the record layout lists the value; null for a processing note.';
comment on column hcpcs_load.lookup_value.valid_from is 'First day on which the value holds; of a processing note the day on which it was stated.';
comment on column hcpcs_load.lookup_value.valid_to is 'Day from which the value no longer holds; of a processing note the day on which it was deleted.';
comment on column hcpcs_load.lookup_value.source is 'File whose wording this is, or the code file of an undocumented value.';
comment on table hcpcs_load.run_lock is
  'Which session writes to this database: one at a time, named here by itself, for as long as it lives. See hcpcs_load.run_holder.';
comment on column hcpcs_load.run_lock.only_row is 'True: the table has one row.';
comment on column hcpcs_load.run_lock.pid is 'Process of the session on the server; null if none writes.';
comment on column hcpcs_load.run_lock.login_id is 'Object identifier of its login.';
comment on column hcpcs_load.run_lock.session_started_at is 'When the session began.';
comment on column hcpcs_load.run_lock.server_started_at is 'When the server of the session began.';
comment on view hcpcs_load.run_holder is
  'The session that writes now: the one of hcpcs_load.run_lock if it lives. No row if none does.';
comment on column hcpcs_load.run_holder.pid is 'Process of the session on the server.';
comment on column hcpcs_load.run_holder.login is 'Who is logged in.';
comment on table hcpcs_load.schema_state is
  'Which migrations this schema has, so that a command can tell with one query whether it is up to date.';
comment on column hcpcs_load.schema_state.only_row is 'True: the table has one row.';
comment on column hcpcs_load.schema_state.fingerprint is 'SHA-256 over all migration files.';
comment on column hcpcs_load.schema_state.generation is 'Number that rises with every change of the migration files; a program refuses a higher one than its own.';
comment on column hcpcs_load.schema_state.program_version is 'Version of OpenHCPCS that migrated.';
comment on column hcpcs_load.schema_state.migrated_at is 'When.';
do $$
begin
  if to_regclass('hcpcs_load.flyway_schema_history') is not null then
    comment on table hcpcs_load.flyway_schema_history is 'Which migrations ran when; written by Flyway.';
  end if;
end
$$;

comment on table hcpcs.correction is
  'Corrections that CMS published beside a code file, one row each, held against the newest revision of the edition as published. Source: the corrections workbooks.';
comment on column hcpcs.correction.correction_id is 'Surrogate key.';
comment on column hcpcs.correction.release_id is 'Release that the workbook was loaded with.';
comment on column hcpcs.correction.file is 'Name of the workbook.';
comment on column hcpcs.correction.file_sha256 is 'SHA-256 of the workbook.';
comment on column hcpcs.correction.archive_name is 'Zip that held the workbook, or the workbook itself.';
comment on column hcpcs.correction.archive_sha256 is 'SHA-256 of that.';
comment on column hcpcs.correction.published_on is 'Since when CMS has published the workbook, as far as anything tells.';
comment on column hcpcs.correction.published_basis is 'What told it: name (a date in the file name), archive (the time stamp inside the zip) or edition (nothing; the effective date).';
comment on column hcpcs.correction.named_revision is 'Version that the name of the workbook states, as in V2; 1 if it states none.';
comment on column hcpcs.correction.line is 'Row in the sheet, 1-based.';
comment on column hcpcs.correction.code is 'Code or modifier that it is about.';
comment on column hcpcs.correction.action is 'What is to be done, in CMS''s words.';
comment on column hcpcs.correction.cells is 'The other cells that hold something, by the headers of their columns.';
comment on column hcpcs.correction.is_accepted is 'Whether it was loaded with --apply-corrections, so that revisions are made with it.';
comment on column hcpcs.correction.verdict is
  'merged (the edition says so already), open (it does not), applied (a corrected revision says so), contradicted, superseded, withdrawn or not understood.';
comment on column hcpcs.correction.explanation is 'Why the verdict is this one, where it needs a word.';

comment on table hcpcs_load.reviewed_meaning is
  'What people decided on the meaning of reused codes, against the rule. Source: meanings.csv in the input folder, as the last load found it.';
comment on column hcpcs_load.reviewed_meaning.code is 'Code or modifier.';
comment on column hcpcs_load.reviewed_meaning.edition is 'First edition that lists the code with its changed record, as YYYY-MM.';
comment on column hcpcs_load.reviewed_meaning.meaning is 'same (as before) or new.';
comment on column hcpcs_load.reviewed_meaning.reason is 'Why, in words; stands in code_history.evidence.';
comment on column hcpcs_load.reviewed_meaning.decided_by is 'Who decided; null if the list does not say.';

comment on table hcpcs.policy is
  'Policies that users attach to codes, such as those of payers; loaded with hcpcs policies load, not from releases. Codes of any level. Source: the users CSV files.';
comment on column hcpcs.policy.code is 'Code or modifier; need not be in any loaded edition.';
comment on column hcpcs.policy.source is 'Who issued the policy, such as the name of a payer. A file replaces all rows of the sources that it names.';
comment on column hcpcs.policy.identifier is 'Number or name of the policy at its source, such as CG-MED-23.';
comment on column hcpcs.policy.title is 'Title of the policy.';
comment on column hcpcs.policy.url is 'Where to read it.';
comment on column hcpcs.policy.effective is 'Since when it holds.';
comment on table hcpcs.code_note is
  'Texts that a site keeps on codes; loaded with hcpcs notes load, not from releases. Codes of any level. Source: the users Markdown files.';
comment on column hcpcs.code_note.code is 'Code or modifier; need not be in any loaded edition.';
comment on column hcpcs.code_note.section is 'Heading of the text, such as Summary or Indications.';
comment on column hcpcs.code_note.body is 'The text, in Markdown.';
comment on column hcpcs.code_note.source is 'Who wrote it.';
comment on column hcpcs.code_note.noted_on is 'Date of the text.';
comment on column hcpcs.code_note.file is 'File that it came from, below the folder that was loaded.';
comment on column hcpcs.code_note.position is 'Place of the section in the file, 1-based.';
comment on table hcpcs.manual_section is
  'Sections of the Coverage Issues Manual and the Medicare Carriers Manual, to which records refer, with what became of them in the Internet-Only Manuals. Only what a published document says, which source names; a section that is not here was not found in one.';
comment on column hcpcs.manual_section.manual is 'coverage issues manual or carriers manual.';
comment on column hcpcs.manual_section.section is 'Number of the section, such as 60-9.';
comment on column hcpcs.manual_section.position is 'Which of its successors, where CMS names several; 1 upwards.';
comment on column hcpcs.manual_section.title is 'Title of the section.';
comment on column hcpcs.manual_section.publication is 'Internet-Only Manual that took it over, such as 100-03 (National Coverage Determinations Manual); null if no document tells.';
comment on column hcpcs.manual_section.successor_section is 'Number of the section there; of an NCD its NCD number.';
comment on column hcpcs.manual_section.successor_title is 'Its title there.';
comment on column hcpcs.manual_section.url is 'Where to read it.';
comment on column hcpcs.manual_section.source is 'Document that says so.';
comment on table hcpcs.reference_release is
  'Tables that CMS publishes beside the code files and keys by code, one row per file that was loaded. Of an edition the newest revision prevails; the others stay. No release gives or takes them.';
comment on column hcpcs.reference_release.reference_id is 'Number of the file in this database.';
comment on column hcpcs.reference_release.kind is 'ndc-asp, ndc-opps, ndc-awp, ndc-noc or ndc-prep (NDC-HCPCS crosswalks of the drugs paid by average sales price, of those that hospitals are paid for separately, of those paid by average wholesale price, of those without a code, of those that prevent HIV), payment-limit (what Medicare Part B pays for drugs), or rbcs (Restructured BETOS Classification System).';
comment on column hcpcs.reference_release.edition is 'Edition that the table belongs to, YYYY-MM: the quarter of a crosswalk or payment file; of the RBCS, January of its release year.';
comment on column hcpcs.reference_release.revision is 'Counts the files of the edition with different bytes, from 1: first those that nothing marks as CMS''s own, then by the day of the posting; the last one prevails. Where two were posted on one day, the one that was loaded later comes later.';
comment on column hcpcs.reference_release.published_on is 'Day of the posting, from which on CMS has published the file: the day in its name, MMDDYY; without one the first day of the edition.';
comment on column hcpcs.reference_release.published_basis is 'What told the day of the posting: name, or edition.';
comment on column hcpcs.reference_release.cms_mark is 'What tells that a table is CMS''s own file, and not a list that somebody else has cleaned: title (the one above its header), name (its form) or none.';
comment on column hcpcs.reference_release.effective_on is 'First day of the edition.';
comment on column hcpcs.reference_release.file_name is 'Name of the file.';
comment on column hcpcs.reference_release.archive_name is 'Name of the zip or folder that it was loaded from; null if it was named itself.';
comment on column hcpcs.reference_release.file_sha256 is 'SHA-256 of the file, in lower-case hexadecimal.';
comment on column hcpcs.reference_release.rows_loaded is 'Rows of it that were loaded.';
comment on column hcpcs.reference_release.rows_rejected is 'Rows of it that could not be used; see hcpcs.reference_rejected.';
comment on column hcpcs.reference_release.rows_left_out is 'Rows of Level I and dental codes that a payment file has: their descriptors belong to the AMA and the ADA, so they are counted and not kept.';
comment on column hcpcs.reference_release.loaded_at is 'When it was loaded.';
comment on table hcpcs.reference_rejected is
  'Rows of reference tables that could not be used.';
comment on column hcpcs.reference_rejected.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.reference_rejected.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.reference_rejected.reason is 'Why, in words.';
comment on column hcpcs.reference_rejected.raw is 'The row, its cells joined by tabs. Where a descriptor of CPT or CDT may stand in it, only its first cell.';
comment on table hcpcs.reference_unread is
  'What could not be read in rows of reference tables that were loaded: the cells were left empty.';
comment on column hcpcs.reference_unread.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.reference_unread.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.reference_unread.reason is 'Which cell, and why, in words.';
comment on column hcpcs.reference_unread.raw is 'What stands in the cell. Of a row with too many cells, all behind its NDC or code, joined by tabs; empty where a descriptor of CPT or CDT may stand there.';
comment on table hcpcs.ndc_crosswalk is
  'Drug packages and the codes that they are billed with, of every file that was loaded. That a package or a code is listed says nothing of coverage. Source: CMS, ASP NDC-HCPCS Crosswalk files.';
comment on column hcpcs.ndc_crosswalk.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.ndc_crosswalk.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.ndc_crosswalk.code is 'Code of any level; need not be in any loaded edition. Null in the list ndc-noc, whose drugs have none. Source: column _YYYY_CODE or HCPCS Code.';
comment on column hcpcs.ndc_crosswalk.short_description is 'Short descriptor of a code of Level II; null for CPT and CDT codes, whose descriptors belong to the AMA and the ADA. Source: column Short Description.';
comment on column hcpcs.ndc_crosswalk.ndc is 'National Drug Code as eleven digits, as hcpcs.ndc11 makes them; null if the product number is no NDC, as of some devices.';
comment on column hcpcs.ndc_crosswalk.gtin is 'GTIN as fourteen digits, as hcpcs.gtin14 makes them of a product number that is a GTIN or UPC; null if it is none.';
comment on column hcpcs.ndc_crosswalk.product_number is 'NDC or other number of the product, as published. Source: column NDC, NDC2 or NDC or ALTERNATE ID.';
comment on column hcpcs.ndc_crosswalk.labeler is 'Manufacturer or distributor. Source: column LABELER NAME.';
comment on column hcpcs.ndc_crosswalk.drug_name is 'Name of the product. Source: column Drug Name.';
comment on column hcpcs.ndc_crosswalk.generic_name is 'Generic name, in the list ndc-noc. Source: column Drug Generic Name.';
comment on column hcpcs.ndc_crosswalk.dosage is 'What one billing unit of the code is, such as 10 MG. Source: column HCPCS dosage.';
comment on column hcpcs.ndc_crosswalk.package_size is 'Amount in one item of the package, such as milliliters in a vial. Source: column PKG SIZE.';
comment on column hcpcs.ndc_crosswalk.package_quantity is 'Items in the package. Source: column PKG QTY.';
comment on column hcpcs.ndc_crosswalk.bill_units is 'Billing units of the code in one item. Source: column BILLUNITS.';
comment on column hcpcs.ndc_crosswalk.bill_units_per_package is 'Billing units of the code in the whole package. Source: column BILLUNITSPKG.';
comment on view hcpcs.ndc_crosswalk_current is
  'The NDC-HCPCS crosswalks that are in force today: of each list the newest edition that has begun, in its newest revision.';
comment on column hcpcs.ndc_crosswalk_current.list is 'Which crosswalk: asp, opps, awp, noc or prep.';
comment on column hcpcs.ndc_crosswalk_current.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.ndc_crosswalk_current.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.ndc_crosswalk_current.code is 'Code of any level; need not be in any loaded edition. Null in the list ndc-noc, whose drugs have none. Source: column _YYYY_CODE or HCPCS Code.';
comment on column hcpcs.ndc_crosswalk_current.short_description is 'Short descriptor of a code of Level II; null for CPT and CDT codes, whose descriptors belong to the AMA and the ADA. Source: column Short Description.';
comment on column hcpcs.ndc_crosswalk_current.ndc is 'National Drug Code as eleven digits, as hcpcs.ndc11 makes them; null if the product number is no NDC, as of some devices.';
comment on column hcpcs.ndc_crosswalk_current.product_number is 'NDC or other number of the product, as published. Source: column NDC, NDC2 or NDC or ALTERNATE ID.';
comment on column hcpcs.ndc_crosswalk_current.labeler is 'Manufacturer or distributor. Source: column LABELER NAME.';
comment on column hcpcs.ndc_crosswalk_current.drug_name is 'Name of the product. Source: column Drug Name.';
comment on column hcpcs.ndc_crosswalk_current.generic_name is 'Generic name, in the list ndc-noc. Source: column Drug Generic Name.';
comment on column hcpcs.ndc_crosswalk_current.dosage is 'What one billing unit of the code is, such as 10 MG. Source: column HCPCS dosage.';
comment on column hcpcs.ndc_crosswalk_current.package_size is 'Amount in one item of the package, such as milliliters in a vial. Source: column PKG SIZE.';
comment on column hcpcs.ndc_crosswalk_current.package_quantity is 'Items in the package. Source: column PKG QTY.';
comment on column hcpcs.ndc_crosswalk_current.bill_units is 'Billing units of the code in one item. Source: column BILLUNITS.';
comment on column hcpcs.ndc_crosswalk_current.bill_units_per_package is 'Billing units of the code in the whole package. Source: column BILLUNITSPKG.';
comment on column hcpcs.ndc_crosswalk_current.edition is 'Edition of the file.';
comment on column hcpcs.ndc_crosswalk_current.revision is 'Revision of the file.';
comment on table hcpcs.unit_of_measure is
  'The units that hcpcs.code_unit has and hcpcs.billing_units reads, each with its one spelling. The program fills it from the rule that reads descriptions.';
comment on column hcpcs.unit_of_measure.unit is 'The one spelling, such as mg.';
comment on column hcpcs.unit_of_measure.ucum is 'Code in the Unified Code for Units of Measure; what is counted stands in braces.';
comment on column hcpcs.unit_of_measure.dimension is 'What it measures. Amounts are converted within one dimension; what is counted, and occasions such as a study dose, are not converted.';
comment on column hcpcs.unit_of_measure.size is 'How much it is of the unit that its dimension is reckoned in: of mg, ml, unit, mCi, cm2, cm or minute.';
comment on column hcpcs.unit_of_measure.spellings is 'Regular expression for the ways to write it, whatever the case.';
comment on table hcpcs.unit_reading is
  'The quantities that hcpcs.code_unit has, each once however many records say it in these words.';
comment on column hcpcs.unit_reading.reading_id is 'Surrogate key, hcpcs.code_record.unit_reading.';
comment on column hcpcs.unit_reading.amount is 'As in hcpcs.code_unit.';
comment on column hcpcs.unit_reading.unit is 'As in hcpcs.code_unit.';
comment on column hcpcs.unit_reading.ucum is 'As in hcpcs.code_unit.';
comment on column hcpcs.unit_reading.basis is 'As in hcpcs.code_unit.';
comment on column hcpcs.unit_reading.source_text is 'As in hcpcs.code_unit.';
comment on view hcpcs.code_unit is
  'The quantity that one billed unit of a code stands for, read from the description of each record, at most one row a record. Without a row the description does not say, or says two things (finding unit-several). Where a crosswalk or payment file states another dosage there is a finding unit-dosage.';
comment on column hcpcs.code_unit.code is 'Code.';
comment on column hcpcs.code_unit.record_id is 'Record whose description says so, in hcpcs.code_record.';
comment on column hcpcs.code_unit.amount is 'How much one unit stands for.';
comment on column hcpcs.code_unit.unit is 'Of what: mg, mcg, g, ml, unit, million units, mCi, microcurie, cm2, vial, study dose, each and others, one spelling each. International and USP units are units; ucum tells them apart.';
comment on column hcpcs.code_unit.ucum is 'The unit in the Unified Code for Units of Measure; of biological units [iU] or [USP''U] where the description says so, and else [arb''U].';
comment on column hcpcs.code_unit.basis is 'How the description says it: exact (10 mg), up to (a unit also stands for less), per (per 10 mg, per vial) or each.';
comment on column hcpcs.code_unit.source_text is 'The words that it was read from, as published.';
comment on table hcpcs_load.unit_rule is
  'By which rule hcpcs.code_unit was read. One row, or none before the first load.';
comment on column hcpcs_load.unit_rule.version is 'Version of the rule: a program with another one reads all records again.';
comment on table hcpcs.payment_limit_line is
  'Rows of CMS''s payment files (ASP pricing file, since 2026 Medicare Part B payment limit file), of all revisions. hcpcs.payment_limit has them with their quarters.';
comment on column hcpcs.payment_limit_line.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.payment_limit_line.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.payment_limit_line.short_description is 'Short descriptor. Source: column Short Description.';
comment on view hcpcs.payment_limit is
  'What Medicare Part B pays for a unit of a drug, by quarter, of all revisions that are loaded; hcpcs.payment_limit_of answers for a day. Codes of Level I are not in it.';
comment on column hcpcs.payment_limit.edition is 'Quarter that the limit holds for, YYYY-MM.';
comment on column hcpcs.payment_limit.revision is 'Revision of the file: CMS posts it again and restates earlier quarters. The last prevails.';
comment on column hcpcs.payment_limit.published_on is 'Day of the posting: the day in the name of the file, without one the first day of the quarter.';
comment on column hcpcs.payment_limit.source is 'File and line.';
comment on function hcpcs.payment_limit_of(text, date, date) is
  'What Medicare Part B pays for a unit of a code on a day, as it was known on another: the row of the last posting for the quarter that the day is in. No row where no payment file of that quarter is loaded or it does not have the code.
code: Code, in any case.
on_date: Date of service; today if left out.
known_on: Day on which it was known; today if left out. Later postings do not count.
edition: Quarter that the limit holds for, YYYY-MM.
revision: Revision of the file.
published_on: Day of the posting.
source: File and line.
dosage: What one unit of the code is, such as 10 MG.
payment_limit: Dollars for one unit; null where the file has none, such as N/A: the notes say how it is paid.
coinsurance_percentage: What the patient pays of it, in percent.
vaccine_awp_percentage: Percentage of the average wholesale price that a vaccine is paid by.
vaccine_limit: Dollars for a vaccine.
blood_awp_percentage: Percentage of the average wholesale price that blood is paid by.
blood_limit: Dollars for blood.
clotting_factor: 1 for a clotting factor.
notes: What the file says of the row.';
comment on column hcpcs.payment_limit_line.code is 'Code. Source: column HCPCS Code.';
comment on column hcpcs.payment_limit.code is 'Code. Source: column HCPCS Code.';
comment on column hcpcs.payment_limit_line.dosage is 'What one unit of the code is, such as 10 MG. Source: column HCPCS Code Dosage.';
comment on column hcpcs.payment_limit.dosage is 'What one unit of the code is, such as 10 MG. Source: column HCPCS Code Dosage.';
comment on column hcpcs.payment_limit_line.payment_limit is 'Dollars for one unit; null where the file has none, such as N/A: the notes say how it is paid. Source: column Payment Limit.';
comment on column hcpcs.payment_limit.payment_limit is 'Dollars for one unit; null where the file has none, such as N/A: the notes say how it is paid. Source: column Payment Limit.';
comment on column hcpcs.payment_limit_line.coinsurance_percentage is 'What the patient pays of it, in percent. Source: column Co-insurance Percentage.';
comment on column hcpcs.payment_limit.coinsurance_percentage is 'What the patient pays of it, in percent. Source: column Co-insurance Percentage.';
comment on column hcpcs.payment_limit_line.vaccine_awp_percentage is 'Percentage of the average wholesale price that a vaccine is paid by. Source: column Vaccine AWP%.';
comment on column hcpcs.payment_limit.vaccine_awp_percentage is 'Percentage of the average wholesale price that a vaccine is paid by. Source: column Vaccine AWP%.';
comment on column hcpcs.payment_limit_line.vaccine_limit is 'Dollars for a vaccine. Source: column Vaccine Limit.';
comment on column hcpcs.payment_limit.vaccine_limit is 'Dollars for a vaccine. Source: column Vaccine Limit.';
comment on column hcpcs.payment_limit_line.blood_awp_percentage is 'Percentage of the average wholesale price that blood is paid by. Source: column Blood AWP%.';
comment on column hcpcs.payment_limit.blood_awp_percentage is 'Percentage of the average wholesale price that blood is paid by. Source: column Blood AWP%.';
comment on column hcpcs.payment_limit_line.blood_limit is 'Dollars for blood. Source: column Blood limit.';
comment on column hcpcs.payment_limit.blood_limit is 'Dollars for blood. Source: column Blood limit.';
comment on column hcpcs.payment_limit_line.clotting_factor is '1 for a clotting factor. Source: column Clotting Factor.';
comment on column hcpcs.payment_limit.clotting_factor is '1 for a clotting factor. Source: column Clotting Factor.';
comment on column hcpcs.payment_limit_line.notes is 'What the file says of the row. Source: column Notes.';
comment on column hcpcs.payment_limit.notes is 'What the file says of the row. Source: column Notes.';
comment on function hcpcs.billing_units(text, numeric, text, date, text) is
  'How many units to bill for a dose, and why. Amounts are converted within what their units measure (g, mg and mcg), never across (mg and ml), and rounded up to whole units. A refusal has null units and a reason: the code is not valid on the day, its description says no quantity or two, a unit is a dose or treatment, the dose measures something else or is not above zero.
code: Code, in any case.
dose: How much was given.
unit: Of what, in any spelling of hcpcs.unit_of_measure.
on_date: Date of service; today if left out.
ndc: Drug package that it came from, in any form that hcpcs.codes_of_ndc reads; null for none.
units: Whole units to bill; null for a refusal.
exact: The units before they were rounded up.
discarded: Units that the opened items of the package hold beyond those that are billed (modifier JW; JZ if 0): an item, such as a vial, holds what the crosswalk in force on the day says. Null without an NDC, or where no crosswalk says.
per_amount: How much one unit stands for.
per_unit: Of what.
reason: In words, how it was reckoned, or why there are no units.';
comment on table hcpcs.rbcs is
  'Restructured BETOS Classification System: the category, subcategory and family of codes over time, of every file that was loaded. A code may have several rows, one after the other. Source: CMS, Restructured BETOS Classification System.';
comment on column hcpcs.rbcs.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.rbcs.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.rbcs.code is 'Code of any level; need not be in any loaded edition. Source: column HCPCS_Cd.';
comment on column hcpcs.rbcs.rbcs_id is 'Six characters: category, subcategory, three digits of the family, major indicator. Source: column RBCS_ID.';
comment on column hcpcs.rbcs.category is 'Category, one letter. Source: column RBCS_Cat.';
comment on column hcpcs.rbcs.category_description is 'Name of the category. Source: column RBCS_Cat_Desc.';
comment on column hcpcs.rbcs.subcategory is 'Subcategory, two letters of which the first is the category. Source: column RBCS_Cat_Subcat.';
comment on column hcpcs.rbcs.subcategory_description is 'Name of the subcategory. Source: column RBCS_Subcat_Desc.';
comment on column hcpcs.rbcs.family is 'Family within the subcategory, three digits; 000 for none. Source: column RBCS_FamNumb.';
comment on column hcpcs.rbcs.family_description is 'Name of the family. Source: column RBCS_Family_Desc.';
comment on column hcpcs.rbcs.major_indicator is 'M for a major procedure, O for another procedure, N for what is no procedure. Source: column RBCS_Major_Ind.';
comment on column hcpcs.rbcs.code_added_date is 'Since when the code is in use, as the RBCS says. Source: column HCPCS_Cd_Add_Dt.';
comment on column hcpcs.rbcs.code_end_date is 'Last day of the code, as the RBCS says; null for none. Source: column HCPCS_Cd_End_Dt.';
comment on column hcpcs.rbcs.valid_from is 'First day on which the assignment holds. Source: column RBCS_Assignment_Eff_Dt, since release year 2023 RBCS_Analysis_Start_Dt.';
comment on column hcpcs.rbcs.valid_to is 'Day from which it no longer holds (exclusive); null for none. Source: column RBCS_Assignment_End_Dt, later RBCS_Analysis_End_Dt, plus one day.';
comment on column hcpcs.rbcs.is_latest is 'Whether it is the newest assignment of the code; null in files that do not say. Source: column RBCS_Latest_Assignment.';
comment on column hcpcs.rbcs.first_release_year is 'Release year that first had the assignment. Source: column First_RBCS_Release_Year.';
comment on column hcpcs.rbcs.alternate_method is 'Whether the assignment was found by the alternate method, as published: 1 or 0. Source: column Alt_Assignment_Method.';
comment on column hcpcs.rbcs.was_reassigned is 'Whether the code ever had another RBCS id. Source: column RBCS_Id_Ever_Reassigned.';
comment on view hcpcs.rbcs_current is
  'The newest assignment of every code, by the newest edition of the RBCS that is loaded. All assignments: hcpcs.rbcs; that of a day: hcpcs.rbcs_of.';
comment on column hcpcs.rbcs_current.reference_id is 'File, in hcpcs.reference_release.';
comment on column hcpcs.rbcs_current.line is 'Line of the file that the row ends on, from 1.';
comment on column hcpcs.rbcs_current.code is 'Code of any level; need not be in any loaded edition. Source: column HCPCS_Cd.';
comment on column hcpcs.rbcs_current.rbcs_id is 'Six characters: category, subcategory, three digits of the family, major indicator. Source: column RBCS_ID.';
comment on column hcpcs.rbcs_current.category is 'Category, one letter. Source: column RBCS_Cat.';
comment on column hcpcs.rbcs_current.category_description is 'Name of the category. Source: column RBCS_Cat_Desc.';
comment on column hcpcs.rbcs_current.subcategory is 'Subcategory, two letters of which the first is the category. Source: column RBCS_Cat_Subcat.';
comment on column hcpcs.rbcs_current.subcategory_description is 'Name of the subcategory. Source: column RBCS_Subcat_Desc.';
comment on column hcpcs.rbcs_current.family is 'Family within the subcategory, three digits; 000 for none. Source: column RBCS_FamNumb.';
comment on column hcpcs.rbcs_current.family_description is 'Name of the family. Source: column RBCS_Family_Desc.';
comment on column hcpcs.rbcs_current.major_indicator is 'M for a major procedure, O for another procedure, N for what is no procedure. Source: column RBCS_Major_Ind.';
comment on column hcpcs.rbcs_current.code_added_date is 'Since when the code is in use, as the RBCS says. Source: column HCPCS_Cd_Add_Dt.';
comment on column hcpcs.rbcs_current.code_end_date is 'Last day of the code, as the RBCS says; null for none. Source: column HCPCS_Cd_End_Dt.';
comment on column hcpcs.rbcs_current.valid_from is 'First day on which the assignment holds. Source: column RBCS_Assignment_Eff_Dt, since release year 2023 RBCS_Analysis_Start_Dt.';
comment on column hcpcs.rbcs_current.valid_to is 'Day from which it no longer holds (exclusive); null for none. Source: column RBCS_Assignment_End_Dt, later RBCS_Analysis_End_Dt, plus one day.';
comment on column hcpcs.rbcs_current.first_release_year is 'Release year that first had the assignment. Source: column First_RBCS_Release_Year.';
comment on column hcpcs.rbcs_current.alternate_method is 'Whether the assignment was found by the alternate method, as published: 1 or 0. Source: column Alt_Assignment_Method.';
comment on column hcpcs.rbcs_current.was_reassigned is 'Whether the code ever had another RBCS id. Source: column RBCS_Id_Ever_Reassigned.';
comment on column hcpcs.rbcs_current.edition is 'Edition of the file.';
comment on column hcpcs.rbcs_current.revision is 'Revision of the file.';
comment on function hcpcs.ndc11(text) is
  'An NDC as the eleven digits that claims have, from any way to write it: eleven digits, or parts of 5-4-2, 4-4-2, 5-3-2 or 5-4-1 digits with hyphens or blanks between; NDC or N4 may stand before it. Null for anything else, also for ten digits without hyphens: nobody can tell where the missing zero belongs.
ndc: NDC as somebody wrote it.';
comment on function hcpcs.gtin14(text) is
  'A GTIN of fourteen digits, or a UPC of twelve, as fourteen digits: products that are no drugs stand under them in crosswalks. Null for anything else, also where the last digit is not the check of the others. A UPC of a drug holds the ten digits of its NDC; where the missing zero belongs, nobody can tell.
number: GTIN or UPC as somebody wrote it.';
comment on function hcpcs.reference_in_force(date) is
  'The reference tables in force on a day: of each kind the newest edition that had begun, in its newest revision. Say infinity for the newest of all.
on_date: Day; today if left out.
kind: Kind, as in hcpcs.reference_release.
edition: Edition, YYYY-MM.
revision: Its newest revision.
reference_id: File, in hcpcs.reference_release.';
comment on function hcpcs.codes_of_ndc(text, date) is
  'The codes that a drug package is billed with, by the crosswalks in force on a day: of each list the newest edition that had begun. Look at edition: it may be much older than the day if no later one is loaded. A package may stand in several lists, and have several codes.
ndc: NDC in any form that hcpcs.ndc11 reads, or a UPC or GTIN, as hcpcs.gtin14 does.
on_date: Date of service; today if left out.
code: Code of any level; null in the list noc, whose drugs have none.
list: Which crosswalk: asp, opps, awp, noc or prep.
edition: Edition of the crosswalk.
revision: Its revision.
product_number: NDC as published.
labeler: Manufacturer or distributor.
drug_name: Name of the product.
dosage: What one billing unit of the code is, such as 10 MG.
package_size: Amount in one item of the package.
package_quantity: Items in the package.
bill_units: Billing units of the code in one item.
bill_units_per_package: Billing units of the code in the whole package.';
comment on function hcpcs.rbcs_of(text, date) is
  'Where a code belongs on a day in the Restructured BETOS Classification System, by its newest loaded edition; no row if that assigns it to nothing on that day.
code: Code of any level, in any case.
on_date: Date of service; today if left out.
rbcs_id: Six characters: category, subcategory, three digits of the family, major indicator.
category: Category, one letter.
category_description: Its name.
subcategory: Subcategory, two letters.
subcategory_description: Its name.
family: Family, three digits; 000 for none.
family_description: Its name.
major_indicator: M for a major procedure, O for another procedure, N for what is no procedure.
valid_from: First day of the assignment.
valid_to: Day from which it no longer holds (exclusive); null for none.
edition: Edition of the RBCS.
revision: Its revision.';
comment on view hcpcs.code_pricing is
  'Pricing indicators of every code, one row each, from its newest record as in hcpcs.code_detail.';
comment on column hcpcs.code_pricing.code is 'Code or modifier.';
comment on column hcpcs.code_pricing.position is 'Which pricing indicator of the code, 1 upwards; there may be holes.';
comment on column hcpcs.code_pricing.value is 'Value as it stands in the record.';
comment on column hcpcs.code_pricing.description is 'What it means.';
comment on view hcpcs.code_type_of_service is
  'Types of service of every code, one row each, from its newest record as in hcpcs.code_detail.';
comment on column hcpcs.code_type_of_service.code is 'Code or modifier.';
comment on column hcpcs.code_type_of_service.position is 'Which type of service of the code, 1 upwards; there may be holes.';
comment on column hcpcs.code_type_of_service.value is 'Value as it stands in the record.';
comment on column hcpcs.code_type_of_service.description is 'What it means.';
comment on view hcpcs.code_lab_certification is
  'Lab certifications of every code, one row each, from its newest record as in hcpcs.code_detail.';
comment on column hcpcs.code_lab_certification.code is 'Code or modifier.';
comment on column hcpcs.code_lab_certification.position is 'Which lab certification of the code, 1 upwards; there may be holes.';
comment on column hcpcs.code_lab_certification.value is 'Value as it stands in the record.';
comment on column hcpcs.code_lab_certification.description is 'What it means.';
comment on view hcpcs.code_cross_reference is
  'Cross references of every code, one row each, from its newest record. With kinds of targets: hcpcs.cross_reference; of ended codes to what lives: hcpcs.replacement.';
comment on column hcpcs.code_cross_reference.code is 'Code or modifier.';
comment on column hcpcs.code_cross_reference.position is 'Which of its cross references, 1 to 5.';
comment on column hcpcs.code_cross_reference.value is 'Code that it names.';
comment on column hcpcs.code_cross_reference.description is 'Short description of that code; null for a code that no loaded edition lists, such as CPT.';
comment on view hcpcs.code_coverage_manual is
  'References of every code to the Coverage Issues Manual, from its newest record, with what became of the section (hcpcs.manual_section). One row for each, or for each of several successors.';
comment on column hcpcs.code_coverage_manual.code is 'Code or modifier.';
comment on column hcpcs.code_coverage_manual.position is 'Which of its references, 1 to 3.';
comment on column hcpcs.code_coverage_manual.value is 'Section as it stands in the record.';
comment on column hcpcs.code_coverage_manual.description is 'Title of the section; null if not known.';
comment on column hcpcs.code_coverage_manual.publication is 'Internet-Only Manual that took it over; null if no document tells.';
comment on column hcpcs.code_coverage_manual.successor_section is 'Number of the section there.';
comment on column hcpcs.code_coverage_manual.successor_title is 'Its title there.';
comment on column hcpcs.code_coverage_manual.url is 'Where to read it.';
comment on column hcpcs.code_coverage_manual.source is 'Document that says so.';
comment on view hcpcs.code_carriers_manual is
  'References of every code to the Medicare Carriers Manual, from its newest record, with what became of the section (hcpcs.manual_section). One row for each, or for each of several successors.';
comment on column hcpcs.code_carriers_manual.code is 'Code or modifier.';
comment on column hcpcs.code_carriers_manual.position is 'Which of its references, 1 to 3.';
comment on column hcpcs.code_carriers_manual.value is 'Section as it stands in the record.';
comment on column hcpcs.code_carriers_manual.description is 'Title of the section; null if not known.';
comment on column hcpcs.code_carriers_manual.publication is 'Internet-Only Manual that took it over; null if no document tells.';
comment on column hcpcs.code_carriers_manual.successor_section is 'Number of the section there.';
comment on column hcpcs.code_carriers_manual.successor_title is 'Its title there.';
comment on column hcpcs.code_carriers_manual.url is 'Where to read it.';
comment on column hcpcs.code_carriers_manual.source is 'Document that says so.';
comment on view hcpcs.field_definition is
  'What each field of a record means: CMSs name and positions, and the definition in our words. Read from the comments of hcpcs.code_record.';
comment on column hcpcs.field_definition.field is 'Column of hcpcs.code_record and hcpcs.code_detail.';
comment on column hcpcs.field_definition.name is 'Name in words.';
comment on column hcpcs.field_definition.cms_name is 'Name in the record layout (STANDARD ALIAS).';
comment on column hcpcs.field_definition.begins is 'First position in the fixed-width record, 1-based.';
comment on column hcpcs.field_definition.ends is 'Last position, inclusive.';
comment on column hcpcs.field_definition.workbook_column is 'Header of its column in CMSs workbook since 2016.';
comment on column hcpcs.field_definition.definition is 'What it means.';
comment on column hcpcs.field_definition.lookup_table is 'Table that decodes its values; null for one that is not coded.';
comment on column hcpcs.field_definition.source is 'Document that has the positions.';
comment on view hcpcs.data_dictionary is
  'Every schema, table, view and function with its columns, parameters and result columns, and what each means: the comments, in one place. hcpcs dictionary prints it.';
comment on column hcpcs.data_dictionary.schema_name is 'Schema.';
comment on column hcpcs.data_dictionary.object_name is 'Table, view or function; the schema itself in its own row.';
comment on column hcpcs.data_dictionary.object_kind is 'schema, table, view or function.';
comment on column hcpcs.data_dictionary.signature is 'Function with the types of its parameters.';
comment on column hcpcs.data_dictionary.element_kind is 'column, parameter or result column; null for the row of the object.';
comment on column hcpcs.data_dictionary.position is 'Place among the columns or parameters, 1-based.';
comment on column hcpcs.data_dictionary.element is 'Name of the column or parameter.';
comment on column hcpcs.data_dictionary.data_type is 'Type; of a function what it returns (rows: those of its result columns).';
comment on column hcpcs.data_dictionary.may_be_null is 'Whether a column of a table may be null.';
comment on column hcpcs.data_dictionary.meaning is 'What it means.';
comment on column hcpcs.data_dictionary.source is 'Where CMS publishes it: positions and name in the record layout, column of the workbook, or file.';
comment on function hcpcs.code_detail_as_of(date, date) is
  'hcpcs.code_detail as it stood on a day: one row per code that was known on known_on, with the content that holds on a date of service (before its first day the first, after its end the last) and its status on that date.
on_date: Date of service.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
status: active, terminated, future or absent on that date.
valid_during: Days of service over which the code had this content; empty if it ended before it was added.
known_from: Since when CMS has published this content.';
comment on function hcpcs.code_value_as_of(date, date) is
  'The repeated fields of the codes that are valid on a date of service, one row per position that holds something: pricing indicators, types of service, lab certifications, cross references and references to manuals, as hcpcs.code_pricing and its like have them for today.
on_date: Date of service.
known_on: Day whose knowledge counts: what CMS had published by then; today if left out.
field: pricing_indicator, type_of_service, lab_certification, cross_reference, coverage_issues_manual or carriers_manual.
position: Which position of the field, 1 upwards.
value: Value as it stands in the record.
description: What it means; null for cross references and manuals.';
comment on table hcpcs_load.code_event is
  'What became of each code: a row for each publishing with all its events side by side; hcpcs.change_event shows them one by one. A log: another order of loading gives other rows.';
comment on column hcpcs_load.code_event.first_event_id is 'Number of its first event; the others follow.';
comment on column hcpcs_load.code_event.recorded_at is 'When its transaction began.';
comment on column hcpcs_load.code_event.edition is 'Newest edition that was loaded then; null if none was left.';
comment on column hcpcs_load.code_event.operations is 'add, change, terminate, reactivate, reuse, absent or return, in the order of the codes.';
comment on column hcpcs_load.code_event.old_record_ids is 'Newest record of each code before; null if there was none. It may be gone by now.';
comment on column hcpcs_load.code_event.new_record_ids is 'Newest record of each code after; null if no release was left that lists it. It may be gone by now.';
comment on column hcpcs_load.code_event.old_listed is 'Whether the newest edition listed the code before.';
comment on column hcpcs_load.code_event.new_listed is 'Whether the newest edition listed the code after.';
comment on table hcpcs_load.told_record is 'Records that events speak of and that no release holds any more.';
comment on column hcpcs_load.told_record.record_id is 'What it was as a record.';
comment on column hcpcs_load.told_record.record is 'Its fields that are not blank.';
comment on table hcpcs_load.listing_change is
  'What the newest listings were before the transaction that is open changed them: hcpcs_load.tell_events() makes events of it. Empty when none is open.';
comment on column hcpcs_load.listing_change.code is 'Code or modifier whose newest listing changed.';
comment on column hcpcs_load.listing_change.old_record_id is 'Its newest record before; null if there was none.';
comment on column hcpcs_load.listing_change.old_listed is 'Whether the newest edition listed it before.';
comment on table hcpcs_load.listing_stretch is 'The unbroken stretches of releases that list a record, in the order of editions and revisions. Derived from the releases.';
comment on column hcpcs_load.listing_stretch.record_id is 'Record.';
comment on column hcpcs_load.listing_stretch.first_release is 'First release of the stretch.';
comment on column hcpcs_load.listing_stretch.next_release is 'Release after its last; null if there is none.';
comment on view hcpcs_load.succession is 'Releases, each with the one that its changes are against.';
comment on column hcpcs_load.succession.release_id is 'Release.';
comment on column hcpcs_load.succession.edition is 'Its edition.';
comment on column hcpcs_load.succession.effective_on is 'First day of its edition.';
comment on column hcpcs_load.succession.place is 'Its number in the order of editions and revisions.';
comment on column hcpcs_load.succession.previous_id is 'Current revision of the newest loaded edition before; null for the oldest.';
comment on column hcpcs_load.succession.previous_on is 'First day of that edition.';
comment on column hcpcs_load.succession.is_next is 'Whether no edition is missing between: only then action codes speak of the changes.';
comment on function hcpcs_load.refuse_unknown_value() is 'Refuses a record with a value that has no row in its lookup table.';
comment on function hcpcs_load.refuse_overlap() is 'Refuses rows of a code that overlap in both valid and known time.';
comment on function hcpcs_load.number_revisions(text) is
  'Numbers the revisions of an edition in the order of publication, and says which is current.
of_edition: Such as 2019-01.';
comment on function hcpcs_load.record_difference(integer, integer) is
  'The records that one of two releases lists and the other does not, a row per record.
before_id: Release; null for none.
after_id: Another one.
old_id: What the former lists; null if only the latter does.
new_id: What the latter lists; null if only the former does.';
comment on function hcpcs_load.listing_difference(integer, integer) is
  'The records that one of two releases lists and the other does not, a row per code.
before_id: Release.
after_id: Another one.
code: Code or modifier.
old_id: What the former lists of it and the latter does not.
new_id: What the latter lists of it and the former does not.';
comment on function hcpcs_load.derived_listing_stretch() is
  'What hcpcs_load.listing_stretch must hold.
record_id: Record.
first_release: First release of the stretch.
next_release: Release after its last; null if there is none.';
comment on function hcpcs_load.refresh_listing_stretches(integer) is
  'Brings hcpcs_load.listing_stretch up to date.
added: A release that was added behind all others; null after anything else.';
comment on function hcpcs_load.take_out_of_listing_stretches(integer, integer) is
  'Takes a release that is gone out of hcpcs_load.listing_stretch.
gone: The release, which was the only one of its edition.
behind: The release that came behind it; null if it was the last.';
comment on function hcpcs_load.derived_newest_listing() is
  'What hcpcs_load.newest_listing must hold.
code: Code or modifier.
record_id: Its newest record.
absent_after: Newest release that lists it; null if that is the newest release of all.';
comment on function hcpcs_load.refresh_newest_listing(integer) is
  'Brings hcpcs_load.newest_listing up to date, and keeps in hcpcs_load.listing_change what it said before.
added: A release that was added behind all others; null after anything else.';
comment on function hcpcs_load.derived_change(integer) is
  'What hcpcs.code_change must hold of a release.
of_release: Its number; the columns are those of the table.
change: What happened, as hcpcs.code_change has it.
field: Column that changed; null for a code that came or went.
old_value: Value before.
new_value: Value in the release.
effective_on: Action effective date of the record.
silent: Whether the action says nothing of it.
after_gap: Whether it is a field of a code that came back.';
comment on function hcpcs_load.derived_return(integer, integer[]) is
  'The rows of hcpcs.code_change of codes that came back to a release, by field.
of_release: Its number; the columns are those of the table.
came: The records of the codes that the edition before does not list.
change: What happened, as hcpcs.code_change has it.
field: Column that changed; null for a code that came or went.
old_value: Value before.
new_value: Value in the release.
effective_on: Action effective date of the record.
silent: Whether the action says nothing of it.
after_gap: Whether it is a field of a code that came back.';
comment on function hcpcs_load.derived_change_finding(integer) is
  'The findings about the changes of a release that hcpcs.finding must hold.
of_release: Its number; the columns are those of the table.
severity: error, warning or info.
rule: Name of the rule.
field: Field or fields that it is about.
observed: What was found.
expected: What the rule expected.
message: The finding in words.';
comment on function hcpcs_load.refresh_changes(text) is
  'Brings hcpcs.code_change and its findings up to date for an edition and the one after it.
of_edition: Such as 2019-01.';
comment on function hcpcs_load.code_of_number(integer) is
  'The code or modifier that a number of hcpcs_load.transaction_report stands for.
number: To the base of 36 the code, with a one before it.';
comment on function hcpcs_load.derived_transaction_finding(integer) is
  'What the transaction reports of a release and its records disagree on.
of_release: Its number; the columns are those of hcpcs.finding.
severity: error, warning or info.
rule: Name of the rule.
field: Field or fields that it is about.
file: File of the report.
line: Line of the file.
observed: What was found.
expected: What the rule expected.
message: The finding in words.';
comment on function hcpcs_load.refresh_transactions(text) is
  'Brings the findings of the comparison with transaction reports up to date for an edition and the one after it.
of_edition: Such as 2019-01.';
comment on function hcpcs_load.refresh_search() is 'Brings the search tables up to date with the codes of hcpcs_load.listing_change.';
comment on function hcpcs_load.tell_events() is 'Makes events of hcpcs_load.listing_change, and empties it.';
comment on function hcpcs_load.remove_unheld_records() is 'Removes records that no release holds any more, and returns how many went.';
comment on function hcpcs_load.refresh_lookups() is 'Brings the lookup tables, and the findings about undocumented values, up to date.';
comment on view hcpcs.change_event is
  'Change stream: what became of each code, for systems that follow by polling. Ask for what is behind the last event_id that you have; a notification on the channel hcpcs_change says that there is more. The last event of a code has its newest record.';
comment on column hcpcs.change_event.event_id is 'Rises by one, in the order of publishing.';
comment on column hcpcs.change_event.recorded_at is 'When it was published here.';
comment on column hcpcs.change_event.edition is 'Newest edition that was loaded then; null if none was left.';
comment on column hcpcs.change_event.code is 'HCPCS code, or two-character modifier.';
comment on column hcpcs.change_event.operation is 'add, change, terminate, reactivate, reuse (another meaning), absent (no longer listed) or return.';
comment on column hcpcs.change_event.payload is 'All of it as JSON: event_id, operation, edition, and the record before and after with its fields that are not blank and is_listed, whether the newest edition lists the code; null where there is none.';
comment on view hcpcs.processing_note_wording is 'What files of processing notes said, one row per note and day of publication.';
comment on column hcpcs.processing_note_wording.code is 'Number of the note.';
comment on column hcpcs.processing_note_wording.stated_on is 'Publication date of the release that the file came with.';
comment on column hcpcs.processing_note_wording.text is 'Text of the note.';
comment on column hcpcs.processing_note_wording.source is 'File that says it.';
