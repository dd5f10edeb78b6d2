-- Only the owner of a table may analyse it. The application, which may have another role, asks by this function.
create function analyse_list_tables() returns void language plpgsql security definer
  set search_path from current set default_statistics_target to 10 as $$
begin
  analyze dossier;
  analyze person;
  analyze merged_identity;
end $$;
