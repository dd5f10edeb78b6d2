-- As analyse_list_tables: only the owner of a table may analyse it, and the application may have another role.
create function analyse_fieldwork_tables() returns void language plpgsql security definer
  set search_path from current set default_statistics_target to 10 as $$
begin
  analyze frame_unit;
  analyze sample_unit;
  analyze invitation;
end $$;
