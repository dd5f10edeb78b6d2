create table round_key_end (
  campaign_id uuid not null references campaign,
  key_use text not null,
  mirror text not null,
  ended_at timestamptz not null,
  primary key (campaign_id, key_use),
  constraint round_key_end_use check (key_use in ('ballot', 'identity')),
  constraint round_key_end_mirror check (mirror in ('none', 'destroyed', 'unreachable'))
);
comment on table round_key_end is 'Keys of rounds that were destroyed, and whether the copy in the mirror was too: while it could not be reached, each start tries again and says so.';
