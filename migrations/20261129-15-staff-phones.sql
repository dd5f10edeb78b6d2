-- Phones of staff take nobody out of the frame until Home Affairs has approved them.
alter table staff_phone add column approved_at timestamptz;
update staff_phone set approved_at = now();
comment on table staff_phone is 'Phones of a surveyed agency''s own staff, as keyed hashes: who has an approved one is not asked about the agency. Until Home Affairs approves, the people stay in the frame.';

create table official_count (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  officials integer not null,
  stated_at timestamptz not null,
  stated_by uuid not null references staff,
  primary key (campaign_id, agency_code),
  constraint official_count_positive check (officials > 0)
);
comment on table official_count is 'How many officials an agency has, as Home Affairs states: the limit of how many persons its list of staff phones can take out of the frame.';

create table staff_phone_decision (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  kind text not null,
  phones integer not null,
  people integer not null,
  note text,
  decided_at timestamptz not null,
  decided_by uuid not null references staff,
  constraint staff_phone_decision_kind check (kind in ('approved', 'refused'))
);
comment on table staff_phone_decision is 'Who approved or refused an agency''s staff phones, with the counts of phones and of persons that were shown.';
create index staff_phone_decision_by_agency on staff_phone_decision (campaign_id, agency_code, decided_at);

create table staff_left_out (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  people integer not null,
  primary key (campaign_id, agency_code)
);
comment on table staff_left_out is 'How many persons the approved staff phones take out of an agency''s list in force.';
