create schema listening;
create sequence listening.editions as integer;

create table listening.topics (
  id uuid primary key,
  name text not null,
  role text not null check (role in ('own', 'competitor', 'industry', 'campaign', 'risk')),
  query text not null,
  colour integer not null,
  -- Mentions belong to an edition: a query that is applied to history anew gets a new one.
  edition integer not null default nextval('listening.editions') unique,
  -- Place in the stream from which on the loop matches this edition; null until it does.
  active_from bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz
);

-- Applying an edition to the history that was there before it.
create table listening.backfills (
  edition integer primary key,
  topic uuid not null references listening.topics (id) on delete cascade,
  state text not null check (state in ('running', 'done', 'failed')) default 'running',
  position_at timestamptz,
  position_id uuid,
  scanned bigint not null default 0,
  total bigint not null default 0,
  matched bigint not null default 0,
  words text not null default '',
  -- Edition whose mentions this one replaces when it is done.
  replaces integer,
  created_at timestamptz not null default now()
);
