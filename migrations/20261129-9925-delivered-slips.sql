-- Invitation: a slip that reached its person is marked, not only one that did not.
alter table invitation add column is_delivered boolean not null default false;
comment on column invitation.is_delivered is 'The carrier handed the valid slip over. It says nothing of an answer, and a new slip begins without it.';
alter table invitation add constraint invitation_delivered check (not is_delivered or delivery is null);
