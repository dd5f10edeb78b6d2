-- A second source is read in short steps; only the last one touches what is compared.
create table staged_source_dossier (
  upload_id uuid not null,
  campaign_id uuid not null references campaign,
  code text not null,
  agency_code text references agency,
  returned_on date,
  is_late boolean,
  staged_at timestamptz not null,
  primary key (upload_id, code)
);
comment on table staged_source_dossier is 'Dossier codes of a second source that is being read. They move to second_source_dossier when the whole table has been read, or are removed; those of an upload that was killed go a day later.';
