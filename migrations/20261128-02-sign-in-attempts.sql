create table sign_in_attempt (
  key text primary key,
  tries integer not null,
  paused_until timestamptz,
  last_at timestamptz not null
);
comment on table sign_in_attempt is 'Tries to sign in, counted before the password is looked at: by keyed hashes of name, address and browser, the same for names that nobody has. Forgotten after half a day.';
create index sign_in_attempt_by_age on sign_in_attempt (last_at);

alter table staff drop column failed_attempts;
alter table staff drop column locked_until;
