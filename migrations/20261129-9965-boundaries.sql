-- A province's own boundaries of its communes.
create table boundary_set (
  id uuid primary key,
  province_code text not null references province,
  source text not null check (char_length(source) between 1 and 400),
  map jsonb not null,
  report jsonb not null,
  added_at timestamptz not null,
  added_by uuid not null references staff,
  withdrawn_at timestamptz
);
create index boundary_set_by_province on boundary_set (province_code, added_at);
comment on table boundary_set is 'Boundaries of the communes that Home Affairs brought as GeoJSON, simplified for a page, with the line on their source and licence and the report on what matched. A publication is drawn with the newest set that was in use when it was published; a set is withdrawn, never changed.';
create trigger boundary_set_never_changes before update of id, province_code, source, map, report, added_at, added_by on boundary_set
  for each row execute function refuse_change();
create trigger boundary_set_stays before delete on boundary_set for each row execute function refuse_change();
create function refuse_second_withdrawal() returns trigger language plpgsql as $$
begin
  raise exception 'boundaries are withdrawn once' using errcode = 'restrict_violation', constraint = 'never_changes';
end $$;
create trigger boundary_set_withdrawn_once before update of withdrawn_at on boundary_set
  for each row when (old.withdrawn_at is not null) execute function refuse_second_withdrawal();
