-- A form may be read from a scan in place of one of the two clerks: its wrong items are counted apart.
alter table keying add column is_scanned boolean not null default false;
comment on column keying.is_scanned is 'Read from a scan in the browser of keyed_by, who decided the unsure items.';

alter table entry_tally add column is_scanned boolean not null default false;
alter table entry_tally drop constraint entry_tally_pkey;
alter table entry_tally add primary key (campaign_id, staff_id, is_scanned);
