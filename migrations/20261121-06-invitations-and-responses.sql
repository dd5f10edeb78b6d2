create table invitation (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_id text not null,
  unit_code text not null references unit,
  stratum text not null,
  hamlet text,
  serial integer not null,
  token_hash text not null,
  code_hash text not null,
  state text not null default 'issued',
  delivery text,
  issued_at timestamptz not null,
  opened_on date,
  submission_digest text,
  receipt_code text,
  received_week date,
  foreign key (campaign_id, unit_id) references sample_unit (campaign_id, unit_id),
  constraint invitation_unit_key unique (campaign_id, unit_id),
  constraint invitation_serial_key unique (campaign_id, unit_code, serial),
  constraint invitation_token_hash_key unique (token_hash),
  constraint invitation_code_hash_key unique (code_hash),
  constraint invitation_receipt_code_key unique (receipt_code),
  constraint invitation_state check (state in ('issued', 'opened', 'received', 'declined', 'wrong_person', 'replaced')),
  constraint invitation_delivery check (delivery in ('moved', 'died', 'not_found', 'refused', 'wrong_person')),
  constraint invitation_received check (
    (state = 'received') = (submission_digest is not null)
    and (state = 'received') = (receipt_code is not null)
    and (state = 'received') = (received_week is not null))
);
comment on table invitation is 'One invitation to each drawn person. Secrets are stored as hashes only; the digest recognises a repeat and joins to nothing.';
create index invitation_by_stratum on invitation (campaign_id, stratum, state);

create table pack_printing (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  printed_at timestamptz not null,
  printed_by uuid not null references staff,
  primary key (campaign_id, unit_code, printed_at)
);
comment on table pack_printing is 'When a unit''s slips were printed and by whom.';

create table code_attempt (
  campaign_hour timestamptz primary key,
  failures integer not null,
  is_noticed boolean not null default false
);
comment on table code_attempt is 'Wrong slip codes by hour over the whole platform: guessing is slowed by the code space, never by address. An hour with many stands in the journal once.';

create table ballot (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  sealed bytea not null
);
-- Ciphertext does not shrink: nobody tries.
alter table ballot alter column sealed set storage external;
comment on table ballot is 'The sealed ballot box: responses encrypted under the campaign''s ballot key, padded to one size, read by nobody until collection closes. Counting moves them, in a random order that nothing keeps, into response and answer and destroys box and key; so no time, order or transaction of arrival stays with an answer.';

create table response (
  id uuid primary key,
  campaign_id uuid not null,
  stratum text not null,
  foreign key (campaign_id, stratum) references stratum (campaign_id, code)
);
comment on table response is 'One counted response. It knows its stratum; its random id is made when it is counted. It keeps no week: the invitation does, and the two together would part a stratum into a handful of people. Nor its language, nor its mode: the only one in a stratum who reads it, or who answered on paper, would be known by it; both are counted in paradata.';
create index response_by_stratum on response (campaign_id, stratum);

create table answer (
  response_id uuid not null references response,
  question text not null,
  value smallint not null,
  primary key (response_id, question, value)
);
comment on table answer is 'Answers given; a question left out or answered “no experience” has no row.';

create table comment (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  text text not null
);
comment on table comment is 'Open comments, by unit only: joined to no response.';
create index comment_by_unit on comment (campaign_id, unit_code, id);
