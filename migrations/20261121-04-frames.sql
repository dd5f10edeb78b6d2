create table list_file (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_code text references unit,
  file_name text not null,
  sha256 text not null,
  byte_count bigint not null,
  state text not null,
  problem text,
  row_count integer not null default 0,
  accepted_count integer not null default 0,
  merged_count integer not null default 0,
  excluded_count integer not null default 0,
  error_count integer not null default 0,
  columns jsonb,
  decision text,
  uploaded_by uuid not null references staff,
  uploaded_at timestamptz not null,
  begun_by uuid references staff,
  begun_at timestamptz,
  imported_at timestamptz,
  constraint list_file_state check (state in ('uploaded', 'importing', 'imported', 'failed', 'cancelled', 'replaced')),
  constraint list_file_nothing_lost check (
    state <> 'imported' or accepted_count + merged_count + excluded_count + error_count = row_count)
);
comment on table list_file is 'Dossier lists as uploaded: one unit''s, or the province''s when unit_code is null. Every row ends accepted, merged, excluded or in error. Rows of a list that is not in force (state imported) are seen by nobody; the decision is the hash of what became of them, so that an import can go on after a crash.';
create index list_file_by_campaign on list_file (campaign_id, unit_code);

create table field (
  campaign_id uuid not null references campaign,
  code text not null,
  name text not null,
  primary key (campaign_id, code),
  constraint field_name_key unique (campaign_id, name),
  constraint field_code_form check (code ~ '^F[0-9]{2,4}$')
);
comment on table field is 'Fields of procedure (lĩnh vực) met in a campaign''s lists.';

-- A foreign key that looks at row after row costs a million dossiers 5 s, so rows of lists have none. Campaigns,
-- units and fields are never deleted, and a list only after its rows; that a dossier has its person, and what
-- a dossier says of its owner has its dossier, triggers hold for all rows of a statement at once (below).
create table person (
  id uuid primary key,
  campaign_id uuid not null,
  unit_code text not null,
  file_id uuid not null,
  kind text not null,
  sealed bytea,
  phone_key bigint,
  id_key bigint,
  name_key bigint,
  bare_key bigint,
  birth_key bigint,
  dossiers integer not null,
  has_shared_phone boolean not null,
  constraint person_kind check (kind in ('citizen', 'organization')),
  constraint person_dossiers check (dossiers > 0),
  constraint person_whole_or_erased check (case when sealed is null
    then coalesce(phone_key, id_key, name_key, bare_key, birth_key) is null
    else name_key is not null and bare_key is not null end)
);
comment on table person is 'Identity store: those whom a unit served. What is known of them lies sealed under the campaign''s identity key, what they are found by as keyed hashes; of an erased person nothing. No answer ever refers here.';
create index person_by_file on person (file_id);
create index person_by_unit on person (campaign_id, unit_code, id);
create index person_by_phone on person (phone_key) where phone_key is not null;
create index person_by_id_number on person (id_key) where id_key is not null;
create index person_by_name on person (bare_key) where bare_key is not null;
create index person_merged on person (campaign_id, unit_code, id) where dossiers > 1;
create index person_by_intermediary on person (campaign_id, unit_code, id) where has_shared_phone;

create table dossier (
  file_id uuid not null,
  row_number integer not null,
  campaign_id uuid not null,
  unit_code text,
  code text,
  procedure_code text,
  procedure_name text,
  channel text,
  received_on date,
  due_on date,
  returned_on date,
  is_late boolean not null default false,
  is_refused boolean not null default false,
  has_phone boolean not null default false,
  field_code text,
  person_id uuid,
  outcome text not null,
  reason text,
  linked_by text,
  primary key (file_id, row_number),
  constraint dossier_outcome check (outcome in ('accepted', 'merged', 'excluded', 'in_error')),
  constraint dossier_reason check ((outcome in ('excluded', 'in_error')) = (reason is not null)),
  constraint dossier_person check ((outcome in ('excluded', 'in_error')) = (person_id is null))
);
comment on table dossier is 'Rows of the lists. Accepted: the person''s chosen dossier; merged: another dossier of the same person; excluded: by a rule of the campaign; in error: with a fault that somebody can mend.';
create index dossier_by_person on dossier (person_id);
-- The code alone: it tells a dossier from all others in whatever campaign.
create index dossier_by_code on dossier (code);
create index dossier_by_unit on dossier (campaign_id, unit_code);

