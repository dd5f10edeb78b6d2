create table publication (
  campaign_id uuid primary key references campaign,
  results text not null,
  sha256 text not null,
  published_at timestamptz not null,
  published_by uuid not null references staff,
  constraint publication_sha256_form check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table publication is 'Published figures, byte for byte as fixed.';

create trigger publication_never_changes before update or delete on publication
  for each row execute function refuse_change();
