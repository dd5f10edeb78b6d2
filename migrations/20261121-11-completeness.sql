alter table campaign add column lists_due_on date;
alter table campaign add constraint campaign_lists_due check (lists_due_on <= collect_from);

create table list_tally (
  file_id uuid not null references list_file on delete cascade,
  unit_code text references unit,
  field_code text,
  outcome text not null,
  reason text,
  rows integer not null,
  late integer not null,
  refused integer not null,
  without_phone integer not null,
  constraint list_tally_key unique nulls not distinct (file_id, unit_code, field_code, outcome, reason)
);
comment on table list_tally is 'Counts of a list''s rows, additive over units, fields and outcomes: every summary and board reads these and never counts the rows.';

create table number_run (
  file_id uuid not null references list_file on delete cascade,
  unit_code text references unit,
  agency text not null,
  day text not null,
  lowest integer not null,
  highest integer not null,
  seen integer not null,
  constraint number_run_key unique nulls not distinct (file_id, unit_code, agency, day)
);
comment on table number_run is 'Running numbers of dossier codes by agency and day of a list: what is missing between one and the highest is a gap.';

create table list_change (
  file_id uuid not null references list_file on delete cascade,
  unit_code text not null references unit,
  added integer not null,
  vanished integer not null,
  changed integer not null,
  earlier_fields jsonb not null,
  primary key (file_id, unit_code)
);
comment on table list_change is 'A unit''s part of a list against the one in force before it, with that one''s dossiers by field.';

create table vanished_dossier (
  file_id uuid not null references list_file on delete cascade,
  unit_code text not null references unit,
  code text not null,
  field_code text,
  received_on date,
  returned_on date,
  is_late boolean not null,
  is_refused boolean not null,
  reason text,
  note text,
  explained_at timestamptz,
  explained_by uuid references staff,
  primary key (file_id, unit_code, code),
  constraint vanished_dossier_explained check ((reason is null) = (explained_at is null))
);
comment on table vanished_dossier is 'Dossiers of a unit that an earlier list had and this one has not, until they come back; each needs a reason.';

create table stated_total (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  received integer,
  returned integer not null,
  late integer,
  stated_at timestamptz not null,
  stated_by uuid not null references staff,
  primary key (campaign_id, unit_code),
  constraint stated_total_counts check (received >= 0 and returned >= 0 and late >= 0)
);
comment on table stated_total is 'What the one-stop system itself counts for a unit within the window, typed in or imported.';

create table completeness_note (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  about text not null,
  explained integer not null,
  note text not null,
  noted_at timestamptz not null,
  noted_by uuid not null references staff,
  primary key (campaign_id, unit_code, about),
  constraint completeness_note_about check (about in ('gaps', 'totals'))
);
comment on table completeness_note is 'Why numbers are missing or totals differ, and how many that explains: a larger difference needs another note.';

create table unit_signature (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  signer_name text not null,
  signer_position text not null,
  counts jsonb not null,
  signed_at timestamptz not null,
  signed_by uuid not null references staff,
  in_force boolean not null default true
);
comment on table unit_signature is 'A unit''s leader stands for its list, with the counts of that moment; void as soon as the list changes.';
create unique index unit_signature_in_force on unit_signature (campaign_id, unit_code) where in_force;

create table unit_decision (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  kind text not null,
  note text,
  decided_at timestamptz not null,
  decided_by uuid not null references staff,
  in_force boolean not null default true,
  constraint unit_decision_kind check (kind in ('accepted', 'returned')),
  constraint unit_decision_note check (kind <> 'returned' or note is not null)
);
comment on table unit_decision is 'Home Affairs accepts a unit''s signed list, with a remark that is printed or without, or returns it with a note.';
create unique index unit_decision_in_force on unit_decision (campaign_id, unit_code) where in_force;
