-- Four eyes: a second person confirms what the first asks for. A province with one person leaves it off, and what is
-- published says which acts were confirmed.
alter table campaign add column four_eyes boolean not null default false;

create table approval (
  id uuid primary key,
  campaign_id uuid not null references campaign on delete cascade,
  act text not null check (act in ('freeze', 'change_terms', 'publish', 'switch_off')),
  request jsonb not null,
  basis bigint not null,
  asked_by uuid not null references staff,
  asked_at timestamptz not null,
  decided_by uuid references staff,
  decided_at timestamptz,
  is_confirmed boolean,
  note text,
  used_at timestamptz,
  constraint approval_second_person check (decided_by <> asked_by),
  constraint approval_decided check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (is_confirmed is null)),
  constraint approval_used check (used_at is null or is_confirmed)
);
comment on table approval is 'Acts that wait for a second person of Home Affairs: what exactly was asked, by whom, and who confirmed or refused it. The basis is the last act on the round before the asking: a list that changed since is asked about anew.';
create index approval_by_campaign on approval (campaign_id, asked_at);
create unique index approval_open on approval (campaign_id, act, md5(request::text)) where decided_by is null;
