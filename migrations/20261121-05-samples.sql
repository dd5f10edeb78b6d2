create table sample_plan (
  campaign_id uuid primary key references frame,
  design jsonb not null,
  sha256 text not null,
  published_at timestamptz not null,
  published_by uuid not null references staff,
  constraint sample_plan_sha256_form check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table sample_plan is 'The sample plan whose hash is public before the dice are rolled.';

create table allocation (
  campaign_id uuid not null references sample_plan,
  stratum text not null,
  sample_size integer not null,
  reserve_size integer not null,
  primary key (campaign_id, stratum),
  foreign key (campaign_id, stratum) references stratum (campaign_id, code),
  constraint allocation_sizes check (sample_size >= 0 and reserve_size >= 0)
);
comment on table allocation is 'n_h and the reserves of each stratum under the plan.';

create table draw (
  campaign_id uuid primary key references sample_plan,
  draw_id text not null,
  seed text not null,
  key text not null,
  sample_sha256 text not null,
  witnesses jsonb not null,
  drawn_at timestamptz not null,
  drawn_by uuid not null references staff,
  constraint draw_draw_id_key unique (draw_id),
  constraint draw_seed_form check (seed like 'SIPAS-DRAW/1' || chr(10) || 'draw=%')
);
comment on table draw is 'The public draw SIPAS-DRAW/1: seed transcript, key and digest of the sample.';

create table sample_unit (
  campaign_id uuid not null references draw,
  unit_id text not null,
  stratum text not null,
  position integer not null,
  role text not null,
  ticket text not null,
  primary key (campaign_id, unit_id),
  foreign key (campaign_id, unit_id) references frame_unit (campaign_id, unit_id),
  constraint sample_unit_position_key unique (campaign_id, stratum, position),
  constraint sample_unit_role check (role in ('sample', 'reserve')),
  constraint sample_unit_ticket_form check (ticket ~ '^[0-9a-f]{64}$')
);
comment on table sample_unit is 'The drawn persons and the ordered reserves of each stratum, with their tickets.';

create table reserve_release (
  campaign_id uuid not null,
  unit_id text not null,
  reason text not null,
  released_at timestamptz not null,
  released_by uuid not null references staff,
  primary key (campaign_id, unit_id),
  foreign key (campaign_id, unit_id) references sample_unit (campaign_id, unit_id)
);
comment on table reserve_release is 'Reserves put to use, strictly in ticket order; all of them count in n_h.';

create trigger sample_plan_never_changes before update or delete on sample_plan
  for each row execute function refuse_change();
create trigger allocation_never_changes before update or delete on allocation
  for each row execute function refuse_change();
create trigger draw_never_changes before update or delete on draw
  for each row execute function refuse_change();
create trigger sample_unit_never_changes before update or delete on sample_unit
  for each row execute function refuse_change();
create trigger reserve_release_never_changes before update or delete on reserve_release
  for each row execute function refuse_change();

create trigger sample_plan_never_emptied before truncate on sample_plan execute function refuse_change();
create trigger allocation_never_emptied before truncate on allocation execute function refuse_change();
create trigger draw_never_emptied before truncate on draw execute function refuse_change();
create trigger sample_unit_never_emptied before truncate on sample_unit execute function refuse_change();

-- Drawn persons come with the draw, in its own transaction, or not at all.
create function refuse_late_sample_units() returns trigger language plpgsql as $$
begin
  if exists (
    select from added left join draw on draw.campaign_id = added.campaign_id
      and draw.xmin = pg_current_xact_id()::xid
    where draw.campaign_id is null
  ) then
    raise exception 'nobody is added to a draw'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return null;
end $$;
create trigger sample_unit_never_grows after insert on sample_unit referencing new table as added
  for each statement execute function refuse_late_sample_units();
