-- Word lists that queries name with list:…
create table listening.lists (
  id uuid primary key,
  name text not null,
  -- Words, phrases or {As Written}, in the order in which they were written.
  entries text[] not null,
  changed_at timestamptz not null default now(),
  changed_by text not null default ''
);
create unique index lists_by_name on listening.lists (lower(name));
