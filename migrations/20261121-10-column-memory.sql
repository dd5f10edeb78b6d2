create table column_memory (
  province_code text not null references province,
  unit_code text references unit,
  signature text not null,
  headings jsonb not null,
  columns jsonb not null,
  confirmed_at timestamptz not null,
  constraint column_memory_key unique nulls not distinct (province_code, unit_code, signature),
  constraint column_memory_signature_form check (signature ~ '^[0-9a-f]{64}$')
);
comment on table column_memory is 'How a unit (or, without one, Home Affairs for the province) last confirmed the columns of lists with these headings: the guess for its next list.';
