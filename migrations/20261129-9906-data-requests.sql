-- Requests of people about their own data that come in by telephone, by post or at a counter.
create table data_request (
  code text primary key,
  campaign_id uuid not null references campaign,
  kind text not null,
  channel text not null,
  agency_code text not null references agency,
  dossier_code text,
  person_id uuid,
  received_at timestamptz not null,
  registered_by uuid not null references staff,
  reply_due_on date not null,
  act_due_on date not null,
  replied_at timestamptz,
  is_extended boolean not null default false,
  closed_at timestamptz,
  closed_by uuid references staff,
  outcome text,
  note text,
  constraint data_request_kind check (kind in ('copy', 'correction', 'objection', 'erasure')),
  constraint data_request_channel check (channel in ('in_person', 'telephone', 'post', 'online')),
  constraint data_request_outcome check (outcome in ('done', 'refused', 'not_held')),
  constraint data_request_closed check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (outcome is null)),
  constraint data_request_code_form check (code ~ '^YD-[A-Z0-9]{6}$')
);
comment on table data_request is 'Register of what people ask about their own data other than on the page of their slip: what, when, until when it is owed, and what became of it. Who asked is the person behind a dossier, until the round is erased; an objection leaves its person out of the frame, or of the slips.';
create index data_request_by_campaign on data_request (campaign_id, received_at);

create table contact_correction (
  campaign_id uuid not null references campaign,
  person_id uuid not null,
  sealed bytea not null,
  corrected_at timestamptz not null,
  corrected_by uuid not null references staff,
  primary key (campaign_id, person_id)
);
comment on table contact_correction is 'Contact data that a person had corrected after the freeze, sealed: slips, reminders and calls go by them. The frozen record, which a public hash commits to, stays as it was.';
