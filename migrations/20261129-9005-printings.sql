-- Two printings of one agency in the same millisecond are two printings: the time alone names none.
alter table pack_printing drop constraint pack_printing_pkey;
alter table pack_printing add column id bigint generated always as identity primary key;
create index pack_printing_by_agency on pack_printing (campaign_id, agency_code, printed_at);
