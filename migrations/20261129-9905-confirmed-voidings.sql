-- Voiding is proposed by two people of Home Affairs too, where the round asks for four eyes.
alter table approval drop constraint approval_act_check;
alter table approval add constraint approval_act_check
  check (act in ('freeze', 'change_terms', 'publish', 'switch_off', 'void_ballots'));
alter table voiding add column approval_id uuid references approval;
comment on column voiding.approval_id is 'The confirmation by a second person of Home Affairs; null where the round asked for none.';
