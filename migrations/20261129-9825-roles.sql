-- Who signs, who confirms, who only watches: each under an account of their own.
alter table staff drop constraint staff_role;
alter table staff drop constraint staff_agency_scope;
alter table staff add constraint staff_role check (role in ('home_affairs', 'agency', 'agency_office', 'observer',
  'commune_observer', 'entry', 'interviewer', 'data_protection', 'auditor', 'technician'));
alter table staff add constraint staff_agency_scope check (case
  when role in ('agency', 'agency_office', 'commune_observer') then agency_code is not null
  when role in ('entry', 'interviewer') then true
  else agency_code is null end);
alter table staff add column is_lead boolean not null default false;
alter table staff add constraint staff_lead check (not is_lead or role in ('home_affairs', 'agency'));
alter table staff add column email text;
comment on table staff is 'People who sign in. The head of Home Affairs'' experts confirms their acts, the head of an agency''s clerks signs for its list. The agency of a clerk of paper forms or an interviewer is the one they belong to: no answer about it passes their hands.';
