create table burst_sign (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  day date not null,
  answers integer not null,
  primary key (campaign_id, unit_code, day),
  constraint burst_sign_answers check (answers > 0)
);
comment on table burst_sign is 'Answers about a unit on a day that came five and more within ten minutes from one network: a total, made from keyed hashes in memory that last an hour, written hours apart from the answers. No address, no moment, no invitation.';
