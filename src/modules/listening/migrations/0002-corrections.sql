-- What somebody said a post really says. The newest that was not undone holds.
create table listening.corrections (
  id uuid primary key,
  interaction uuid not null,
  -- When the post was written: history finds it by this and its id.
  at timestamptz not null,
  label text not null check (label in ('sentiment', 'emotion', 'intent', 'urgency')),
  before text not null,
  after text not null,
  by_id text not null,
  by_name text not null,
  made_at timestamptz not null default now(),
  undone_at timestamptz,
  -- What of the words is compared with later posts; the words themselves stay in history.
  sketch jsonb not null,
  -- Makes the order of corrections of one moment certain.
  number bigint generated always as identity
);
create index corrections_by_interaction on listening.corrections (interaction);
create index corrections_newest on listening.corrections (number desc) where undone_at is null;

create sequence listening.label_versions;
-- Labels on their way into the mentions of ClickHouse: kept until they are there.
create table listening.label_changes (
  interaction uuid primary key,
  at timestamptz not null,
  labels jsonb not null,
  -- A later change of the same post has a higher one.
  version bigint not null default nextval('listening.label_versions')
);

-- Understanding what was heard before understanding existed: one row, while there is something to do.
create table listening.label_backfill (
  one boolean primary key default true check (one),
  state text not null default 'running' check (state in ('running', 'done')),
  topic integer not null default 0,
  position_at timestamptz,
  position_id uuid,
  labelled bigint not null default 0,
  total bigint not null default 0,
  changed_at timestamptz not null default now()
);
insert into listening.label_backfill default values;

create table listening.retrainings (
  id uuid primary key,
  made_at timestamptz not null default now(),
  by_name text not null,
  seed integer not null,
  -- What it was measured at, before and after.
  report jsonb not null,
  -- The learnt leans, deflated.
  leans bytea not null,
  applied_at timestamptz,
  applied_by text,
  undone_at timestamptz
);

-- A model of somebody else's that may tell labels instead of ours; off until somebody turns it on.
create table listening.outside_model (
  one boolean primary key default true check (one),
  enabled boolean not null default false,
  address text not null,
  model text not null,
  sealed_key text,
  labels text[] not null,
  timeout_ms integer not null,
  concurrency integer not null,
  per_minute integer not null,
  changed_at timestamptz not null default now()
);
