-- The name of the procedure and the day of its result pick a person out of the list: the erasure takes
-- them too. Nothing else of a frozen frame changes, and its hash stands on pseudonym and stratum alone.
drop trigger frame_unit_never_changes on frame_unit;
create trigger frame_unit_never_changes before update of campaign_id, unit_id, stratum, multiplicity on frame_unit
  for each row execute function refuse_change();
create trigger frame_unit_details_only_go before update of procedure_name, returned_on on frame_unit
  for each row when (new.procedure_name <> '' or new.returned_on is not null)
  execute function refuse_change();
comment on table frame_unit is 'One sampling unit: a person by pseudonym (keyed hash of the chosen dossier), and how many units of the frame are this person. Only the link to the identity, the procedure and its day may be erased.';

-- What was certified as erased before this version kept them.
update frame_unit set procedure_name = '', returned_on = null
  where campaign_id in (select campaign_id from erasure_certificate);
