-- Home Affairs' figures and the agency's own are kept side by side: neither overwrites the other.
alter table stated_total add column source text;
update stated_total set source = case when staff.role = 'agency' then 'agency' else 'home_affairs' end
  from staff where staff.id = stated_total.stated_by;
alter table stated_total alter column source set not null;
alter table stated_total add constraint stated_total_source check (source in ('home_affairs', 'agency'));
alter table stated_total drop constraint stated_total_pkey;
alter table stated_total add primary key (campaign_id, agency_code, source);
comment on table stated_total is 'What the one-stop system itself counts for an agency within the window: what Home Affairs imported and what the agency typed in, side by side.';
