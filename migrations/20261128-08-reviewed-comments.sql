-- Of a unit with few answers a comment is anybody's of those few: it stands with the province's.
alter table comment alter column unit_code drop not null;
update comment set unit_code = null from (
  select campaign_id, unit_code from invitation where state = 'received'
  group by campaign_id, unit_code having count(*) < 10
) as few
where few.campaign_id = comment.campaign_id and few.unit_code = comment.unit_code;
create index comment_by_id on comment (campaign_id, id);
comment on table comment is 'Open comments as written, read by Home Affairs alone and deleted with the personal data: by unit where ten people and more have answered, else by the province; joined to no response.';

create table comment_review (
  comment_id uuid primary key,
  campaign_id uuid not null references campaign,
  unit_code text references unit,
  state text not null,
  masked text,
  decided_at timestamptz not null,
  decided_by uuid not null references staff,
  constraint comment_review_state check (state in ('released', 'withheld')),
  constraint comment_review_masked check ((state = 'released') = (masked is not null))
);
comment on table comment_review is 'What Home Affairs decided of a comment: released with names, numbers and places masked, which alone the unit reads, or withheld. It outlives the comment as written.';
create index comment_review_by_unit on comment_review (campaign_id, unit_code);
