create table key_mark (
  only_row boolean primary key default true,
  mark text not null,
  constraint key_mark_only_row check (only_row)
);
comment on table key_mark is 'Recognises the master key this database was made with, and tells nothing of it: with foreign keys the server does not start.';
