create table daily_head (
  day date primary key,
  acts integer not null check (acts > 0),
  position bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  stored_at timestamptz not null
);
comment on table daily_head is 'The journal''s head at the end of each day on which an act was sealed, stored when the day has ended and never again. stored_at: a head of long ago that was stored today replaces one that was taken out, or is of before this table.';
create trigger daily_head_never_changes before update on daily_head for each row execute function refuse_change();
create trigger daily_head_never_leaves before delete on daily_head for each row execute function refuse_change();
create trigger daily_head_never_emptied before truncate on daily_head execute function refuse_change();
