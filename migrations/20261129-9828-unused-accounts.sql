-- An account that nobody has used for a year is closed. What was there before counts as used today.
alter table staff add column last_used_at timestamptz;
update staff set last_used_at = now();
comment on column staff.last_used_at is 'When somebody last signed in; null: never.';
