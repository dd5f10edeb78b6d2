-- A case keeps its row and its serial; what is printed on its slip can be renewed. The secrets of the first issue follow
-- from the id alone, those of later ones from id and issue.
alter table invitation add column issue smallint not null default 1;
alter table invitation add column is_revoked boolean not null default false;
alter table invitation add constraint invitation_issue check (issue >= 1);
comment on column invitation.issue is 'Which slip of this case is valid: 1 is the first. Earlier ones are in retired_slip.';
comment on column invitation.is_revoked is 'The valid slip was withdrawn and no new one has been printed: the case has a secret that nobody holds.';

create table retired_slip (
  token_hash text primary key,
  code_hash text not null,
  invitation_id uuid not null references invitation,
  campaign_id uuid not null references campaign,
  issue smallint not null,
  constraint retired_slip_code_hash_key unique (code_hash),
  constraint retired_slip_issue_key unique (invitation_id, issue)
);
comment on table retired_slip is 'Hashes of links and codes that were replaced by a newer slip of the same case. They open nothing; who uses one is told to use the newest slip, and a repeat of a response that had been received gets its receipt.';

create table case_event (
  id uuid primary key,
  campaign_id uuid not null references campaign,
  invitation_id uuid not null references invitation,
  kind text not null,
  reason text,
  happened_at timestamptz not null,
  staff_id uuid not null references staff,
  constraint case_event_kind check (kind in ('reissued', 'revoked', 'reopened', 'delivery'))
);
comment on table case_event is 'What the office did to one case and why: a new slip, a slip withdrawn, a refusal taken back, what a carrier found. Reasons come from fixed lists. What the person did (opened, answered, declined) is not in it: its moment would join the person to an answer.';
create index case_event_of_invitation on case_event (invitation_id, happened_at);
create index case_event_of_campaign on case_event (campaign_id);

alter table pack_printing add column part text;
alter table pack_printing add constraint pack_printing_part check (part in ('hamlet', 'slip'));
comment on column pack_printing.part is 'Null: all slips of the agency. Otherwise those of one hamlet, or a single one.';
