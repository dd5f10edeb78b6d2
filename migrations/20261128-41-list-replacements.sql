-- A list that was signed, accepted or handed in by the agency itself is replaced by a decision, with a reason.
alter table list_file drop constraint list_file_state;
alter table list_file add constraint list_file_state
  check (state in ('uploaded', 'importing', 'held', 'imported', 'failed', 'cancelled', 'replaced'));
create table list_replacement (
  file_id uuid not null references list_file on delete cascade,
  agency_code text not null references agency,
  decided_at timestamptz not null,
  decided_by uuid not null references staff,
  kind text not null,
  reason text not null,
  before_rows integer not null,
  before_people integer not null,
  after_rows integer not null,
  after_people integer not null,
  was_signed boolean not null,
  was_accepted boolean not null,
  primary key (file_id, agency_code, decided_at),
  constraint list_replacement_kind check (kind in ('kept', 'replaced'))
);
comment on table list_replacement is 'Who decided that a newer list replaces an agency''s signed, accepted or own list, or that the earlier one is kept: counts before and after, and the reason.';
create index list_replacement_by_agency on list_replacement (agency_code);
