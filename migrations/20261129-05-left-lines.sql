-- Lines of a list that are no dossiers: notes, totals, signatures.
alter table list_file add column left_lines jsonb;
comment on table list_file is 'An uploaded list of one agency, or of the province where agency_code is null; left_lines: how many lines between and below its dossiers were not taken, where the first is, and its text sealed with the identity key.';
