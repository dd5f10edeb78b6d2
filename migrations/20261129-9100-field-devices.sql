-- Kiosks at counters and interviewers' telephones: enrolled by a one-time code, offline for days, cut off at will.
create table field_device (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  kind text not null,
  name text not null,
  agency_code text references agency,
  staff_id uuid references staff,
  code_hash text,
  code_expires_at timestamptz,
  key_hash text,
  enrolled_on date,
  last_contact_on date,
  unsent integer not null default 0,
  set_aside integer not null default 0,
  revoked_on date,
  constraint field_device_kind check (kind in ('kiosk', 'interviewer')),
  constraint field_device_place check ((kind = 'kiosk') = (agency_code is not null)),
  constraint field_device_owner check ((kind = 'interviewer') = (staff_id is not null)),
  constraint field_device_enrolled check ((key_hash is null) = (enrolled_on is null)),
  constraint field_device_code_key unique (code_hash),
  constraint field_device_key_key unique (key_hash)
);
create index field_device_of_campaign on field_device (campaign_id);
comment on table field_device is 'A kiosk at an agency''s counter or an interviewer''s telephone: hashes of its one-time code and of its key, the day of its last contact, and how many sealed answers it then still held. No answer and no case.';

create table visit_assignment (
  invitation_id uuid not null references invitation,
  staff_id uuid not null references staff,
  campaign_id uuid not null references campaign,
  is_current boolean not null default true,
  is_closed boolean not null default false,
  appointment_day date,
  appointment_part text,
  primary key (invitation_id, staff_id),
  constraint visit_assignment_part check (appointment_part in ('morning', 'afternoon', 'evening')),
  constraint visit_assignment_appointment check ((appointment_day is null) = (appointment_part is null))
);
create unique index visit_assignment_current on visit_assignment (invitation_id) where is_current;
create index visit_assignment_of_staff on visit_assignment (staff_id, campaign_id);
comment on table visit_assignment is 'Which interviewer visits which case; earlier interviewers stay, so that what they have sealed while it was theirs is counted. Closed: enough attempts and nobody met. When to come again, where somebody made an appointment.';

create table field_terms (
  campaign_id uuid primary key references campaign,
  visit_attempts smallint not null,
  device_days smallint not null,
  counter_percent smallint not null,
  constraint field_terms_attempts check (visit_attempts between 1 and 9),
  constraint field_terms_days check (device_days between 1 and 30),
  constraint field_terms_percent check (counter_percent between 1 and 100)
);
comment on table field_terms is 'Terms of devices in a round: attempts before a case may be closed without contact, days without contact after which a device wipes its assignments, share of an agency''s answers by kiosk above which Home Affairs gets a notice. Three, ten and thirty where nothing is set.';

alter table contact_attempt drop constraint contact_attempt_outcome;
alter table contact_attempt add constraint contact_attempt_outcome check (outcome in ('no_answer', 'busy',
  'appointment', 'refused', 'wrong_number', 'wrong_person', 'moved', 'died', 'language', 'not_eligible', 'unreachable'));
