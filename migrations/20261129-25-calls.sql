create table phone_case (
  invitation_id uuid primary key references invitation,
  campaign_id uuid not null references campaign,
  held_by uuid references staff,
  held_on date,
  is_closed boolean not null default false,
  appointment_day date,
  appointment_part text,
  constraint phone_case_part check (appointment_part in ('morning', 'afternoon', 'evening')),
  constraint phone_case_appointment check ((appointment_day is null) = (appointment_part is null))
);
create index phone_case_of_caller on phone_case (held_by);
comment on table phone_case is 'A case of the telephone queue: who has it on the line, when to call again, and whether it is done with. No number, no answer.';

create table contact_attempt (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  invitation_id uuid not null references invitation,
  staff_id uuid not null references staff,
  way text not null,
  day date not null,
  day_part text not null,
  outcome text not null,
  constraint contact_attempt_way check (way in ('phone', 'visit')),
  constraint contact_attempt_part check (day_part in ('morning', 'afternoon', 'evening')),
  constraint contact_attempt_outcome check (outcome in ('no_answer', 'busy', 'appointment', 'refused',
    'wrong_number', 'wrong_person', 'moved', 'died', 'language'))
);
create index contact_attempt_of_case on contact_attempt (invitation_id, day);
comment on table contact_attempt is 'What became of one attempt to reach a drawn person, by day and part of the day. An attempt that led to an answer is not in it: its moment would join the person to the answer.';
