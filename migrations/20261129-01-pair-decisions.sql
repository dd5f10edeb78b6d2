-- Somebody's word on two dossiers of one agency goes before the evidence weights, in newer lists too.
create table pair_decision (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  first_code text not null,
  second_code text not null,
  is_same boolean not null,
  decided_at timestamptz not null,
  decided_by uuid not null references staff,
  primary key (campaign_id, first_code, second_code),
  constraint pair_decision_order check (first_code < second_code)
);
comment on table pair_decision is 'Two dossiers of one agency that somebody has said to be one person''s, or two persons''. Erased with the personal data.';
create index pair_decision_by_agency on pair_decision (campaign_id, agency_code);
create index pair_decision_by_second on pair_decision (campaign_id, second_code);

create table doubt_count (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  doubtful integer not null,
  contradictory integer not null,
  primary key (campaign_id, agency_code),
  constraint doubt_count_part check (contradictory between 0 and doubtful)
);
comment on table doubt_count is 'Of an agency''s list in force, pairs of dossiers that may be one person''s or two persons'' and of which nobody has decided yet.';
