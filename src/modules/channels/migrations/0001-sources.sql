create schema channels;

create table channels.sources (
  id uuid primary key,
  channel text not null,
  name text not null,
  -- As the manifest describes; secrets are sealed.
  settings jsonb not null,
  -- Where reading goes on; saved in the transaction that keeps what was read.
  cursor jsonb,
  paused boolean not null default false,
  health_state text not null default 'starting',
  health_words text not null default 'Not started yet.',
  health_since timestamptz not null default now(),
  taken_in bigint not null default 0,
  seen bigint not null default 0,
  set_aside bigint not null default 0,
  last_read_at timestamptz,
  created_at timestamptz not null default now(),
  removed_at timestamptz
);

create table channels.set_aside (
  id uuid primary key,
  source uuid references channels.sources (id),
  -- What brought it when that is no source: `api:…`.
  origin text not null,
  at timestamptz not null default now(),
  code text not null,
  because text not null,
  raw text not null
);
create index set_aside_newest on channels.set_aside (at desc, id desc);
create index set_aside_source on channels.set_aside (source, at desc, id desc);
