-- What a citizen asks an office to answer, with consent, apart from the ballot. No time and no running number:
-- an hour beside that of a receipt would say whose it is.
create table petition (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  number text not null unique,
  kind text not null check (kind in ('suggestion', 'conduct')),
  concerned_agency text references agency,
  may_publish boolean not null,
  state text not null check (state in ('waiting', 'assigned', 'answered', 'closed', 'declined')),
  agency_code text references agency,
  masked text,
  assigned_on date,
  due_on date,
  answer text,
  note text,
  closed_on date,
  public_question text,
  constraint petition_assigned check (state not in ('assigned', 'answered') or (agency_code is not null and masked is not null and assigned_on is not null and due_on is not null)),
  constraint petition_answered check (state not in ('answered', 'closed', 'declined') or answer is not null),
  constraint petition_closed check ((state in ('closed', 'declined')) = (closed_on is not null)),
  constraint petition_published check (public_question is null or (may_publish and state = 'closed')),
  constraint petition_not_to_the_criticised check (kind <> 'conduct' or agency_code is distinct from concerned_agency or agency_code is null)
);
create index petition_by_campaign on petition (campaign_id, state, id);
create index petition_by_agency on petition (campaign_id, agency_code);
comment on table petition is 'A petition (phản ánh, kiến nghị) and what became of it: joined to no ballot, invitation or person, without the time of its coming. The agency reads what was masked.';

create table petition_content (
  petition_id uuid primary key references petition,
  campaign_id uuid not null references campaign,
  sealed bytea not null
);
create index petition_content_by_campaign on petition_content (campaign_id, petition_id);
comment on table petition_content is 'A petition as written and the contact that the citizen left, sealed under the round''s key of personal data; read by Home Affairs alone and deleted with the personal data.';
