-- An account handed from one person to another: the row of the first person stays as it was, so that what that person
-- did keeps the name; the second person gets a row of their own under the same user name.
alter table staff add column handed_over_at timestamptz;
alter table staff add column handed_over_to uuid references staff;
alter table staff add constraint staff_handed_over check (
  (handed_over_at is null) = (handed_over_to is null)
  and (handed_over_at is null or (is_disabled and password_hash is null)));
comment on table staff is 'People who sign in, each with one post. A person whose account went to another stays as a closed row, under the user name with a tilde and a number.';
