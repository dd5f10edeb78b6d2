-- The mode of a response is the door by which it came: the server writes it, no request claims it.
alter table staff drop constraint staff_role;
alter table staff drop constraint staff_agency_scope;
alter table staff add constraint staff_role
  check (role in ('home_affairs', 'agency', 'observer', 'entry', 'interviewer'));
alter table staff add constraint staff_agency_scope check (case role
  when 'agency' then agency_code is not null
  when 'entry' then true
  when 'interviewer' then true
  else agency_code is null end);
comment on table staff is 'People who sign in: Home Affairs, the staff of one agency, an observer of the Fatherland Front, an entry clerk or an interviewer. The agency of a clerk or an interviewer is the one they belong to: no answer about it passes their hands.';

alter table invitation add column door text;
update invitation set door = 'self' where state = 'received';
alter table invitation add constraint invitation_door check (door in ('self', 'counter', 'paper', 'interview', 'phone'));
alter table invitation drop constraint invitation_received;
-- A return strip of a paper form has no receipt: nothing of its form is known by person.
alter table invitation add constraint invitation_received check (
  (state = 'received') = (received_week is not null)
  and (state = 'received') = (door is not null)
  and (state = 'received' and door <> 'paper') = (submission_digest is not null)
  and (state = 'received' and door <> 'paper') = (receipt_code is not null));
comment on table invitation is 'One invitation to each drawn person, with the door by which an answer came. Secrets are stored as hashes only; the digest recognises a repeat and joins to nothing.';
