-- Whose answers are unusually alike, as the count saw it.
create table answer_sign (
  campaign_id uuid not null references campaign,
  door text not null,
  taker_id uuid not null,
  sign text not null,
  primary key (campaign_id, door, taker_id, sign),
  constraint answer_sign_door check (door in ('counter', 'paper', 'interview', 'phone')),
  constraint answer_sign_sign check (sign in ('straight', 'alike', 'uniform'))
);
comment on table answer_sign is 'Interviewers, kiosks and lone clerks with at least thirty answers (or the disclosure threshold) whose answers were unlike the others'' of the same door while the count had them open. The mark alone: no share, no answer, no person.';
