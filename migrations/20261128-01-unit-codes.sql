-- `province` stands for all units wherever a unit's code can stand. Rows of before are left as they are:
-- the server gives nobody of a unit that place.
alter table unit add constraint unit_code_reserved check (lower(code) <> 'province') not valid;