create table merged_identity (
  file_id uuid not null,
  row_number integer not null,
  kind text not null,
  sealed bytea not null,
  phone_key bigint,
  id_key bigint,
  name_key bigint not null,
  bare_key bigint not null,
  birth_key bigint,
  primary key (file_id, row_number),
  constraint merged_identity_kind check (kind in ('citizen', 'organization'))
);
comment on table merged_identity is 'What each dossier of a person with several says of its owner, sealed: so that a merge can be undone.';
create index merged_identity_by_phone on merged_identity (phone_key) where phone_key is not null;
create index merged_identity_by_id_number on merged_identity (id_key) where id_key is not null;

create function refuse_dossier_without_person() returns trigger language plpgsql as $$
begin
  if exists (
    select from added where person_id is not null
      and (select 1 from person where person.id = added.person_id) is null
  ) then
    raise exception 'a dossier in the frame has its person'
      using errcode = 'foreign_key_violation', constraint = 'dossier_has_its_person';
  end if;
  return null;
end $$;
create trigger dossier_added_with_person after insert on dossier referencing new table as added
  for each statement execute function refuse_dossier_without_person();
create trigger dossier_changed_with_person after update on dossier referencing new table as added
  for each statement execute function refuse_dossier_without_person();

create function refuse_person_gone_from_dossier() returns trigger language plpgsql as $$
begin
  if exists (
    select from gone where (select 1 from dossier where dossier.person_id = gone.id limit 1) is not null
  ) then
    raise exception 'a person goes after their dossiers'
      using errcode = 'foreign_key_violation', constraint = 'dossier_has_its_person';
  end if;
  return null;
end $$;
create trigger person_goes_after_dossiers after delete on person referencing old table as gone
  for each statement execute function refuse_person_gone_from_dossier();

create function refuse_identity_without_dossier() returns trigger language plpgsql as $$
begin
  if exists (
    select from added where (select 1 from dossier
      where dossier.file_id = added.file_id and dossier.row_number = added.row_number) is null
  ) then
    raise exception 'what a dossier says of its owner has its dossier'
      using errcode = 'foreign_key_violation', constraint = 'merged_identity_has_its_dossier';
  end if;
  return null;
end $$;
create trigger merged_identity_added_with_dossier after insert on merged_identity referencing new table as added
  for each statement execute function refuse_identity_without_dossier();

create function take_identities_along() returns trigger language plpgsql as $$
begin
  delete from merged_identity using gone
    where merged_identity.file_id = gone.file_id and merged_identity.row_number = gone.row_number;
  return null;
end $$;
create trigger dossier_goes_with_identity after delete on dossier referencing old table as gone
  for each statement execute function take_identities_along();

create table separation (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  dossier_code text not null,
  reach text not null,
  separated_at timestamptz not null,
  separated_by uuid not null references staff,
  primary key (campaign_id, dossier_code, reach),
  constraint separation_reach check (reach in ('unit', 'units'))
);
comment on table separation is 'Dossiers that somebody has parted from the person they were merged with (reach unit), or from the same person in other units (reach units): linked to none, whatever list they come in.';
create index separation_by_unit on separation (campaign_id, unit_code);

create table staff_phone (
  campaign_id uuid not null references campaign,
  unit_code text not null references unit,
  phone_key bigint not null,
  primary key (campaign_id, unit_code, phone_key)
);
comment on table staff_phone is 'Phones of a surveyed unit''s own staff, as keyed hashes: who has one of them is not asked about the unit.';

