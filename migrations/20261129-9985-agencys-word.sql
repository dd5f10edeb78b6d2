alter table invitation
  add column is_agency_word boolean not null default false,
  add constraint invitation_agency_word check (not is_agency_word or delivery is not null);
update invitation set is_agency_word = true
where delivery is not null and 'agency' = (
  select staff.role from case_event join staff on staff.id = case_event.staff_id
  where case_event.invitation_id = invitation.id and case_event.kind = 'delivery'
  order by happened_at desc limit 1);
comment on column invitation.is_agency_word is 'What the carrier found was written by the measured agency''s own staff: it keeps nobody else from asking the person.';
