create table register_check (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  population integer not null,
  share double precision not null,
  dice text not null,
  positions jsonb not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null references staff,
  absent integer,
  unhappy integer,
  note text,
  filled_at timestamptz,
  filled_by uuid references staff,
  constraint register_check_population check (population > 0),
  constraint register_check_filled check ((absent is null) = (filled_at is null)),
  constraint register_check_counts check (unhappy <= absent and absent >= 0 and unhappy >= 0)
);
comment on table register_check is 'Random checks of an agency''s list against the counter''s own register: positions drawn by public dice, and how many of these entries the list lacks. Counts only, no code and no name.';
create index register_check_by_agency on register_check (campaign_id, agency_code, drawn_at);
