-- Passkeys: a key that the owner's device keeps, opened by its PIN or fingerprint. It signs in without a password.
create table passkey (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  sign_count bigint not null,
  transports text not null,
  name text not null,
  made_at timestamptz not null,
  last_used_at timestamptz
);
comment on table passkey is 'Public keys of passkeys (Web Authentication), each of one account. Nothing in this table signs in: the private key never leaves the owner''s device.';
create index passkey_by_staff on passkey (staff_id);

create table spent_challenge (
  challenge_hash text primary key,
  expires_at timestamptz not null
);
comment on table spent_challenge is 'Challenges that a passkey has answered, until they would have expired: none is answered twice.';

alter table session add column has_shown_factor boolean not null default false;
comment on column session.has_shown_factor is 'Begun with a second factor or a passkey.';
