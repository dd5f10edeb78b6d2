-- Each act of the journal is chained to the one before: the head of a day, printed and signed, holds all that was
-- written until then, against anybody who can write to the tables without the application.

create table journal_link (
  position bigint primary key check (position > 0),
  -- No foreign key: an act that was taken out behind the guards leaves its link, and the chain says so.
  activity_id bigint not null unique,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz not null
);
comment on table journal_link is 'The journal as a hash chain: SHA-256 over the link before and the act. How often a reading was repeated, and what it counts, is outside the chain.';
create trigger journal_link_never_changes before update on journal_link for each row execute function refuse_change();
create trigger journal_link_never_leaves before delete on journal_link for each row execute function refuse_change();
create trigger journal_link_never_emptied before truncate on journal_link execute function refuse_change();
