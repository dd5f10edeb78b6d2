-- Links of accounts sent as messages. The link itself is in the message and nowhere else.
create table link_message (
  link_id uuid primary key references account_link on delete cascade,
  way text not null check (way in ('message', 'email')),
  state text not null check (state in ('waiting', 'sent', 'failed', 'unclear')),
  changed_at timestamptz not null
);
comment on table link_message is 'Which links of accounts went out by the province''s sender or mail server, and how it ended; neither link nor address. One that waits for an hour was lost with its server: a new link is made.';
