-- Sign-in through the province's own identity provider (OpenID Connect). It opens accounts that are there, and makes none.
create table oidc_identity (
  staff_id uuid primary key references staff on delete cascade,
  issuer text not null,
  subject text not null,
  link_id uuid references account_link on delete cascade,
  set_by uuid references staff,
  set_at timestamptz not null,
  first_used_at timestamptz,
  constraint oidc_identity_subject_key unique (issuer, subject)
);
comment on table oidc_identity is 'Which person of the identity provider an account belongs to: written by Home Affairs, or found by a verified e-mail address at the first sign-in (then set by nobody).';
