-- Who took an answer, as outer data of sealed ballots: by day, never by hour.
create table ballot_batch (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  door text not null,
  taker_id uuid not null,
  day date not null,
  answers integer not null default 0,
  quick integer not null default 0,
  odd_hours integer not null default 0,
  consecutive integer not null default 0,
  constraint ballot_batch_key unique (campaign_id, door, taker_id, day),
  constraint ballot_batch_door check (door in ('counter', 'paper', 'interview', 'phone'))
);
comment on table ballot_batch is 'What one person or device handed in on one day by one door: an interviewer, a kiosk, or a clerk who entered forms alone. Totals of outer data only: how many, how many shortly after the one before, at unusual hours, with consecutive form numbers. A citizen''s own phone has none.';

create table voiding (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  door text not null,
  taker_id uuid not null,
  from_day date not null,
  to_day date not null,
  reason text not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null references staff,
  state text not null default 'proposed',
  witness text,
  decided_at timestamptz,
  decided_by uuid references staff,
  ballots integer,
  constraint voiding_days check (from_day <= to_day),
  constraint voiding_state check (state in ('proposed', 'confirmed', 'refused')),
  constraint voiding_decided check ((state = 'proposed') = (decided_by is null) and (state = 'proposed') = (decided_at is null)
    and (state = 'proposed') = (witness is null) and (state = 'confirmed') = (ballots is not null)),
  constraint voiding_two_persons check (decided_by <> proposed_by)
);
create index voiding_of_campaign on voiding (campaign_id);
comment on table voiding is 'A batch that Home Affairs proposes to void before the count, with its reason, and what the observer of the Fatherland Front decided in the presence of a named witness. Two persons, never one.';

alter table ballot add column batch_id uuid references ballot_batch;
alter table ballot add column voiding_id uuid references voiding;
create index ballot_of_batch on ballot (batch_id) where batch_id is not null;
comment on table ballot is 'The sealed ballot box: responses encrypted under the campaign''s ballot key, padded to one size, read by nobody until collection closes. Counting moves them, in a random order that nothing keeps, into response and answer and destroys box and key; so no time, order or transaction of arrival stays with an answer. A voided ballot stays sealed in the box, is not counted, and goes with it.';

alter table paper_form add column batch_id uuid references ballot_batch;
comment on table paper_form is 'A printed form by its number, which belongs to the batch of a stratum and is written beside no person. A number is good once. The batch of a form that one clerk alone entered lets that clerk''s day be voided and entered anew.';

create table taken_case (
  invitation_id uuid primary key references invitation,
  campaign_id uuid not null references campaign,
  batch_id uuid not null references ballot_batch
);
create index taken_case_of_batch on taken_case (batch_id);
create index taken_case_of_campaign on taken_case (campaign_id, invitation_id);
comment on table taken_case is 'Until the count: in which batch a person''s answer came, where somebody took it, so that the re-check goes to others and a voided batch gives its cases back. No answer; the count empties it.';

create table voided_case (
  voiding_id uuid not null references voiding,
  invitation_id uuid not null references invitation,
  campaign_id uuid not null references campaign,
  taker_id uuid not null,
  receipt_code text,
  primary key (voiding_id, invitation_id)
);
create index voided_case_of_campaign on voided_case (campaign_id, voiding_id, invitation_id);
create index voided_case_of_invitation on voided_case (invitation_id);
create index voided_case_receipt on voided_case (receipt_code);
comment on table voided_case is 'A case that a voiding gave back: whom it is not given to again, and the receipt that no longer counts, so that its holder can read of it.';

create function refuse_voiding_after_count() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.state <> 'proposed' then
      raise exception 'a decided voiding never changes'
        using errcode = 'restrict_violation', constraint = 'never_changes';
    end if;
  end if;
  if not exists (select from campaign where id = new.campaign_id and stage = 'collecting') then
    raise exception 'after the count nothing can be voided'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return new;
