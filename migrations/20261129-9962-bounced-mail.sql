-- The next channel for whom no message reached.
alter table contact_wave add column is_for_unreached boolean not null default false;
comment on column contact_wave.is_for_unreached is 'The wave reaches only cases of which a message was refused or came back, and none other got through.';
