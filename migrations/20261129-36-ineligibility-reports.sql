create table ineligibility_report (
  invitation_id uuid primary key references invitation,
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  outcome text not null,
  ticket double precision not null,
  reported_at timestamptz not null,
  check_outcome text,
  checked_at timestamptz,
  checked_by uuid references staff,
  constraint ineligibility_report_outcome check (outcome in ('died', 'wrong_person')),
  constraint ineligibility_report_ticket check (ticket >= 0 and ticket < 1),
  constraint ineligibility_report_check check (check_outcome in ('confirmed', 'contradicted', 'not_reached')),
  constraint ineligibility_report_checked check (
    (check_outcome is null) = (checked_at is null) and (check_outcome is null) = (checked_by is null))
);
comment on table ineligibility_report is 'A measured agency''s own word that a drawn person has died or is the wrong one. Such a case stays in the denominator until somebody outside the agency has confirmed a random part of the agency''s reports: tickets below 0.2 and the three smallest, under a key that no agency has; all of them once one is contradicted.';
create index ineligibility_report_of_campaign on ineligibility_report (campaign_id, agency_code, ticket);
