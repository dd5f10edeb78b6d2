create table account_link (
  id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  is_renewal boolean not null,
  made_at timestamptz not null,
  made_by uuid references staff,
  used_at timestamptz
);
comment on table account_link is 'Every password link that was made: for whom, by whom (nobody: by whoever owns the server, on its machine) and when it was used. The secret is not in it; a renewal is one for an account that had a password.';
create index account_link_by_staff on account_link (staff_id, used_at);

create table account_link_seen (
  link_id uuid not null references account_link on delete cascade,
  staff_id uuid not null references staff on delete cascade,
  seen_at timestamptz not null,
  primary key (link_id, staff_id)
);
comment on table account_link_seen is 'Who of an account''s own office has confirmed to know of its link.';

-- Of links of before nobody noted who made them: they are void, new ones are made.
delete from password_link;
alter table password_link add column link_id uuid not null references account_link on delete cascade;
