-- Who prints the slips, and so holds every link and code of a unit's people, is a term of the campaign.
alter table campaign add column slip_printing text not null default 'home_affairs';
alter table campaign add constraint campaign_slip_printing
  check (slip_printing in ('home_affairs', 'neutral', 'sealed_packs', 'agency'));
comment on column campaign.slip_printing is 'Who prints: Home Affairs, a neutral printer with the file from Home Affairs, Home Affairs codes on sheets without a name while the unit prints covers, or the measured unit itself, which the results then say.';
-- Where a unit's own staff have printed already, the results have to say so.
update campaign set slip_printing = 'agency' where exists (
  select 1 from pack_printing join staff on staff.id = printed_by
  where pack_printing.campaign_id = campaign.id and staff.role = 'unit');

alter table pack_printing add column purpose text;
alter table pack_printing add column slips integer;
alter table pack_printing add constraint pack_printing_purpose
  check (purpose in ('first', 'lost', 'damaged', 'reserves', 'trial'));
comment on table pack_printing is 'Each making of a unit''s slips: when, by whom, how many and what for. Of printings before purposes were asked neither number nor purpose is known.';
