-- Reading a thing over and over is one line of the journal an hour, apart from acts.
alter table activity add column is_read boolean not null default false;
alter table activity add column times integer not null default 1;
alter table activity add column last_at timestamptz;
alter table activity add column fold_key text;
alter table activity add constraint activity_fold_key unique (fold_key);
update activity set is_read = true where act ~ '_(read|downloaded|found)$';
create index activity_by_kind on activity (is_read, id);
