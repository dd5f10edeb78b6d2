alter table contact_attempt drop constraint contact_attempt_outcome;
alter table contact_attempt add constraint contact_attempt_outcome check (outcome in ('no_answer', 'busy', 'appointment',
  'refused', 'never_again', 'wrong_number', 'wrong_person', 'moved', 'died', 'language', 'not_eligible', 'unreachable'));
