create table staff (
  id uuid primary key,
  username text not null,
  full_name text not null,
  role text not null,
  unit_code text references unit,
  password_hash text,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  is_disabled boolean not null default false,
  created_at timestamptz not null,
  constraint staff_username_key unique (username),
  constraint staff_role check (role in ('home_affairs', 'unit', 'observer')),
  constraint staff_unit_scope check ((role = 'unit') = (unit_code is not null))
);
comment on table staff is 'People who sign in: Home Affairs, the staff of one unit, or an observer of the Fatherland Front.';

create table session (
  token_hash text primary key,
  staff_id uuid not null references staff on delete cascade,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table session is 'Signed-in browsers; the token itself is only in the cookie.';
create index session_by_staff on session (staff_id);

create table password_link (
  token_hash text primary key,
  staff_id uuid not null references staff on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint password_link_staff_key unique (staff_id)
);
comment on table password_link is 'One-time links with which a person chooses a password; a new link replaces the old one.';

create table activity (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  staff_id uuid references staff,
  act text not null,
  campaign_id uuid,
  details jsonb not null default '{}'
);
comment on table activity is 'Who did what, in the transaction that did it: counts and codes, never personal data, never anything about an answer.';
create index activity_by_campaign on activity (campaign_id, id);
