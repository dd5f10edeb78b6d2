-- Sentences of a round's documents that the office writes itself; what is absent is as the software says it.
create table document_wording (
  campaign_id uuid not null references campaign,
  part text not null check (part ~ '^[a-z_]{2,40}$'),
  text text not null check (char_length(text) between 1 and 4000),
  changed_at timestamptz not null,
  changed_by uuid not null references staff,
  primary key (campaign_id, part)
);
comment on table document_wording is 'Words of a round''s documents that the office has put in the place of the usual ones: issuer, signature, recipients, opening, proposals.';
