alter table register_check
  add column locked_at timestamptz,
  add column locked_by uuid references staff,
  add column lock_sha256 text,
  add column nonce text,
  alter column dice drop not null,
  alter column positions drop not null,
  alter column drawn_at drop not null,
  alter column drawn_by drop not null;
update register_check set locked_at = drawn_at, locked_by = drawn_by;
alter table register_check
  alter column locked_at set not null,
  alter column locked_by set not null,
  add constraint register_check_lock check ((lock_sha256 is null) = (nonce is null)),
  add constraint register_check_locked_first check (drawn_at >= locked_at and (drawn_at is not null or nonce is not null)),
  add constraint register_check_drawn check ((drawn_at is null) = (dice is null) and (drawn_at is null) = (positions is null)
    and (drawn_at is null) = (drawn_by is null)),
  add constraint register_check_drawn_first check (filled_at is null or drawn_at is not null);
create unique index register_check_one_lock on register_check (campaign_id, agency_code) where drawn_at is null;
comment on table register_check is 'Random checks of an agency''s list against the counter''s own register: its number of entries, locked with a nonce before the public dice, the positions they drew, and how many of these entries the list lacks. Counts only, no code and no name.';
