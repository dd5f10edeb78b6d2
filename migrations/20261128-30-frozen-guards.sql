-- What the hash of a frozen frame refers to: the person, the contact data and the dossier behind each pseudonym. They
-- go by the erasure (of a round, or of one person on request) and change in no other way.

alter table frame add column commitments_root text;
alter table frame add constraint frame_commitments_root_form check (commitments_root ~ '^[0-9a-f]{64}$');
alter table frame_unit add column commitment bytea;
alter table frame_unit add constraint frame_unit_commitment_size check (length(commitment) = 32);
comment on table frame is 'The frozen frame: hash of its canonical bytes, root over the commitments to persons and dossiers, counts, who and when.';
comment on table frame_unit is 'One sampling unit: a person by pseudonym (keyed hash of the chosen dossier), a commitment (keyed hash) to person and dossier behind it, and how many agencies of the frame have served the person. Only the link to the identity, the procedure and its day may be erased.';

drop trigger frame_unit_never_changes on frame_unit;
create trigger frame_unit_never_changes before update of campaign_id, unit_id, stratum, multiplicity, commitment on frame_unit
  for each row execute function refuse_change();

create function refuse_other_person_in_frame() returns trigger language plpgsql as $$
begin
  if new.person_id is null and exists (select from campaign_erasure where campaign_id = old.campaign_id) then
    return new;
  end if;
  raise exception 'the person behind a frozen pseudonym leaves by the erasure only'
    using errcode = 'restrict_violation', constraint = 'never_changes';
end $$;
create trigger frame_unit_keeps_person before update of person_id on frame_unit
  for each row when (new.person_id is distinct from old.person_id) execute function refuse_other_person_in_frame();

create function refuse_other_identity_in_frame() returns trigger language plpgsql as $$
begin
  if exists (select from frame_unit where person_id = old.id) then
    raise exception 'a person of a frozen frame may be erased, not changed'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return new;
end $$;
create trigger person_in_frame_never_changes before update on person for each row
  when ((new.sealed is not null and new.sealed is distinct from old.sealed)
    or new.id is distinct from old.id or new.campaign_id is distinct from old.campaign_id
    or new.agency_code is distinct from old.agency_code)
  execute function refuse_other_identity_in_frame();

-- At once for all rows of a statement: a list of a hundred thousand dossiers is replaced by one.
create function refuse_change_behind_frame() returns trigger language plpgsql as $$
begin
  if exists (select from was join frame on frame.campaign_id = was.campaign_id) and exists (
    select from was join frame_unit on frame_unit.person_id = was.person_id
      left join now_is on now_is.file_id = was.file_id and now_is.row_number = was.row_number
    where was.outcome = 'accepted' and (
      now_is.file_id is null or now_is.person_id is distinct from was.person_id
      or now_is.outcome is distinct from was.outcome or now_is.field_code is distinct from was.field_code
      or now_is.agency_code is distinct from was.agency_code
      or now_is.code is distinct from was.code and now_is.code is not null
      or now_is.procedure_code is distinct from was.procedure_code and now_is.procedure_code is not null
      or now_is.procedure_name is distinct from was.procedure_name and now_is.procedure_name is not null
      or now_is.returned_on is distinct from was.returned_on and now_is.returned_on is not null)
  ) then
    raise exception 'the dossier behind a frozen pseudonym may be erased, not changed'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return null;
end $$;
create trigger dossier_behind_frame_never_changes after update on dossier
  referencing old table as was new table as now_is
  for each statement execute function refuse_change_behind_frame();

create function refuse_dossier_gone_from_frame() returns trigger language plpgsql as $$
begin
  if exists (select from gone join frame on frame.campaign_id = gone.campaign_id) and exists (
    select from gone join frame_unit on frame_unit.person_id = gone.person_id
    where gone.outcome = 'accepted'
      and exists (select from list_file where id = gone.file_id and state = 'imported')
      and not exists (select from campaign_erasure where campaign_id = gone.campaign_id)
  ) then
    raise exception 'the dossier behind a frozen pseudonym leaves by the erasure only'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return null;
end $$;
create trigger dossier_behind_frame_never_leaves after delete on dossier referencing old table as gone
  for each statement execute function refuse_dossier_gone_from_frame();

-- Signatures, decisions and the journal: none is rewritten.
create function refuse_unless_voided() returns trigger language plpgsql as $$
begin
  if old.in_force and not new.in_force and to_jsonb(new) - 'in_force' = to_jsonb(old) - 'in_force' then
    return new;
  end if;
  raise exception 'a signature or a decision is voided, never changed'
    using errcode = 'restrict_violation', constraint = 'never_changes';
end $$;
create trigger acceptance_signature_never_changes before update on acceptance_signature
  for each row execute function refuse_unless_voided();
create trigger acceptance_signature_never_leaves before delete on acceptance_signature
  for each row execute function refuse_change();
create trigger acceptance_signature_never_emptied before truncate on acceptance_signature execute function refuse_change();
create trigger acceptance_decision_never_changes before update on acceptance_decision
  for each row execute function refuse_unless_voided();
create trigger acceptance_decision_never_leaves before delete on acceptance_decision
  for each row execute function refuse_change();
create trigger acceptance_decision_never_emptied before truncate on acceptance_decision execute function refuse_change();

-- Reading the same thing again counts up its line of the hour; nothing else of the journal moves.
create function refuse_rewritten_act() returns trigger language plpgsql as $$
begin
  if old.is_read and new.times > old.times
    and to_jsonb(new) - '{times,last_at,details}'::text[] = to_jsonb(old) - '{times,last_at,details}'::text[] then
    return new;
  end if;
  raise exception 'the journal is added to, never changed'
    using errcode = 'restrict_violation', constraint = 'never_changes';
end $$;
create trigger activity_never_changes before update on activity
  for each row execute function refuse_rewritten_act();
create trigger activity_never_leaves before delete on activity for each row execute function refuse_change();
create trigger activity_never_emptied before truncate on activity execute function refuse_change();
