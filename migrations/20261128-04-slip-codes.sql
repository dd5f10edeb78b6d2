-- Slips that are out keep the code that is printed on them.
alter table invitation add column code_digits smallint not null default 12;
alter table invitation alter column code_digits set default 16;
alter table invitation add constraint invitation_code_digits check (code_digits in (12, 16));
create index invitation_with_earlier_code on invitation (state) where code_digits = 12;
-- Wrong codes are counted in the server's memory by the network they come from; the journal says when there were many.
drop table code_attempt;
