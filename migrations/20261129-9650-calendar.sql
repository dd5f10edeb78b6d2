-- The day on which the round's report is due, and whom to ring about a step that is late.
alter table campaign add column report_due_on date;
alter table staff add column telephone text;
