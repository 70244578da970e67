-- Imports of people, companies, purchases and relations.
create table people.imports (
  id uuid primary key,
  what text not null check (what in ('people', 'companies', 'purchases', 'relations')),
  file_name text not null,
  bytes bigint not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'checking', 'checked', 'running', 'paused', 'finished', 'failed', 'undoing', 'undone')),
  trouble text,
  mapping jsonb,
  -- Where reading goes on; saved with what the rows before it brought.
  place jsonb,
  bytes_read bigint not null default 0,
  rows_read bigint not null default 0,
  created bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  joined bigint not null default 0,
  refused bigint not null default 0,
  -- Addresses that many rows shared, which therefore join nobody: [{channel, address}], the first few.
  shared jsonb not null default '[]',
  -- What an undo left, because somebody changed it since: [{identity, because}], the first few, and how many.
  kept jsonb not null default '[]',
  kept_count bigint not null default 0,
  undone_count bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index imports_newest on people.imports (created_at desc, id desc);
create index imports_working on people.imports (created_at) where state in ('checking', 'running', 'undoing');

create table people.import_refusals (
  import uuid not null references people.imports (id) on delete cascade,
  row bigint not null,
  code text not null,
  because text not null,
  raw text not null,
  primary key (import, row)
);

-- Identities that an import made, and profiles that it changed, with how they were: what undoing it needs.
create table people.import_marks (
  import uuid not null references people.imports (id) on delete cascade,
  identity uuid not null,
  made boolean not null,
  before jsonb,
  after jsonb not null,
  primary key (import, identity)
);
create index import_marks_identity on people.import_marks (identity);
create index entries_source on people.entries (source) where source like 'import:%';
create index links_made_by on people.links (made_by) where made_by like 'import:%';
