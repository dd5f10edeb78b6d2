-- Tables of earlier years that were published elsewhere: the index by agency and criterion, as printed.
create table earlier_table (
  id uuid primary key,
  province_code text not null references province,
  year integer not null check (year between 2000 and 2100),
  source text not null check (char_length(source) between 1 and 400),
  published_on date,
  method text check (char_length(method) between 1 and 1000),
  added_at timestamptz not null,
  added_by uuid not null references staff,
  withdrawn_at timestamptz
);
create index earlier_table_by_province on earlier_table (province_code, year);
comment on table earlier_table is 'A published table of an earlier year, brought in by Home Affairs: where it was published, when, and by which method. A withdrawn one is kept and shown nowhere.';

create table earlier_agency (
  table_id uuid not null references earlier_table,
  label text not null check (char_length(label) between 1 and 300),
  position integer not null check (position >= 0),
  is_province boolean not null,
  agency_code text references agency,
  weight double precision not null check (weight > 0 and weight < 1e9),
  primary key (table_id, label),
  constraint earlier_agency_target check (not (is_province and agency_code is not null))
);
comment on table earlier_agency is 'An agency as a table of an earlier year names it, and the agency of today that it is compared with: several old ones of one new weigh by their weights; none means not comparable.';

create table earlier_criterion (
  table_id uuid not null references earlier_table,
  label text not null check (char_length(label) between 1 and 300),
  position integer not null check (position >= 0),
  node_code text,
  primary key (table_id, label)
);
comment on table earlier_criterion is 'A criterion, factor or index as a table of an earlier year names it, and the node of today''s index that it is compared with; none means that it has no partner.';

create table earlier_figure (
  table_id uuid not null references earlier_table,
  agency text not null,
  criterion text not null,
  share double precision not null check (share between 0 and 1),
  respondents integer check (respondents >= 0),
  standard_error double precision check (standard_error > 0 and standard_error <= 1),
  primary key (table_id, agency, criterion),
  foreign key (table_id, agency) references earlier_agency,
  foreign key (table_id, criterion) references earlier_criterion
);
comment on table earlier_figure is 'A figure of a table of an earlier year as it was published, with its number of respondents and standard error where the table gives them. Nobody changes or removes one.';
create trigger earlier_figure_never_changes before update or delete on earlier_figure
  for each row execute function refuse_change();
create trigger earlier_figure_never_emptied before truncate on earlier_figure execute function refuse_change();
