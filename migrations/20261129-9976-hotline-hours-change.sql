-- The hours of the hotline change in a running round as its number does.
alter table terms_change drop constraint terms_change_term;
alter table terms_change add constraint terms_change_term
  check (term in ('collect_to', 'hotline', 'hotline_hours', 'office_name', 'lists_due_on'));
comment on table terms_change is 'What was changed of a running round, each with its reason: the last day of collection (later only), the hotline and its hours, the counter''s name, an agency''s day for its list. It is printed with the results. What the draw depends on has no change.';
