-- Written before each category was looked at by itself: cells of a few responses may be among them.
delete from paradata where unit_code is not null;
delete from paradata using (
  select campaign_id, split_part(measure, '.', 1) as family from paradata
  where measure not like 'time.%' group by 1, 2 having min(total) < 5
) as few
where few.campaign_id = paradata.campaign_id and few.family = split_part(paradata.measure, '.', 1);
delete from paradata where measure = 'time.fast';
