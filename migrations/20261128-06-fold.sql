-- The count folds: what a person could be picked out by becomes tables while ballots are open, and a stored
-- response keeps a stratum with enough others and its answers within the index.

create table response_stratum (
  campaign_id uuid not null references frame,
  code text not null,
  unit_code text references unit,
  field_code text,
  primary key (campaign_id, code),
  constraint response_stratum_of_one_field check (field_code is null or unit_code is not null)
);
comment on table response_stratum is 'The stratum that counted responses name: one of the frame''s, or several pooled so that none has fewer responses than the threshold. Without a unit: units that have too few even together with nobody else count for the province only.';

create table response_stratum_member (
  campaign_id uuid not null,
  stratum text not null,
  response_stratum text not null,
  primary key (campaign_id, stratum),
  foreign key (campaign_id, stratum) references stratum (campaign_id, code),
  foreign key (campaign_id, response_stratum) references response_stratum (campaign_id, code)
);
comment on table response_stratum_member is 'Which strata of the frame a response stratum is made of: what its weight N/r stands on.';
create index response_stratum_member_by_response_stratum on response_stratum_member (campaign_id, response_stratum);

insert into response_stratum (campaign_id, code, unit_code, field_code)
  select campaign_id, code, unit_code, field_code from stratum
  where exists (select from response where response.campaign_id = stratum.campaign_id);
insert into response_stratum_member (campaign_id, stratum, response_stratum)
  select campaign_id, code, code from response_stratum;

alter table response drop constraint response_campaign_id_stratum_fkey;
alter table response add constraint response_names_its_stratum
  foreign key (campaign_id, stratum) references response_stratum (campaign_id, code);
comment on table response is 'One counted response. It knows its response stratum and nothing of who gave it, when, how or in what language; its random id is made when it is counted.';

-- Counted before there was a fold: what people said about themselves goes.
delete from answer where question like 'a.%';
comment on table answer is 'Answers to the criteria of the index; a question left out or answered “no experience” has no row. All other answers are in group_figure.';

create table group_figure (
  campaign_id uuid not null references campaign,
  grouping text not null,
  category text not null,
  measure text not null,
  respondents integer not null,
  share double precision not null,
  low double precision,
  high double precision,
  mean double precision,
  primary key (campaign_id, grouping, category, measure),
  constraint group_figure_respondents check (respondents > 0),
  constraint group_figure_shares check (share between 0 and 1 and low <= high)
);
comment on table group_figure is 'Tables of the count, rounded before they were stored: figures of the province by what people said about themselves, by what the frame and the door knew, and answers outside the index. Categories with too few people, and those needed to hide them, were never stored.';

create table field_figure (
  campaign_id uuid not null,
  field_code text not null,
  node text not null,
  figure jsonb not null,
  primary key (campaign_id, field_code, node),
  foreign key (campaign_id, field_code) references field (campaign_id, code)
);
comment on table field_figure is 'Figures of a field of procedures over the whole province, rounded before they were stored: fields cross the pooled strata, so the count makes them.';

create table withheld_cells (
  campaign_id uuid primary key references campaign,
  cells jsonb not null
);
comment on table withheld_cells is 'Which cells of units and fields may not be told, of the number of respondents and of each node: decided by the count, which alone knows how many people of a stratum answered what.';

create trigger withheld_cells_never_changes before update or delete on withheld_cells
  for each row execute function refuse_change();
create trigger withheld_cells_never_emptied before truncate on withheld_cells execute function refuse_change();
create trigger field_figure_never_changes before update or delete on field_figure
  for each row execute function refuse_change();
create trigger field_figure_never_emptied before truncate on field_figure execute function refuse_change();
create trigger group_figure_never_changes before update or delete on group_figure
  for each row execute function refuse_change();
create trigger group_figure_never_emptied before truncate on group_figure execute function refuse_change();

alter table sample_plan add column tabulation text;
alter table sample_plan add column tabulation_sha256 text;
alter table sample_plan add constraint sample_plan_tabulation check (
  (tabulation is null) = (tabulation_sha256 is null) and tabulation_sha256 ~ '^[0-9a-f]{64}$');
comment on column sample_plan.tabulation is 'Which tables the count makes, byte for byte as hashed before the dice; none for plans of earlier versions, where all are made.';
