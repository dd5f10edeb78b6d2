-- Rest rule between rounds: who was asked lately, and who wants to be asked no more, is not asked.
alter table campaign add column rest_rounds integer not null default 1;
alter table campaign add constraint campaign_rest_rounds check (rest_rounds between 0 and 5);
create table contact_trace (
  campaign_id uuid not null references campaign,
  kind text not null,
  hash bytea not null,
  primary key (campaign_id, kind, hash),
  constraint contact_trace_kind check (kind in ('asked', 'refused')),
  constraint contact_trace_hash_size check (length(hash) = 16)
);
comment on table contact_trace is 'Who was asked in a round, and who wants to be asked no more: hashes under a key of the round of its own, without day or order. They outlive the erasure of the round; rows and key go five years after its collection.';
alter table round_key_end drop constraint round_key_end_use;
alter table round_key_end add constraint round_key_end_use check (key_use in ('ballot', 'identity', 'contact'));
