-- A wave that is added or taken back while answers come in is a change of terms, as later days and other hours are.
alter table terms_change drop constraint terms_change_term;
alter table terms_change add constraint terms_change_term
  check (term in ('collect_to', 'hotline', 'hotline_hours', 'office_name', 'lists_due_on', 'contact_plan'));
comment on table terms_change is 'What was changed of a running round, each with its reason: the last day of collection (later only), the hotline and its hours, the counter''s name, an agency''s day for its list, a wave of reminders. It is printed with the results. What the draw depends on has no change.';
