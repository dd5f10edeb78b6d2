alter table list_change add column compared integer not null default 0;
alter table list_change add column changed_columns jsonb not null default '{}';
alter table list_change add column renamed integer not null default 0;
alter table list_change add column rephoned integer not null default 0;
comment on table list_change is 'An agency''s part of a list against the one in force before it: dossiers added, gone and changed, by column, with that one''s dossiers by field. Names and phones are compared as keyed hashes; renamed and rephoned add up over all its lists.';

alter table vanished_dossier add column has_twin boolean not null default false;
comment on table vanished_dossier is 'Dossiers of an agency that an earlier list had and this one has not, until they come back; each needs a reason. A twin is a dossier of the same person, field and week in the newer list.';

alter table completeness_note drop constraint completeness_note_about;
alter table completeness_note add constraint completeness_note_about check (about in ('gaps', 'totals', 'changes'));
