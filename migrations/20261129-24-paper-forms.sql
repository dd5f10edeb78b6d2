-- Paper by two envelopes: the outer strip tells who has sent a form, the inner form tells no person.
create table paper_case (
  campaign_id uuid not null references campaign,
  invitation_id uuid not null references invitation,
  case_number text not null,
  received_week date,
  outcome text,
  primary key (campaign_id, invitation_id),
  constraint paper_case_number_key unique (case_number),
  constraint paper_case_outcome check (outcome in ('awaits_form', 'answered_before', 'closed_before')),
  constraint paper_case_received check ((received_week is null) = (outcome is null))
);
comment on table paper_case is 'The return strip of a drawn person''s paper pack: its number, and the week in which it came back. It knows no form.';

create table paper_form (
  number text primary key,
  campaign_id uuid not null,
  stratum text not null,
  agency_code text not null references agency,
  state text not null default 'printed',
  foreign key (campaign_id, stratum) references stratum (campaign_id, code),
  constraint paper_form_number check (number ~ '^\d{8}$'),
  constraint paper_form_state check (state in ('printed', 'keyed', 'disputed', 'entered', 'blank', 'surplus'))
);
create index paper_form_by_stratum on paper_form (campaign_id, stratum, state);
comment on table paper_form is 'A printed form by its number, which belongs to the batch of a stratum and is written beside no person. A number is good once.';

create table keying (
  number text not null references paper_form,
  turn smallint not null,
  keyed_by uuid not null references staff,
  sealed bytea not null,
  primary key (number, turn),
  constraint keying_turn check (turn in (1, 2))
);
alter table keying alter column sealed set storage external;
comment on table keying is 'A form as one clerk has entered it, whole and sealed under the ballot key, until the second clerk agrees or a third person has decided. No time, no person.';

create table entry_tally (
  campaign_id uuid not null references campaign,
  staff_id uuid not null references staff,
  forms integer not null default 0,
  items_compared integer not null default 0,
  items_wrong integer not null default 0,
  primary key (campaign_id, staff_id)
);
comment on table entry_tally is 'How many forms a clerk has entered, and of the items that two clerks entered how many of theirs were wrong.';

create table double_entry (
  campaign_id uuid primary key references campaign,
  percent smallint not null,
  constraint double_entry_percent check (percent between 0 and 100)
);
comment on table double_entry is 'The share of forms, chosen at random, that two people enter; all of them where nothing is set.';
