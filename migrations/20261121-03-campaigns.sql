create table campaign (
  id uuid primary key,
  name text not null,
  year integer not null,
  province_code text not null references province,
  plan_number text not null,
  plan_date date,
  returned_from date not null,
  returned_to date not null,
  collect_from date not null,
  collect_to date not null,
  grace_days integer not null,
  questionnaire_version text not null,
  questionnaire_part text not null,
  questionnaire jsonb not null,
  office_name text not null,
  hotline text not null,
  host text not null,
  notice_hours integer not null,
  disclosure_threshold integer not null default 5,
  stage text not null default 'draft',
  created_at timestamptz not null,
  constraint campaign_stage check (
    stage in ('draft', 'frame_open', 'frame_frozen', 'drawn', 'collecting', 'closed', 'published')),
  constraint campaign_part check (questionnaire_part in ('whole', 'service')),
  constraint campaign_dates check (
    returned_from <= returned_to and collect_from <= collect_to and returned_to <= collect_to),
  constraint campaign_grace check (grace_days between 0 and 60),
  constraint campaign_threshold check (disclosure_threshold >= 3)
);
comment on table campaign is 'One round of measurement. The questionnaire is copied in, so that a later version never changes an old round.';
