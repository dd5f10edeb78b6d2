-- The province's list and the registers of complaints and apologies beside the agencies' lists.
create table second_source (
  campaign_id uuid not null references campaign,
  kind text not null,
  file_name text not null,
  dossiers integer not null,
  left_rows integer not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null references staff,
  primary key (campaign_id, kind),
  constraint second_source_kind check (kind in ('province', 'complaints', 'apologies'))
);
comment on table second_source is 'A table of dossiers that the agencies did not write, beside their lists: the province''s list, the registers of complaints and of apologies. left_rows: rows without a code, returned outside the window or repeated.';
create table second_source_dossier (
  campaign_id uuid not null,
  kind text not null,
  code text not null,
  agency_code text references agency,
  returned_on date,
  is_late boolean,
  primary key (campaign_id, kind, code),
  constraint second_source_dossier_source foreign key (campaign_id, kind) references second_source on delete cascade
);
comment on table second_source_dossier is 'Dossier codes of a second source with day of return and lateness where it tells them; agency_code is null where it names none. No name, no phone.';
