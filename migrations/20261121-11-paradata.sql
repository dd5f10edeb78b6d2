create table paradata (
  campaign_id uuid not null references campaign,
  unit_code text references unit,
  measure text not null,
  responses integer not null,
  total bigint not null,
  constraint paradata_key unique nulls not distinct (campaign_id, unit_code, measure),
  constraint paradata_counts check (responses > 0 and total >= 0)
);
comment on table paradata is 'How interviews went, in totals made at the count: of a unit, or of the province where the unit is null. Units below the threshold, and those needed to hide them, are in the province''s total only. Nothing leads from here to a response.';