end $$;
create trigger voiding_before_count before insert or update on voiding
  for each row execute function refuse_voiding_after_count();
create trigger voiding_never_leaves before delete on voiding for each row execute function refuse_change();
create trigger voided_case_before_count before insert on voided_case
  for each row execute function refuse_voiding_after_count();

create function refuse_uncounted_receipt() returns trigger language plpgsql as $$
begin
  if exists (select from campaign where id = old.campaign_id and stage in ('closed', 'published')) then
    raise exception 'a counted answer is not taken back'
      using errcode = 'restrict_violation', constraint = 'never_changes';
  end if;
  return new;
end $$;
create trigger invitation_counted before update of state on invitation
  for each row when (old.state = 'received' and new.state <> 'received') execute function refuse_uncounted_receipt();

create table recheck (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  number smallint not null,
  percent smallint not null,
  is_doubled boolean not null,
  frame_sha256 text not null,
  plan_sha256 text not null,
  plan text not null,
  prepared_at timestamptz not null,
  prepared_by uuid not null references staff,
  seed text,
  draw_key text,
  sample_sha256 text,
  witnesses jsonb,
  drawn_at timestamptz,
  drawn_by uuid references staff,
  constraint recheck_number_key unique (campaign_id, number),
  constraint recheck_percent check (percent between 5 and 10),
  constraint recheck_drawn check ((drawn_at is null) = (seed is null) and (drawn_at is null) = (draw_key is null)
    and (drawn_at is null) = (sample_sha256 is null) and (drawn_at is null) = (witnesses is null)
    and (drawn_at is null) = (drawn_by is null))
);
comment on table recheck is 'A public draw among the answered cases for the re-check: hashes of its frame and plan, published before the dice, then seed and hash of the sample. Frame, plan and sample themselves are for Home Affairs and observers.';

create table recheck_case (
  recheck_id uuid not null references recheck,
  invitation_id uuid not null references invitation,
  campaign_id uuid not null references campaign,
  code text not null,
  cell text not null,
  door text not null,
  taker_id uuid,
  agency_code text not null references agency,
  position integer,
  ticket text,
  is_voided boolean not null default false,
  held_by uuid references staff,
  held_on date,
  attempts smallint not null default 0,
  tried_day date,
  tried_part text,
  outcome text,
  did_procedure text,
  answered_by text,
  office_part text,
  how_long_ago text,
  checked_by uuid references staff,
  primary key (recheck_id, invitation_id),
  constraint recheck_case_code_key unique (code),
  constraint recheck_case_part check (tried_part in ('morning', 'afternoon', 'evening')),
  constraint recheck_case_outcome check (outcome in ('confirmed', 'contradicted', 'not_reached')),
  constraint recheck_case_other check (checked_by <> taker_id),
  constraint recheck_case_drawn check (position is not null or outcome is null and held_by is null),
  constraint recheck_case_asked check ((did_procedure is not null) = (coalesce(outcome, 'not_reached') <> 'not_reached')
    and (did_procedure is null) = (answered_by is null) and (did_procedure is null) = (office_part is null)
    and (did_procedure is null) = (how_long_ago is null))
);
create index recheck_case_of_campaign on recheck_case (campaign_id, recheck_id, invitation_id);
create index recheck_case_of_invitation on recheck_case (invitation_id);
create index recheck_case_held on recheck_case (held_by) where held_by is not null;
comment on table recheck_case is 'An answered case in the frame of a re-check, under a random code that no public file knows; of those drawn who is calling, how often it was tried, and what the person said of the interview: four questions that touch no answer. Goes with the erasure.';

create table recheck_total (
  campaign_id uuid not null references campaign,
  door text not null,
  drawn integer not null,
  confirmed integer not null,
  contradicted integer not null,
  not_reached integer not null,
  primary key (campaign_id, door)
);
comment on table recheck_total is 'What the re-check had found by door when the count was made: it stays when the cases go.';
