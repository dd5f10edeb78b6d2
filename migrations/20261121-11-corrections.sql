create table problem_row (
  file_id uuid not null,
  row_number integer not null,
  unit_code text references unit,
  reason text,
  column_number smallint not null,
  value_key bigint not null,
  row_key bigint not null,
  original bytea not null,
  mended bytea,
  note bytea,
  revision integer not null default 0,
  changed_at timestamptz,
  changed_by uuid references staff,
  primary key (file_id, row_number),
  foreign key (file_id, row_number) references dossier on delete cascade,
  constraint problem_row_column check (column_number >= 0)
);
comment on table problem_row is 'Cells of the rows that came with a fault, sealed: as they were, and as they are since somebody mended them. The reason is null once the fault is gone.';
create index problem_row_by_value on problem_row (file_id, reason, column_number, value_key);

create table correction (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  file_id uuid not null references list_file on delete cascade,
  unit_code text references unit,
  number integer not null,
  kind text not null,
  reason text,
  row_count integer not null,
  mended_count integer not null,
  corrected_at timestamptz not null,
  corrected_by uuid not null references staff,
  undone_at timestamptz,
  undone_by uuid references staff,
  constraint correction_number_key unique (file_id, number),
  constraint correction_kind check (kind in ('row', 'alike', 'upload', 'again')),
  constraint correction_undone check ((undone_at is null) = (undone_by is null))
);
comment on table correction is 'Who mended rows of a list, how many and when; the newest is undone first. The values lie sealed in corrected_row.';
create index correction_by_unit on correction (campaign_id, unit_code);

create table corrected_row (
  correction_id uuid not null references correction on delete cascade,
  file_id uuid not null,
  row_number integer not null,
  revision integer not null,
  unit_before text references unit,
  reason_before text not null,
  mended_before bytea,
  primary key (correction_id, row_number),
  foreign key (file_id, row_number) references problem_row on delete cascade
);
comment on table corrected_row is 'What a correction found in each row, sealed, so that it can be undone.';
create index corrected_row_by_row on corrected_row (file_id, row_number);

create table remembered_correction (
  campaign_id uuid not null references campaign,
  unit_code text references unit,
  row_key bigint not null,
  sealed bytea not null,
  corrected_at timestamptz not null,
  constraint remembered_correction_key unique nulls not distinct (campaign_id, unit_code, row_key)
);
comment on table remembered_correction is 'How a row was mended, sealed, by a keyed hash of the row: a newer list that brings the same row again can be mended the same way.';
