-- Figures of other sources that are shown beside the published index.
create table neighbour_figure (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  kind text not null check (kind in ('qd766', 'on_time', 'apology', 'papi')),
  agency_code text references agency,
  period text not null check (char_length(period) between 1 and 400),
  source text not null check (char_length(source) between 1 and 400),
  published_on date,
  percent double precision not null check (percent between 0 and 100),
  added_at timestamptz not null,
  added_by uuid not null references staff,
  withdrawn_at timestamptz
);
create index neighbour_figure_by_campaign on neighbour_figure (campaign_id, kind);
comment on table neighbour_figure is 'A figure that another office published (QĐ 766, returned on time, apologised for, PAPI), brought in by Home Affairs with its source and period: shown beside the published index and never part of it. No agency: the whole province. A withdrawn one is kept and shown nowhere.';
