-- What follows from the figures: duties with agencies that lead, a last day and a product.
create table action_item (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  position integer not null check (position >= 0),
  section text,
  criterion text,
  shortcoming text,
  duty text not null check (duty <> ''),
  expected text,
  product text,
  person text,
  authority text,
  leads text not null,
  partners text not null,
  deadline_kind text not null
    check (deadline_kind in ('date', 'month', 'quarters', 'year', 'monthly', 'quarterly', 'continuous', 'by_plan', 'other')),
  due_on date,
  deadline text not null,
  node_code text,
  figure_agency text references agency,
  figure text,
  created_at timestamptz not null,
  created_by uuid not null references staff,
  constraint action_item_due check ((deadline_kind in ('date', 'month', 'quarters', 'year')) = (due_on is not null)),
  constraint action_item_figure check ((figure is null) = (node_code is null) and (figure_agency is null or node_code is not null))
);
create index action_item_by_campaign on action_item (campaign_id, position);
comment on table action_item is 'A duty of the round''s action plan: words as issued, the deadline also as a kind with its last day, and the published figure from which it came, in words.';

create table action_lead (
  item_id uuid not null references action_item on delete cascade,
  agency_code text not null references agency,
  state text not null default 'open' check (state in ('open', 'doing', 'done', 'accepted', 'returned')),
  changed_at timestamptz not null,
  primary key (item_id, agency_code)
);
comment on table action_lead is 'An agency that leads a duty, and how far it is; ''done'' is the agency''s word, ''accepted'' that of Home Affairs.';

create table action_report (
  id uuid primary key,
  position bigint generated always as identity,
  item_id uuid not null references action_item,
  agency_code text not null references agency,
  kind text not null check (kind in ('doing', 'done', 'accepted', 'returned')),
  text text not null check (text <> ''),
  file_name text,
  file bytea,
  reported_at timestamptz not null,
  reported_by uuid not null references staff,
  constraint action_report_file check ((file_name is null) = (file is null) and octet_length(file) <= 5242880)
);
create index action_report_by_item on action_report (item_id, agency_code, position);
comment on table action_report is 'What an agency reports of a duty, with a file as evidence, and what Home Affairs decides. Nobody changes or removes one.';
create trigger action_report_never_changes before update or delete on action_report
  for each row execute function refuse_change();
create trigger action_report_never_emptied before truncate on action_report execute function refuse_change();
