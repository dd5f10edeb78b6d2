-- A return that was moved to before the window is earlier than the receipt, whose day the dossier's code tells.
alter table completeness_tally add column displaced integer not null default 0;
update completeness_tally as tally set displaced = counted.displaced
from (
  select dossier.file_id, dossier.agency_code, dossier.field_code, dossier.outcome, count(*) as displaced
  from dossier
  join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
  join campaign on campaign.id = list_file.campaign_id and campaign.stage = 'frame_open'
  where dossier.reason = 'outside_window'
    and case when dossier.code ~ '^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-\d{3,6}$'
      then to_char(dossier.returned_on, 'YYMMDD') < split_part(dossier.code, '-', 2)
      else dossier.returned_on < dossier.received_on end
  group by 1, 2, 3, 4
) as counted
where tally.reason = 'outside_window' and tally.file_id = counted.file_id
  and tally.agency_code is not distinct from counted.agency_code
  and tally.field_code is not distinct from counted.field_code
  and tally.outcome = counted.outcome;
comment on table completeness_tally is 'Counts of a list''s rows, additive over agencies, fields and outcomes: every summary and board reads these and never counts the rows. received: those received within the campaign''s window. displaced: those returned outside of it, and before their own receipt.';
