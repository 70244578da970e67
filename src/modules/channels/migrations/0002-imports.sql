create table channels.imports (
  id uuid primary key,
  file_name text not null,
  bytes bigint not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'running', 'paused', 'finished', 'failed', 'undoing', 'undone')),
  -- What went wrong, in words; null while nothing did.
  trouble text,
  mapping jsonb,
  -- Where reading goes on; saved in the transaction that takes the rows before it in.
  position jsonb,
  bytes_read bigint not null default 0,
  rows_read bigint not null default 0,
  -- Rows given to the loop; those that were here already are among them.
  taken_in bigint not null default 0,
  already_known bigint not null default 0,
  refused bigint not null default 0,
  forgotten bigint not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null
);
create index imports_newest on channels.imports (created_at desc, id desc);

create table channels.import_refusals (
  import uuid not null references channels.imports (id) on delete cascade,
  -- As a spreadsheet numbers it, the header counted.
  row bigint not null,
  code text not null,
  because text not null,
  raw text not null,
  primary key (import, row)
);
