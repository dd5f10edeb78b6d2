-- Re-check at home: of people without a number of their own.
alter table recheck_case add column visit_until date;
alter table recheck_case add column has_wrong_number boolean not null default false;
alter table recheck_case add constraint recheck_case_visit check (visit_until is null or held_by is not null);
comment on column recheck_case.visit_until is 'The last day on which its holder has it for a visit at home; null of a call.';
comment on column recheck_case.has_wrong_number is 'Somebody else answered at the number: the case is for a visit.';
