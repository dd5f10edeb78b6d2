-- Where hamlets are, for the interviewers' map of the day.
create table hamlet_place (
  campaign_id uuid not null references campaign,
  agency_code text not null references agency,
  hamlet text not null,
  east integer not null,
  north integer not null,
  primary key (campaign_id, agency_code, hamlet),
  constraint hamlet_place_east check (east between 101000 and 119000),
  constraint hamlet_place_north check (north between 6000 and 24000),
  constraint hamlet_place_named check (hamlet <> '')
);
comment on table hamlet_place is 'Where a hamlet of the round''s people is, in thousandths of a degree of longitude and latitude, about a hundred metres: of a hamlet, never of a person or an answer, and without who gave it or when. Erased with the round''s people, from whose addresses the hamlet''s name comes.';
