-- What became of the agencies of the round before: merged, divided, given another code.
create table agency_rearrangement (
  campaign_id uuid not null references campaign,
  earlier_campaign_id uuid not null references campaign,
  earlier_code text not null references agency,
  agency_code text not null references agency,
  since date not null,
  decree text not null check (char_length(decree) between 1 and 400),
  declared_at timestamptz not null,
  declared_by uuid not null references staff,
  primary key (campaign_id, earlier_code, agency_code),
  constraint agency_rearrangement_of_another_round check (earlier_campaign_id <> campaign_id)
);
create index agency_rearrangement_by_earlier_campaign on agency_rearrangement (earlier_campaign_id);
create index agency_rearrangement_by_earlier_code on agency_rearrangement (earlier_code);
create index agency_rearrangement_by_agency on agency_rearrangement (agency_code);
comment on table agency_rearrangement is 'Which agency of this round holds which of the round before: one row where an agency went whole into another, several where it was divided. Declared by Home Affairs with day and decree, copied into the publication, and fixed with it. An agency without a row is the same in both rounds.';
create function refuse_change_after_publication() returns trigger language plpgsql as $$
begin
  if exists (select from campaign where id = coalesce(new.campaign_id, old.campaign_id) and stage = 'published') then
    raise exception 'what was published does not change' using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return coalesce(new, old);
end $$;
create trigger agency_rearrangement_fixed_by_publication before insert or update or delete on agency_rearrangement
  for each row execute function refuse_change_after_publication();
