create schema members;

-- At most one row: who this installation belongs to.
create table members.installation (
  sole boolean primary key default true check (sole),
  company text not null,
  claimed_at timestamptz not null default now()
);

-- At most one row, until there is an owner: the token that the console printed last, hashed.
create table members.claims (
  sole boolean primary key default true check (sole),
  token_hash bytea not null,
  created_at timestamptz not null default now()
);

create table members.members (
  user_id text primary key references auth.users on delete cascade,
  role text not null check (role in ('owner', 'manager', 'agent', 'analyst', 'guest')),
  suspended_at timestamptz,
  language text check (language in ('en', 'nl')),
  time_zone text,
  theme text not null default 'system' check (theme in ('light', 'dark', 'system')),
  last_seen_at timestamptz,
  created_at timestamptz not null default now()
);

create table members.invitations (
  id uuid primary key,
  token_hash bytea not null unique,
  email text check (email = lower(email)),
  role text not null check (role in ('owner', 'manager', 'agent', 'analyst', 'guest')),
  invited_by text not null references members.members on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table members.keys (
  id uuid primary key,
  name text not null,
  start text not null,
  hash bytea not null unique,
  role text not null check (role in ('owner', 'manager', 'agent', 'analyst', 'guest')),
  -- null: all that the role may.
  scopes text[],
  -- null: made on the command line, so nobody's to lose.
  created_by text references members.members on delete cascade,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz
);
create index on members.keys (created_by);
