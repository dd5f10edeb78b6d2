create table remark (
  id bigint generated always as identity primary key,
  campaign_id uuid not null references campaign,
  stage text not null,
  text text not null,
  written_by uuid not null references staff,
  written_at timestamptz not null,
  constraint remark_length check (char_length(text) between 1 and 2000)
);
comment on table remark is 'What the observers of the Fatherland Front have to say about a campaign, word for word as it is printed. Nobody changes or removes one.';
create index remark_by_campaign on remark (campaign_id, id);
create trigger remark_never_changes before update or delete on remark
  for each row execute function refuse_change();
create trigger remark_never_emptied before truncate on remark execute function refuse_change();
