-- One noun for one thing: corrections, completeness and acceptance are called so in screens, contract and server.
alter table problem_row rename to correctable_row;
alter table correctable_row rename column mended to corrected;
alter table correction rename column mended_count to corrected_count;
alter table corrected_row rename column mended_before to corrected_before;
alter table list_tally rename to completeness_tally;
alter table agency_signature rename to acceptance_signature;
alter table agency_decision rename to acceptance_decision;

alter table correctable_row rename constraint problem_row_pkey to correctable_row_pkey;
alter table correctable_row rename constraint problem_row_column to correctable_row_column;
alter table correctable_row rename constraint problem_row_file_id_row_number_fkey to correctable_row_file_id_row_number_fkey;
alter table correctable_row rename constraint problem_row_agency_code_fkey to correctable_row_agency_code_fkey;
alter table correctable_row rename constraint problem_row_changed_by_fkey to correctable_row_changed_by_fkey;
alter index problem_row_by_value rename to correctable_row_by_value;
alter table completeness_tally rename constraint list_tally_key to completeness_tally_key;
alter table completeness_tally rename constraint list_tally_file_id_fkey to completeness_tally_file_id_fkey;
alter table completeness_tally rename constraint list_tally_agency_code_fkey to completeness_tally_agency_code_fkey;
alter table acceptance_signature rename constraint agency_signature_pkey to acceptance_signature_pkey;
alter table acceptance_signature rename constraint agency_signature_campaign_id_fkey to acceptance_signature_campaign_id_fkey;
alter table acceptance_signature rename constraint agency_signature_agency_code_fkey to acceptance_signature_agency_code_fkey;
alter table acceptance_signature rename constraint agency_signature_signed_by_fkey to acceptance_signature_signed_by_fkey;
alter index agency_signature_in_force rename to acceptance_signature_in_force;
alter table acceptance_decision rename constraint agency_decision_pkey to acceptance_decision_pkey;
alter table acceptance_decision rename constraint agency_decision_kind to acceptance_decision_kind;
alter table acceptance_decision rename constraint agency_decision_note to acceptance_decision_note;
alter table acceptance_decision rename constraint agency_decision_campaign_id_fkey to acceptance_decision_campaign_id_fkey;
alter table acceptance_decision rename constraint agency_decision_agency_code_fkey to acceptance_decision_agency_code_fkey;
alter table acceptance_decision rename constraint agency_decision_decided_by_fkey to acceptance_decision_decided_by_fkey;
alter index agency_decision_in_force rename to acceptance_decision_in_force;

comment on table correctable_row is 'Cells of the rows that came with a fault, sealed: as they were, and as they were corrected. The reason is null once the fault is gone.';
comment on table correction is 'Who corrected rows of a list, how many and when; the newest is undone first. The values are sealed in corrected_row.';
comment on table remembered_correction is 'How a row was corrected, sealed, by a keyed hash of the row: a newer list that brings the same row again can be corrected the same way.';
comment on table acceptance_signature is 'An agency''s leader signs its list, with the counts of that moment; void as soon as the list changes.';
