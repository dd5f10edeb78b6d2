create table terms_change (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  agency_code text references agency,
  term text not null,
  earlier text not null,
  later text not null,
  reason text not null,
  changed_at timestamptz not null,
  changed_by uuid not null references staff,
  constraint terms_change_term check (term in ('collect_to', 'hotline', 'office_name', 'lists_due_on')),
  constraint terms_change_reason check (length(btrim(reason)) >= 10)
);
comment on table terms_change is 'What was changed of a running round, each with its reason: the last day of collection (later only), the hotline, the counter''s name, an agency''s day for its list. It is printed with the results. What the draw depends on has no change.';
create index terms_change_of_campaign on terms_change (campaign_id, changed_at);
create trigger terms_change_never_changes before update or delete on terms_change
  for each row execute function refuse_change();

create table agency_deadline (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  lists_due_on date not null,
  primary key (campaign_id, agency_code)
);
comment on table agency_deadline is 'Until when an agency may hand in its list, where that is another day than the round''s.';

alter table agency add column office_name text;
comment on column agency.office_name is 'How this agency''s counter is called, in every round; null: as the round says.';
