-- The company's own accounts: who speaks for us, and whom to address when we are meant.
create table listening.own_accounts (
  id uuid primary key,
  channel text not null,
  -- Without `@`, as the channel writes it.
  handle text not null,
  made_at timestamptz not null default now(),
  unique (channel, handle)
);

-- What the team did with a mention: from this the order of what is worth joining learns.
create table listening.verdicts (
  interaction uuid primary key,
  verdict text not null check (verdict in ('answered', 'handled', 'dismissed')),
  -- What spoke for and against it then, by reason, from 0 to 1.
  reasons jsonb not null,
  member uuid,
  name text not null,
  at timestamptz not null default now()
);
create index verdicts_at on listening.verdicts (at);

-- Since when verdicts are learnt from; a reset moves it to the present.
create table listening.relevance (
  one boolean primary key default true check (one),
  learns_from timestamptz not null default '-infinity'
);
insert into listening.relevance default values;
