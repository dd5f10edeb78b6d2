create table shared_count (
  key text primary key,
  count integer not null,
  free_at timestamptz,
  expires_at timestamptz not null
);
comment on table shared_count is 'Wrong slip codes, and what one network sends by the dozen, counted over all server processes. Keyed hashes of network and hour or day, no address. free_at: when the last of those who wait instead of working will have waited. Rows go with their hour or day; a right code leaves none.';
create index shared_count_by_expiry on shared_count (expires_at);
