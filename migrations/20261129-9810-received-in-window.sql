-- What the one-stop system says it received is compared with dossiers received in the window, not with every row.
alter table completeness_tally add column received integer not null default 0;
update completeness_tally as tally set received = counted.received
from (
  select dossier.file_id, dossier.agency_code, dossier.field_code, dossier.outcome, dossier.reason, count(*) as received
  from dossier
  join list_file on list_file.id = dossier.file_id and list_file.state = 'imported'
  join campaign on campaign.id = list_file.campaign_id and campaign.stage = 'frame_open'
  where coalesce(dossier.received_on between campaign.returned_from and campaign.returned_to,
    dossier.code ~ '^[A-Z0-9]+(\.[A-Z0-9]+)*-\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-\d{3,6}$'
      and split_part(dossier.code, '-', 2)
        between to_char(campaign.returned_from, 'YYMMDD') and to_char(campaign.returned_to, 'YYMMDD'))
  group by 1, 2, 3, 4, 5
) as counted
where tally.file_id = counted.file_id
  and tally.agency_code is not distinct from counted.agency_code
  and tally.field_code is not distinct from counted.field_code
  and tally.outcome = counted.outcome
  and tally.reason is not distinct from counted.reason;
comment on table completeness_tally is 'Counts of a list''s rows, additive over agencies, fields and outcomes: every summary and board reads these and never counts the rows. received: those received within the campaign''s window.';
