create table common_phone (
  file_id uuid not null references list_file on delete cascade,
  agency_code text not null references agency,
  most integer not null,
  named integer not null,
  unhappy integer not null,
  primary key (file_id, agency_code)
);
comment on table common_phone is 'Dossiers of an agency''s part of a list that name a phone, how many name the most common one and how many of these are late or refused: never which phone.';