create table same_person (
  person_id uuid primary key references person on delete cascade,
  campaign_id uuid not null references campaign,
  cluster integer not null,
  linked_by text not null,
  found_at timestamptz not null
);
comment on table same_person is 'Persons of several units who are one, as last looked for. Each unit keeps its own; how many they are becomes the multiplicity of each at the freeze.';
create index same_person_by_cluster on same_person (campaign_id, cluster);

create table frame (
  campaign_id uuid primary key references campaign,
  sha256 text not null,
  merkle_root text not null,
  unit_count integer not null,
  counts jsonb not null,
  absent_units integer not null,
  absent_reason text,
  frozen_at timestamptz not null,
  frozen_by uuid not null references staff,
  constraint frame_sha256_form check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table frame is 'The frozen frame: hash of its canonical bytes, counts, who and when.';

create table stratum (
  campaign_id uuid not null references frame,
  code text not null,
  unit_code text not null references unit,
  field_code text not null,
  population integer not null,
  distinct_persons double precision not null,
  primary key (campaign_id, code),
  foreign key (campaign_id, field_code) references field (campaign_id, code),
  constraint stratum_code_is_unit_and_field check (code = unit_code || '.' || field_code),
  constraint stratum_population check (population > 0),
  constraint stratum_distinct_persons check (distinct_persons > 0 and distinct_persons <= population)
);
comment on table stratum is 'Strata of the frozen frame: unit × field of procedure, with N_h, and the sum of 1/multiplicity for figures by person.';

create table frame_unit (
  campaign_id uuid not null,
  unit_id text not null,
  stratum text not null,
  person_id uuid references person on delete set null,
  procedure_name text not null,
  returned_on date,
  multiplicity integer not null default 1,
  primary key (campaign_id, unit_id),
  foreign key (campaign_id, stratum) references stratum (campaign_id, code),
  constraint frame_unit_id_form check (unit_id ~ '^[A-Za-z0-9._:-]{1,48}$'),
  constraint frame_unit_multiplicity check (multiplicity > 0)
);
comment on table frame_unit is 'One sampling unit: a person by pseudonym (keyed hash of the chosen dossier), and how many units of the frame are this person. Only the link to the identity may be erased.';
create index frame_unit_by_stratum on frame_unit (campaign_id, stratum, unit_id);
create index frame_unit_by_person on frame_unit (person_id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen frame, a plan, a draw and a published figure never change'
    using errcode = 'restrict_violation', constraint = 'never_changes';
end $$;
create trigger frame_never_changes before update or delete on frame
  for each row execute function refuse_change();
create trigger stratum_never_changes before update or delete on stratum
  for each row execute function refuse_change();
create trigger frame_unit_never_leaves before delete on frame_unit
  for each row execute function refuse_change();
create trigger frame_unit_never_changes before update of unit_id, stratum, procedure_name, returned_on, multiplicity on frame_unit
  for each row execute function refuse_change();

create trigger frame_never_emptied before truncate on frame execute function refuse_change();
create trigger stratum_never_emptied before truncate on stratum execute function refuse_change();
create trigger frame_unit_never_emptied before truncate on frame_unit execute function refuse_change();

-- Rows come with the frame, in its own transaction, or not at all.
create function refuse_late_frame_rows() returns trigger language plpgsql as $$
begin
  if exists (
    select from added left join frame on frame.campaign_id = added.campaign_id
      and frame.xmin = pg_current_xact_id()::xid
    where frame.campaign_id is null
  ) then
    raise exception 'nothing is added to a frozen frame'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return null;
end $$;
create trigger stratum_never_grows after insert on stratum referencing new table as added
  for each statement execute function refuse_late_frame_rows();
create trigger frame_unit_never_grows after insert on frame_unit referencing new table as added
  for each statement execute function refuse_late_frame_rows();
