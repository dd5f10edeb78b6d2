create table erasure_request (
  code text primary key,
  campaign_id uuid not null references campaign,
  invitation_id uuid not null references invitation,
  requested_at timestamptz not null,
  due_on date not null,
  carried_out_at timestamptz,
  carried_out_by uuid references staff,
  constraint erasure_request_invitation_key unique (invitation_id),
  constraint erasure_request_code_form check (code ~ '^YC-[A-Z0-9]{6}$'),
  constraint erasure_request_carried_out check ((carried_out_at is null) = (carried_out_by is null))
);
comment on table erasure_request is 'People who asked from the page to have their contact data erased, and until when they are owed it. Answers that were sent belong to nobody and are not touched.';
create index erasure_request_by_campaign on erasure_request (campaign_id, requested_at);
