create table draft (
  name text primary key,
  campaign_id uuid not null references campaign,
  revision integer not null,
  sealed bytea not null,
  kept_on date not null,
  constraint draft_name_form check (name ~ '^[0-9a-f]{32}$'),
  constraint draft_revision check (revision > 0),
  constraint draft_size check (octet_length(sealed) <= 32796)
);
comment on table draft is 'Unfinished answers, sealed under a key that follows from the token of the link, as does the name, and once more under one that the count destroys: no column leads from a draft to an invitation, and no copy of the database opens one. It goes with the receipt, at the closing, and after 30 days without a change.';
create index draft_by_campaign on draft (campaign_id, kept_on);
