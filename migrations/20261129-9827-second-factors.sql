-- A second factor beside the password: a code of the telephone, or one of ten kept on paper.
create table second_factor (
  staff_id uuid primary key references staff on delete cascade,
  secret bytea not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
comment on table second_factor is 'Secret of an account''s one-time codes (RFC 6238), sealed under a key from the server''s master key. Of force once a code was confirmed; no step is accepted twice.';

create table recovery_code (
  staff_id uuid not null references second_factor on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (staff_id, code_hash)
);
comment on table recovery_code is 'Codes for who has lost the telephone, as keyed hashes, each for one sign-in.';

create table second_factor_rule (
  post text primary key,
  required_by uuid references staff,
  required_at timestamptz not null
);
comment on table second_factor_rule is 'Posts whose accounts sign in with a second factor; without one they can do nothing but set it up.';

alter table session add column is_factor_due boolean not null default false;
