-- How far each topic's alarms have been looked at, and what is wanted of them.
create table listening.alarm_watches (
  topic uuid primary key references listening.topics (id) on delete cascade,
  -- Every look up to here is taken; the next one is after it.
  looked_to timestamptz not null,
  -- From here on looks are taken as time passes; what was before is looked at in hindsight.
  watched_from timestamptz not null,
  -- How many mentions lay before `watched_from` when hindsight was taken; null until it was.
  hindsight_count bigint,
  kinds text[] not null default array['spike', 'slow-burn', 'drop', 'sentiment', 'new-words', 'take-off'],
  sensitivity text not null default 'usual' check (sensitivity in ('calm', 'usual', 'keen')),
  -- Mail and webhooks are told of alarms at least this grave; the page shows all.
  tell_from integer not null default 4 check (tell_from between 1 and 10),
  muted_until timestamptz,
  told_day date,
  told_count integer not null default 0
);

create table listening.channel_watches (
  channel text primary key,
  looked_to timestamptz not null
);

create table listening.alarms (
  id uuid primary key,
  -- Null for a silent source, which is of no one topic.
  topic uuid references listening.topics (id) on delete cascade,
  kind text not null,
  subject text not null default '',
  began_at timestamptz not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  peak jsonb not null,
  severity integer not null check (severity between 1 and 10),
  told_severity integer not null,
  terms text[] not null default '{}',
  closed_at timestamptz,
  closed_by text check (closed_by in ('calm', 'member')),
  closed_because text,
  closed_name text,
  acknowledged_at timestamptz,
  acknowledged_name text,
  -- Raised by looking back at history that came in later: nobody was told.
  hindsight boolean not null default false,
  -- The alarm of the same topic that was open when this one opened.
  lead uuid references listening.alarms (id) on delete set null,
  told_at timestamptz
);
create unique index alarms_once on listening.alarms (coalesce(topic, '00000000-0000-0000-0000-000000000000'), kind, subject, opened_at);
create index alarms_by_time on listening.alarms (opened_at desc, id desc);
create index alarms_open on listening.alarms (topic) where closed_at is null;
