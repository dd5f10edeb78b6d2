create table contact_wave (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  day date not null,
  way text not null,
  text text not null,
  state text not null default 'planned',
  created_at timestamptz not null,
  created_by uuid not null references staff,
  constraint contact_wave_way check (way in ('letter', 'sms', 'zalo', 'call', 'visit')),
  constraint contact_wave_state check (state in ('planned', 'sending', 'stopped')),
  constraint contact_wave_of_a_day unique (campaign_id, day, way)
);
comment on table contact_wave is 'A wave of the contact plan: day, way and text of a reminder. It reaches only cases that are open when it goes out.';

create table contact_message (
  id uuid primary key,
  wave_id uuid not null references contact_wave,
  campaign_id uuid not null references campaign,
  invitation_id uuid not null references invitation,
  state text not null,
  attempts integer not null default 0,
  problem text,
  due_at timestamptz not null,
  changed_at timestamptz not null,
  constraint contact_message_state check (state in
    ('listed', 'waiting', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unclear', 'dropped')),
  constraint contact_message_of_case unique (wave_id, invitation_id)
);
comment on table contact_message is 'One reminder to one case: on a list for the sender, or its way through the gateway. Its id is the idempotency key. Neither number, text nor link is kept; they are made again when it goes out. It goes with the erasure.';
create index contact_message_of_campaign on contact_message (campaign_id, id);
create index contact_message_waiting on contact_message (wave_id, due_at) where state in ('waiting', 'sending');

alter table case_event drop constraint case_event_kind;
alter table case_event add constraint case_event_kind check (kind in ('reissued', 'revoked', 'reopened', 'delivery', 'opted_out'));
