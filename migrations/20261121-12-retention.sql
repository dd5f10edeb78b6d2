-- How long a campaign may keep what names a person, and the record of its end.

alter table campaign add column retention_days integer not null default 90;
alter table campaign add constraint campaign_retention check (retention_days between 7 and 730);

create table retention_postponement (
  campaign_id uuid not null references campaign,
  until date not null,
  reason text not null,
  postponed_at timestamptz not null,
  postponed_by uuid not null references staff,
  primary key (campaign_id, until),
  constraint retention_postponement_reason check (length(btrim(reason)) >= 10)
);
comment on table retention_postponement is 'Days to which the erasure of a campaign was put off, each with its reason: open to the observer, never taken back.';

create table campaign_erasure (
  campaign_id uuid primary key references campaign,
  due_on date not null,
  begun_at timestamptz not null,
  begun_by uuid references staff,
  frame_sha256 text,
  counts jsonb not null default '{}',
  reached jsonb
);
comment on table campaign_erasure is 'A campaign whose personal data are being erased or have been: begun by Home Affairs, or by the clock where nobody is named. The counts grow with each batch, and with them how far it reached: a killed process goes on there.';

create table erasure_certificate (
  campaign_id uuid primary key references campaign_erasure,
  ended_at timestamptz not null,
  frame_sha256_before text,
  frame_sha256_after text,
  content text not null,
  sha256 text not null,
  constraint erasure_certificate_frame_stands check (
    frame_sha256_before is not distinct from frame_sha256_after),
  constraint erasure_certificate_sha256_form check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table erasure_certificate is 'What was erased of a campaign, when and by whom, as text with its hash; the frame hashes the same before and after.';

create trigger retention_postponement_never_changes before update or delete on retention_postponement
  for each row execute function refuse_change();
create trigger retention_postponement_never_emptied before truncate on retention_postponement
  execute function refuse_change();
create trigger erasure_certificate_never_changes before update or delete on erasure_certificate
  for each row execute function refuse_change();
create trigger erasure_certificate_never_emptied before truncate on erasure_certificate
  execute function refuse_change();
