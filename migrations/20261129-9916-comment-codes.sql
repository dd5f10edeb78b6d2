-- What comments are about, by a code frame, so that words become counts.
create table comment_code (
  comment_id uuid not null,
  coder uuid not null references staff,
  campaign_id uuid not null references campaign,
  agency_code text references agency,
  theme text not null,
  tone text not null,
  primary key (comment_id, coder),
  constraint comment_code_frame check (
    theme in ('access', 'procedure', 'officials', 'result', 'feedback', 'fees', 'other')
    and tone in ('complaint', 'suggestion', 'praise'))
);
create index comment_code_by_campaign on comment_code (campaign_id, comment_id);
comment on table comment_code is 'Theme and tone of a comment as one coder of Home Affairs put it, not seeing what the other one did; two at most. It outlives the comment as written.';

create table comment_theme (
  comment_id uuid primary key,
  campaign_id uuid not null references campaign,
  theme text not null,
  tone text not null,
  settled_by uuid not null references staff,
  constraint comment_theme_frame check (
    theme in ('access', 'procedure', 'officials', 'result', 'feedback', 'fees', 'other')
    and tone in ('complaint', 'suggestion', 'praise'))
);
comment on table comment_theme is 'What counts where two coders of a comment differ.';

-- A quote is published by the second of two persons of Home Affairs.
create table comment_quote (
  comment_id uuid primary key references comment_review on delete cascade,
  campaign_id uuid not null references campaign,
  proposed_by uuid not null references staff,
  approved_by uuid references staff,
  constraint comment_quote_two_persons check (approved_by is distinct from proposed_by or approved_by is null)
);
create index comment_quote_by_campaign on comment_quote (campaign_id);
comment on table comment_quote is 'A comment as masked and released that may be quoted in public: proposed by one person of Home Affairs and published once another one has approved it. A decision taken back takes it away.';
